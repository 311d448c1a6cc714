// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/bit_square.h"
#include "tests/support/test_main.h"

using namespace oxseal::sod;

class TestBitSquare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Bit by bit, as the words say it.
    void everyBitGoesAcrossTheDiagonal()
    {
        std::uint64_t state = 1;
        BitSquare rows{};
        for (std::uint64_t& row : rows) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            row = state ^ state >> 31U;
        }
        BitSquare columns = rows;
        transpose(columns);
        for (unsigned r = 0; r < 64; ++r) {
            for (unsigned c = 0; c < 64; ++c)
                QCOMPARE(columns[c] >> r & 1U, rows[r] >> c & 1U);
        }
    }
};

OXSEAL_TEST_CLASS(TestBitSquare);
#include "tst_bit_square.moc"
