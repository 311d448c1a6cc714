// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_block.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <random>
#include <set>

using namespace oxseal::recon;

namespace {

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

/// The definition, spelt out over all pairs: each is the other's only candidate that is not more than the margin farther
/// than the nearest.
Pairs clearPairs(const std::vector<BlockLine>& left, const std::vector<BlockLine>& right, const BlockWindow& window)
{
    const auto inWindow = [&](const BlockLine& l, const BlockLine& r) {
        const int difference = l.position - r.position;
        return difference >= -window.before && difference <= window.after;
    };
    const auto onlyOne = [&](const auto& line, const auto& others, const auto& candidate) {
        int nearest = 1 << 30;
        for (const auto& other : others) {
            if (candidate(line, other))
                nearest = std::min(nearest, std::abs(line.position - other.position));
        }
        std::vector<std::uint32_t> close;
        for (const auto& other : others) {
            if (candidate(line, other) && std::abs(line.position - other.position) <= nearest + window.margin)
                close.push_back(other.index);
        }
        return close.size() == 1 ? static_cast<long>(close[0]) : -1L;
    };
    Pairs pairs;
    for (const auto& l : left) {
        const long r = onlyOne(l, right, inWindow);
        if (r < 0)
            continue;
        const auto line = std::find_if(right.begin(), right.end(), [&](const BlockLine& b) { return b.index == r; });
        const long back = onlyOne(*line, left, [&](const BlockLine& a, const BlockLine& b) { return inWindow(b, a); });
        if (back == static_cast<long>(l.index))
            pairs.emplace(l.index, static_cast<std::uint32_t>(r));
    }
    return pairs;
}

} // namespace

class TestMatchBlock : public QObject
{
    Q_OBJECT

    static std::vector<BlockLine> side(std::mt19937& random, int count, int span)
    {
        std::vector<BlockLine> lines;
        for (int i = 0; i < count; ++i)
            lines.push_back({static_cast<std::int32_t>(random() % static_cast<unsigned>(span)), static_cast<std::uint32_t>(i)});
        std::sort(lines.begin(), lines.end(), [](const BlockLine& a, const BlockLine& b) {
            return std::pair(a.position, a.index) < std::pair(b.position, b.index);
        });
        return lines;
    }

private Q_SLOTS:
    /// 6,000 random small blocks against the definition over all pairs.
    void agreesWithTheDefinition()
    {
        std::mt19937 random(20260930);
        int decided = 0;
        int clusters = 0;
        for (int round = 0; round < 6000; ++round) {
            const auto left = side(random, static_cast<int>(random() % 7), 40);
            const auto right = side(random, static_cast<int>(random() % 7), 40);
            const BlockWindow window{static_cast<int>(random() % 6), static_cast<int>(random() % 12), static_cast<int>(random() % 4)};
            BlockDecision out;
            decideBlock(left, right, window, out);
            Pairs first;
            std::set<std::uint32_t> usedLeft;
            std::set<std::uint32_t> usedRight;
            for (const auto& pair : out.pairs) {
                if (!pair.afterClearer)
                    first.emplace(pair.left, pair.right);
                QVERIFY(usedLeft.insert(pair.left).second);
                QVERIFY(usedRight.insert(pair.right).second);
            }
            QVERIFY(first == clearPairs(left, right, window));
            // The second look is the definition again, on what the first left.
            std::vector<BlockLine> restLeft;
            std::vector<BlockLine> restRight;
            const auto untaken = [&](const Pairs& pairs, std::uint32_t index, bool isLeft) {
                return std::none_of(pairs.begin(), pairs.end(), [&](const auto& p) { return (isLeft ? p.first : p.second) == index; });
            };
            std::copy_if(left.begin(), left.end(), std::back_inserter(restLeft), [&](const BlockLine& l) { return untaken(first, l.index, true); });
            std::copy_if(right.begin(), right.end(), std::back_inserter(restRight), [&](const BlockLine& r) { return untaken(first, r.index, false); });
            Pairs later;
            for (const auto& pair : out.pairs) {
                if (pair.afterClearer)
                    later.emplace(pair.left, pair.right);
            }
            Pairs second = first.empty() ? Pairs() : clearPairs(restLeft, restRight, window);
            // And what then has one candidate only, on both sides, is no choice any more.
            std::erase_if(restLeft, [&](const BlockLine& l) { return !untaken(second, l.index, true); });
            std::erase_if(restRight, [&](const BlockLine& r) { return !untaken(second, r.index, false); });
            const Pairs single = clearPairs(restLeft, restRight, {window.before, window.after, 1000});
            second.insert(single.begin(), single.end());
            QVERIFY(later == second);
            // Every line that still has a candidate is in exactly one cluster, and no other line is.
            for (const auto& cluster : out.clusters) {
                QVERIFY(cluster.left.size() + cluster.right.size() >= 3);
                for (const auto index : cluster.left)
                    QVERIFY(usedLeft.insert(index).second);
                for (const auto index : cluster.right)
                    QVERIFY(usedRight.insert(index).second);
            }
            for (const auto& l : left) {
                for (const auto& r : right) {
                    const int difference = l.position - r.position;
                    if (difference >= -window.before && difference <= window.after)
                        QVERIFY(usedLeft.count(l.index) == 1 || usedRight.count(r.index) == 1);
                }
            }
            decided += static_cast<int>(out.pairs.size());
            clusters += static_cast<int>(out.clusters.size());
        }
        QVERIFY(decided > 2000 && clusters > 1000); // the cases were not trivial
    }
    void namesTheRunnerUp()
    {
        BlockDecision out;
        decideBlock(std::vector<BlockLine>{{10, 0}}, std::vector<BlockLine>{{11, 0}, {18, 1}}, {10, 10, 3}, out);
        QCOMPARE(out.pairs.size(), 1U);
        QCOMPARE(out.pairs[0].distance, 1);
        QCOMPARE(out.pairs[0].rival, 1U);
        QCOMPARE(out.pairs[0].rivalDistance, 8);
        QVERIFY(!out.pairs[0].rivalIsLeft);
    }
    void twoEqualCandidatesAreNeverDecided()
    {
        BlockDecision out;
        decideBlock(std::vector<BlockLine>{{10, 0}}, std::vector<BlockLine>{{9, 0}, {11, 1}}, {3, 3, 0}, out);
        QVERIFY(out.pairs.empty());
        QCOMPARE(out.clusters.size(), 1U);
        QCOMPARE(out.clusters[0].right.size(), 2U);
    }
    void aBlockOfEqualsStaysFast()
    {
        std::vector<BlockLine> lines;
        for (std::uint32_t i = 0; i < 200'000; ++i)
            lines.push_back({static_cast<std::int32_t>(i / 2000), i});
        BlockDecision out;
        decideBlock(lines, lines, {3, 3, 3}, out);
        QVERIFY(out.pairs.empty());
        QCOMPARE(out.clusters.size(), 1U);
        QCOMPARE(out.clusters[0].left.size(), lines.size());
        QCOMPARE(out.clusters[0].right.size(), lines.size());
    }
};

OXSEAL_TEST_CLASS(TestMatchBlock);
#include "tst_match_block.moc"
