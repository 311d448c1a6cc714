// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/fixed_bits.h"
#include "tests/support/test_main.h"

#include <cmath>

using namespace oxseal::recon;

class TestFixedBits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactPowers()
    {
        QCOMPARE(log2Ratio(1, 1), 0);
        QCOMPARE(log2Ratio(8, 1), 3 * kOneBit);
        QCOMPARE(log2Ratio(1, 1024), -10 * kOneBit);
        QCOMPARE(oddsOf(0), kCertain);
        QCOMPARE(oddsOf(kOneBit), 2 * kCertain);
        QCOMPARE(oddsOf(-3 * kOneBit), kCertain / 8);
        QCOMPARE(shareOf(0), kCertain / 2);
        QCOMPARE(oddsOf(40LL * kOneBit), kCertain << 16U); // clamped
        QCOMPARE(oddsOf(-40LL * kOneBit), kCertain >> 16U);
    }
    void agreesWithTheMathematicsLibrary()
    {
        for (std::uint64_t n = 1; n < 2000; n += 7) {
            for (std::uint64_t d = 1; d < 100000; d = d * 3 + 1) {
                const double exact = std::log2(static_cast<double>(n) / static_cast<double>(d)) * 65536.0;
                QVERIFY(std::abs(exact - log2Ratio(n, d)) <= 1.01);
            }
        }
        for (int bits = -16 * 65536; bits <= 16 * 65536; bits += 997) {
            const double exact = std::exp2(bits / 65536.0) * 4294967296.0;
            QVERIFY(std::abs(exact - static_cast<double>(oddsOf(bits))) <= 1 + exact * 1e-12);
            const double share = 4294967296.0 / (1 + std::exp2(-bits / 65536.0));
            QVERIFY(std::abs(share - static_cast<double>(shareOf(bits))) <= 1 + share * 1e-4);
        }
    }
};

OXSEAL_TEST_CLASS(TestFixedBits);
#include "tst_fixed_bits.moc"
