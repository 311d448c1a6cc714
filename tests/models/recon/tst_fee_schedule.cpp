// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/fee_schedule.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <random>

using namespace oxseal::recon;

class TestFeeSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gapsByHand()
    {
        const FeeSchedule fee{25, 1400, 0}; // 1.4 % and 0.25
        QCOMPARE(fee.gapOf(10000), std::int64_t{165});
        QCOMPARE(fee.gapOf(-10000), std::int64_t{165}); // a payment costs more
        QCOMPARE(fee.gapOf(1036), std::int64_t{25 + 15}); // 14.504
        QCOMPARE(fee.gapOf(1035), std::int64_t{25 + 14}); // 14.49
        QCOMPARE((FeeSchedule{0, -1000, 0}.gapOf(150)), std::int64_t{-2}); // 1.5, away from zero
        QCOMPARE((FeeSchedule{500, 0, 0}.gapOf(7)), std::int64_t{500});
    }
    void findsWhatWasCharged()
    {
        std::mt19937_64 random(5);
        std::vector<AmountGap> gaps;
        for (int i = 0; i < 900; ++i) {
            const auto books = static_cast<std::int64_t>(500 + random() % 400000) * (random() % 2 == 0 ? 1 : -1);
            const std::int64_t size = books < 0 ? -books : books;
            // By the percentages themselves, half up: 1.4 % and 0.25 for two thirds, 5.00 for a quarter, nonsense for the rest.
            const std::int64_t gap = i % 12 < 8 ? 25 + (14 * size + 500) / 1000 : i % 12 < 11 ? 500 : 1 + static_cast<std::int64_t>(random() % 400);
            gaps.push_back({books, gap});
        }
        const std::vector<FeeSchedule> fees = learnFees(gaps);
        QCOMPARE(fees.size(), std::size_t{2});
        QCOMPARE(fees[0].fixed, std::int64_t{25});
        QCOMPARE(fees[0].rate, std::int64_t{1400});
        QVERIFY(fees[0].seen >= 600);
        QCOMPARE(fees[1].fixed, std::int64_t{500});
        QCOMPARE(fees[1].rate, std::int64_t{0});
        std::shuffle(gaps.begin(), gaps.end(), random);
        QVERIFY(learnFees(gaps) == fees);
    }
    void noiseIsNoFee()
    {
        std::mt19937_64 random(6);
        std::vector<AmountGap> gaps;
        for (int i = 0; i < 300; ++i)
            gaps.push_back({static_cast<std::int64_t>(100000 + random() % 900000), static_cast<std::int64_t>(1 + random() % 90000)});
        QCOMPARE(learnFees(gaps).size(), std::size_t{0});
        QCOMPARE(learnFees({}).size(), std::size_t{0});
        gaps.assign(50, {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min()});
        QVERIFY(learnFees(gaps).size() <= 1); // the extremes do not overflow
    }
};

OXSEAL_TEST_CLASS(TestFeeSchedule);
#include "tst_fee_schedule.moc"
