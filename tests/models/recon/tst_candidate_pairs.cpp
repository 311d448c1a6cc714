// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/candidate_pairs.h"
#include "tests/support/test_main.h"

#include <random>

using namespace oxseal::recon;

namespace {

std::vector<KeyedLine> numbered(std::vector<KeyedLine> lines)
{
    for (std::uint32_t i = 0; i < lines.size(); ++i)
        lines[i].index = i;
    return lines;
}

std::vector<KeyedLine> randomLines(std::mt19937_64& random, std::size_t count)
{
    std::vector<KeyedLine> lines;
    for (std::size_t i = 0; i < count; ++i)
        lines.push_back({static_cast<std::int64_t>(random() % 12) * 100 - 300, static_cast<std::uint32_t>(1 + random() % 2),
            static_cast<std::uint32_t>(random() % 3 == 0 ? 1 + random() % 40 : 0), static_cast<std::int32_t>(random() % 30), 0});
    return numbered(lines);
}

std::uint32_t nobody(std::size_t, std::uint32_t) { return 0; }

BlockedPairs block(const std::vector<KeyedLine>& left, const std::vector<KeyedLine>& right, const DayWindow& window,
    std::span<const FeeSchedule> fees, int threads)
{
    const std::array<std::vector<bool>, 2> open{std::vector<bool>(left.size(), true), std::vector<bool>(right.size(), true)};
    return blockPairs(SortedLines(left), SortedLines(right), open, window, fees, nobody, threads);
}

/// The definition, pair by pair.
std::vector<CandidatePair> byDefinition(const std::vector<KeyedLine>& left, const std::vector<KeyedLine>& right, const DayWindow& window,
    const FeeSchedule& fee)
{
    const auto rare = [](const std::vector<KeyedLine>& lines, const KeyedLine& of) {
        return std::count_if(lines.begin(), lines.end(), [&](const KeyedLine& line) {
            return line.partition == of.partition && line.reference == of.reference;
        }) <= 4;
    };
    const auto named = [&](const KeyedLine& l, const KeyedLine& r) {
        return l.reference != 0 && l.partition == r.partition && l.reference == r.reference && rare(left, l) && rare(right, r);
    };
    const auto sure = [&](const KeyedLine& l, const KeyedLine& r) { return named(l, r) && l.amount == r.amount && window.holds(l.day - r.day); };
    const auto settled = [&](const KeyedLine& line, bool isLeft) {
        const auto& others = isLeft ? right : left;
        return std::any_of(others.begin(), others.end(), [&](const KeyedLine& other) { return isLeft ? sure(line, other) : sure(other, line); });
    };
    std::vector<CandidatePair> out;
    for (const KeyedLine& l : left) {
        for (const KeyedLine& r : right) {
            const std::int32_t lag = l.day - r.day;
            const bool near = l.partition == r.partition && window.holds(lag);
            const bool fits = near && (l.amount == r.amount || l.amount == r.amount - fee.gapOf(r.amount));
            const bool free = !settled(l, true) && !settled(r, false);
            if (!(named(l, r) || (fits && free)))
                continue;
            const std::int64_t gap = std::abs(l.amount - r.amount);
            const std::uint8_t level = gap == 0 ? kAmountEqual
                : l.amount == r.amount - fee.gapOf(r.amount) ? kFirstFee
                : gap * 20 <= std::abs(r.amount)             ? kAmountNear
                                                             : kAmountOther;
            out.push_back({l.index, r.index, level,
                static_cast<std::uint8_t>(window.holds(lag) ? lag + window.before : window.days()), 0, 0});
        }
    }
    return out;
}

} // namespace

class TestCandidatePairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksAsDefined()
    {
        std::mt19937_64 random(11);
        const FeeSchedule fee{100, 0, 0};
        for (int round = 0; round < 60; ++round) {
            const auto left = randomLines(random, 5 + random() % 60);
            const auto right = randomLines(random, 5 + random() % 60);
            const DayWindow window{static_cast<std::int32_t>(random() % 3), static_cast<std::int32_t>(random() % 8)};
            const BlockedPairs found = block(left, right, window, std::span(&fee, 1), 1 + round % 3);
            QVERIFY(found.pairs == byDefinition(left, right, window, fee));
            QCOMPARE(found.dropped, std::uint64_t{0});
        }
    }
    void takenLinesStayOut()
    {
        const std::vector<KeyedLine> lines = numbered({{500, 1, 7, 1, 0}, {500, 1, 0, 1, 0}, {900, 1, 8, 1, 0}});
        const std::array<std::vector<bool>, 2> open{std::vector<bool>{false, true, true}, std::vector<bool>{true, true, false}};
        const BlockedPairs found = blockPairs(SortedLines(lines), SortedLines(lines), open, {0, 1}, {}, nobody, 1);
        QCOMPARE(found.pairs.size(), std::size_t{2}); // line 1 with lines 0 and 1
        QVERIFY(found.pairs[0].left == 1 && found.pairs[1].left == 1);
    }
    void crowdedBlocksAreCutByDay()
    {
        std::vector<KeyedLine> left{{500, 1, 0, 50, 0}};
        std::vector<KeyedLine> right;
        for (std::int32_t day = 40; day <= 52; ++day)
            right.insert(right.end(), 10, {500, 1, 0, day, 0}); // 130 lines in 13 days
        const BlockedPairs found = block(numbered(left), numbered(right), {2, 10}, {}, 1);
        // The middle is day 46; within two days of it lie fifty lines, within three seventy, more than the cap.
        QCOMPARE(found.pairs.size(), std::size_t{50});
        QCOMPARE(found.dropped, std::uint64_t{80});
        QCOMPARE(found.pairs.front().right, 40U);
        QCOMPARE(found.pairs.back().right, 89U);
    }
    void crowdedBlocksKeepNames()
    {
        // A hundred lines of one amount on one day a side: only equal names meet, and nobody without one.
        std::vector<KeyedLine> lines(100, {500, 1, 0, 50, 0});
        lines = numbered(lines);
        const std::array<std::vector<bool>, 2> open{std::vector<bool>(100, true), std::vector<bool>(100, true)};
        const BlockedPairs found = blockPairs(SortedLines(lines), SortedLines(lines), open, {1, 1}, {},
            [](std::size_t, std::uint32_t line) { return line < 90 ? 1 + line / 2 : 0; }, 1);
        QCOMPARE(found.pairs.size(), std::size_t{180});
        QCOMPARE(found.dropped, std::uint64_t{100 * 100 - 180});
        for (const CandidatePair& pair : found.pairs)
            QCOMPARE(pair.left / 2, pair.right / 2);
    }
    void anchorsAndWindow()
    {
        std::vector<KeyedLine> left;
        std::vector<KeyedLine> right;
        for (std::uint32_t i = 0; i < 100; ++i) {
            left.push_back({1000 + i, 1, i + 1, static_cast<std::int32_t>(i) + 2 + static_cast<std::int32_t>(i % 3), 0});
            right.push_back({1000 + i, 1, i + 1, static_cast<std::int32_t>(i), 0});
        }
        left[7].amount -= 250; // a gap
        left[8].partition = 2; // another account
        const Anchors anchors = findAnchors(SortedLines(numbered(left)), SortedLines(numbered(right)));
        QVERIFY(anchors.byReference);
        QCOMPARE(anchors.pairs.size(), std::size_t{98});
        QCOMPARE(anchors.gaps.size(), std::size_t{1});
        QCOMPARE(anchors.gaps[0].books, std::int64_t{1007});
        QCOMPARE(anchors.gaps[0].gap, std::int64_t{250});
        QVERIFY(learnWindow(numbered(left), numbered(right), anchors.pairs) == (DayWindow{0, 5})); // lags 2 … 4, one day more
    }
    void amountsStandInForReferences()
    {
        std::vector<KeyedLine> left;
        std::vector<KeyedLine> right;
        for (std::uint32_t i = 0; i < 60; ++i) {
            left.push_back({1000 + i, 1, 0, static_cast<std::int32_t>(i) + 1, 0});
            right.push_back({1000 + i, 1, 0, static_cast<std::int32_t>(i), 0});
        }
        right.push_back({1000, 1, 0, 3, 0}); // this amount occurs twice: no evidence
        left[5].day += 100; // too far away
        const Anchors anchors = findAnchors(SortedLines(numbered(left)), SortedLines(numbered(right)));
        QVERIFY(!anchors.byReference);
        QCOMPARE(anchors.pairs.size(), std::size_t{58});
    }
};

OXSEAL_TEST_CLASS(TestCandidatePairs);
#include "tst_candidate_pairs.moc"
