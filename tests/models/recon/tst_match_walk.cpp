// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_walk.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <map>
#include <random>

using namespace oxseal::recon;

class TestMatchWalk : public QObject
{
    Q_OBJECT

    static std::vector<MatchEntry> side(std::mt19937& random, std::uint32_t count)
    {
        const auto below = [&random](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
        std::vector<MatchEntry> entries;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t partition = below(3);
            const std::uint32_t text = below(50);
            const auto amount = static_cast<std::int64_t>(below(60));
            entries.push_back({partition, text, amount, {static_cast<std::int32_t>(below(90)), i}});
        }
        return entries;
    }

    using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

    static Pairs pairsOf(const BlockDecision& decision)
    {
        Pairs out;
        for (const auto& pair : decision.pairs)
            out.emplace_back(pair.left, pair.right);
        return out;
    }

    static std::vector<std::vector<std::uint32_t>> clustersOf(const BlockDecision& decision)
    {
        std::vector<std::vector<std::uint32_t>> out;
        for (const auto& cluster : decision.clusters) {
            out.push_back(cluster.left);
            out.push_back(cluster.right);
        }
        return out;
    }

private Q_SLOTS:
    /// Blocks collected in a map and decided one by one are the independent answer, in the order of the keys.
    void everyBlockIsDecidedOnce()
    {
        std::mt19937 random(11);
        const BlockWindow window{2, 5, 1};
        auto left = side(random, 20'000);
        auto right = side(random, 18'000);
        using Key = std::tuple<std::uint32_t, std::uint32_t, std::int64_t>;
        std::map<Key, std::pair<std::vector<BlockLine>, std::vector<BlockLine>>> blocks;
        for (const auto& entry : left)
            blocks[Key(entry.key())].first.push_back(entry.line);
        for (const auto& entry : right)
            blocks[Key(entry.key())].second.push_back(entry.line);
        BlockDecision expected;
        const auto inTime = [](const BlockLine& a, const BlockLine& b) {
            return std::pair(a.position, a.index) < std::pair(b.position, b.index);
        };
        for (auto& [key, block] : blocks) {
            std::sort(block.first.begin(), block.first.end(), inTime);
            std::sort(block.second.begin(), block.second.end(), inTime);
            if (!block.first.empty() && !block.second.empty())
                decideBlock(block.first, block.second, window, expected);
        }
        QVERIFY(expected.pairs.size() > 1000);
        for (const int workers : {1, 2, 3, 16}) {
            std::shuffle(left.begin(), left.end(), random);
            std::shuffle(right.begin(), right.end(), random);
            const auto decision = decideAll(left, right, window, workers);
            QCOMPARE(pairsOf(decision), pairsOf(expected));
            QVERIFY(clustersOf(decision) == clustersOf(expected));
        }
    }

    void emptySides()
    {
        std::vector<MatchEntry> none;
        std::vector<MatchEntry> one{{1, 0, 5, {0, 0}}};
        QVERIFY(decideAll(none, one, {1, 1, 0}, 2).pairs.empty());
        QVERIFY(decideAll(one, none, {1, 1, 0}, 2).clusters.empty());
    }
};

OXSEAL_TEST_CLASS(TestMatchWalk);
#include "tst_match_walk.moc"
