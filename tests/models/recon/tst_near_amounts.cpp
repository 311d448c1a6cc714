// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/near_amounts.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

// Up to 5.00 and 3 % less, up to 1.00 and 1 % more.
constexpr AmountTolerance kTolerance{500, 100, 30000, 10000};
constexpr BlockWindow kWindow{1, 5, 0};

MatchEntry entry(std::uint32_t index, std::int64_t amount, std::int32_t day = 0, std::uint32_t reference = 0, std::uint32_t partition = 0)
{
    return {partition, reference, amount, {day, index}};
}

} // namespace

class TestNearAmounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void absoluteAndPercentBothHold()
    {
        QVERIFY(allows(kTolerance, 9700, 10000)); // 3.00 of 100.00 is 3 %
        QVERIFY(!allows(kTolerance, 9699, 10000)); // within 5.00, beyond 3 %
        QVERIFY(allows(kTolerance, 99500, 100000)); // 5.00, half a percent
        QVERIFY(!allows(kTolerance, 99499, 100000)); // within 3 %, beyond 5.00
        QVERIFY(allows(kTolerance, 10000, 10000));
    }

    void lessAndMoreAreNotTheSame()
    {
        QVERIFY(allows(kTolerance, 10100, 10000));
        QVERIFY(!allows(kTolerance, 10101, 10000));
        // A payment: a fee takes more from the account, which is below.
        QVERIFY(allows(kTolerance, -10300, -10000));
        QVERIFY(!allows(kTolerance, -9899, -10000));
        QVERIFY(!allows(kTolerance, -1, 1)); // money in is never money out
        const std::int64_t least = std::numeric_limits<std::int64_t>::min();
        QVERIFY(!allows({1, 1, 1000000, 1000000}, least, -1));
        QVERIFY(!allows({0, 0, 1000000, 1000000}, 101, 100));
    }

    void oneCandidateOnEitherSide()
    {
        const std::vector<MatchEntry> left{entry(0, 9800, 2)};
        auto pairs = nearPairs(left, std::vector{entry(7, 10000)}, kTolerance, kWindow);
        QCOMPARE(pairs.size(), std::size_t(1));
        QCOMPARE(pairs[0].left, 0U);
        QCOMPARE(pairs[0].right, 7U);
        QCOMPARE(pairs[0].distance, 2);
        // Two of the books could be it; so could one of the same amount.
        QVERIFY(nearPairs(left, std::vector{entry(7, 10000), entry(8, 9900)}, kTolerance, kWindow).empty());
        QVERIFY(nearPairs(left, std::vector{entry(7, 10000), entry(8, 9800)}, kTolerance, kWindow).empty());
        QVERIFY(nearPairs(std::vector{entry(0, 9800, 2), entry(1, 9950, 3)}, std::vector{entry(7, 10000)}, kTolerance, kWindow).empty());
        // Equal amounts are other passes' matter.
        QVERIFY(nearPairs(left, std::vector{entry(7, 9800)}, kTolerance, kWindow).empty());
    }

    void daysAccountsAndReferencesKeepThemApart()
    {
        const auto with = [](const MatchEntry& left, const MatchEntry& right) {
            return nearPairs(std::vector{left}, std::vector{right}, kTolerance, kWindow).size();
        };
        QCOMPARE(with(entry(0, 9800, 5), entry(1, 10000)), std::size_t(1));
        QCOMPARE(with(entry(0, 9800, 6), entry(1, 10000)), std::size_t(0));
        QCOMPARE(with(entry(0, 9800, -2), entry(1, 10000)), std::size_t(0));
        QCOMPARE(with(entry(0, 9800, 0, 0, 1), entry(1, 10000)), std::size_t(0));
        QCOMPARE(with(entry(0, 9800, 0, 3), entry(1, 10000, 0, 4)), std::size_t(0));
        QCOMPARE(with(entry(0, 9800, 0, 3), entry(1, 10000, 0, 3)), std::size_t(1));
        QCOMPARE(with(entry(0, 9800, 0, 3), entry(1, 10000)), std::size_t(1));
    }

    void crowdsSayNothing()
    {
        std::vector<MatchEntry> right;
        for (std::uint32_t i = 0; i < 1000; ++i)
            right.push_back(entry(i, 10000, 40));
        right.push_back(entry(1000, 10000));
        QVERIFY(nearPairs(std::vector{entry(0, 9900)}, right, kTolerance, kWindow).empty());
        std::reverse(right.begin(), right.end());
        QVERIFY(nearPairs(std::vector{entry(0, 9900)}, right, kTolerance, kWindow).empty());
    }
};

OXSEAL_TEST_CLASS(TestNearAmounts);
#include "tst_near_amounts.moc"
