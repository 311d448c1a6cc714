// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/marginals.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace oxseal::recon;

namespace {

struct Exact
{
    std::vector<double> share; ///< of the choices that hold an edge
    double best = 0; ///< the most that a choice can collect of (share − ½)
};

/// Walks all choices of edges without a shared line. Lines of the two sides are told apart by `offset`.
Exact enumerate(const std::vector<std::vector<std::uint32_t>>& groups, const std::vector<double>& odds)
{
    Exact exact;
    exact.share.assign(groups.size(), 0);
    double total = 0;
    std::vector<std::uint32_t> used;
    std::vector<std::size_t> chosen;
    const auto walk = [&](auto& self, std::size_t at, double product) -> void {
        if (at == groups.size()) {
            total += product;
            for (const std::size_t edge : chosen)
                exact.share[edge] += product;
            return;
        }
        self(self, at + 1, product);
        for (const std::uint32_t line : groups[at]) {
            if (std::find(used.begin(), used.end(), line) != used.end())
                return;
        }
        used.insert(used.end(), groups[at].begin(), groups[at].end());
        chosen.push_back(at);
        self(self, at + 1, product * odds[at]);
        chosen.pop_back();
        used.resize(used.size() - groups[at].size());
    };
    walk(walk, 0, 1);
    for (double& share : exact.share)
        share /= total;
    const auto collect = [&](auto& self, std::size_t at, double sum) -> void {
        exact.best = std::max(exact.best, sum);
        for (; at < groups.size(); ++at) {
            bool free = true;
            for (const std::uint32_t line : groups[at])
                free = free && std::find(used.begin(), used.end(), line) == used.end();
            if (!free)
                continue;
            used.insert(used.end(), groups[at].begin(), groups[at].end());
            self(self, at + 1, sum + exact.share[at] - 0.5);
            used.resize(used.size() - groups[at].size());
        }
    };
    collect(collect, 0, 0);
    return exact;
}

double toDouble(std::uint64_t probability) { return static_cast<double>(probability) / 4294967296.0; }

std::vector<std::uint64_t> solve(std::uint32_t left, std::uint32_t right, const std::vector<PairEdge>& edges, const std::vector<Bits>& weights, int threads = 1)
{
    PairMarginals marginals(left, right, edges);
    marginals.setWeights(weights);
    marginals.sweep(200, threads);
    std::vector<std::uint64_t> out;
    for (std::uint32_t i = 0; i < edges.size(); ++i)
        out.push_back(marginals.probability(i));
    return out;
}

} // namespace

class TestMarginals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byHand()
    {
        // One line, two rivals of odds 4 and 1: the choices weigh 1 + 4 + 1.
        const auto p = solve(1, 2, {{0, 0}, {0, 1}}, {2 * kOneBit, 0});
        QVERIFY(std::abs(toDouble(p[0]) - 4.0 / 6) < 1e-6);
        QVERIFY(std::abs(toDouble(p[1]) - 1.0 / 6) < 1e-6);
        // A path l0–r0–l1 with odds 8 and 8: 1 + 8 + 8.
        const auto q = solve(2, 1, {{0, 0}, {1, 0}}, {3 * kOneBit, 3 * kOneBit});
        QCOMPARE(q[0], q[1]);
        QVERIFY(std::abs(toDouble(q[0]) - 8.0 / 17) < 1e-6);
    }
    void exactOnTreesAndNearlyOnRings()
    {
        std::mt19937_64 random(3);
        for (int round = 0; round < 300; ++round) {
            const auto left = static_cast<std::uint32_t>(1 + random() % 4);
            const auto right = static_cast<std::uint32_t>(1 + random() % 4);
            std::vector<PairEdge> edges;
            std::vector<Bits> weights;
            std::vector<std::vector<std::uint32_t>> groups;
            std::vector<double> odds;
            std::vector<std::uint32_t> parent(left + right);
            for (std::uint32_t i = 0; i < parent.size(); ++i)
                parent[i] = i;
            const auto root = [&](std::uint32_t i) { while (parent[i] != i) i = parent[i]; return i; };
            const bool tree = round % 2 == 0;
            for (std::uint32_t l = 0; l < left; ++l) {
                for (std::uint32_t r = 0; r < right; ++r) {
                    const bool joins = root(l) != root(left + r);
                    if (random() % 3 == 0 || (tree && !joins))
                        continue;
                    parent[root(l)] = root(left + r);
                    edges.push_back({l, r});
                    weights.push_back(static_cast<Bits>(random() % (12 * 65536)) - 6 * kOneBit);
                    groups.push_back({l, left + r});
                    odds.push_back(std::exp2(weights.back() / 65536.0));
                }
            }
            const Exact exact = enumerate(groups, odds);
            const auto p = solve(left, right, edges, weights);
            double collected = 0;
            for (std::size_t i = 0; i < edges.size(); ++i) {
                QVERIFY2(std::abs(toDouble(p[i]) - exact.share[i]) < (tree ? 1e-5 : 0.2), (std::to_string(toDouble(p[i])) + " for " + std::to_string(exact.share[i])).c_str());
                if (p[i] > kCertain / 2)
                    collected += exact.share[i] - 0.5;
            }
            if (tree) // what is above one half is the best choice there is
                QVERIFY(std::abs(collected - exact.best) < 1e-4);
        }
    }
    void neverMoreThanOneALine()
    {
        std::mt19937_64 random(4);
        std::vector<PairEdge> edges;
        std::vector<Bits> weights;
        for (std::uint32_t l = 0; l < 300; ++l) {
            for (std::uint32_t r = 0; r < 300; ++r) {
                if (random() % 12 == 0) {
                    edges.push_back({l, r});
                    weights.push_back(static_cast<Bits>(random() % (60 * 65536)) - 20 * kOneBit);
                }
            }
        }
        const auto p = solve(300, 300, edges, weights);
        QVERIFY(p == solve(300, 300, edges, weights, 3));
        std::vector<std::uint64_t> sum(600);
        std::vector<int> decided(600);
        for (std::size_t i = 0; i < edges.size(); ++i) {
            for (const std::uint32_t line : {edges[i].left, 300 + edges[i].right}) {
                sum[line] += p[i];
                decided[line] += p[i] > kCertain / 2 ? 1 : 0;
            }
        }
        for (std::size_t i = 0; i < 600; ++i) {
            QVERIFY2(sum[i] <= kCertain + kCertain / 400, std::to_string(toDouble(sum[i])).c_str());
            QVERIFY(decided[i] <= 1);
        }
    }
    void hugeWeightsKeepTheirDifferences()
    {
        // Two candidates six bits apart, far above the range of a message: 64 to one.
        const auto p = solve(1, 2, {{0, 0}, {0, 1}}, {46 * kOneBit, 40 * kOneBit});
        QVERIFY(std::abs(toDouble(p[0]) - 64.0 / 65) < 1e-4);
        // And a line that is far from both does not disturb them.
        const auto q = solve(2, 2, {{0, 0}, {0, 1}, {1, 0}}, {46 * kOneBit, 40 * kOneBit, 3 * kOneBit});
        QVERIFY(toDouble(q[0]) > 0.85 && q[1] < q[0]);
    }
    void groupsByHandAndByEnumeration()
    {
        // Two sums of odds 3 for one statement line, which share a line of the books too: 1 + 3 + 3.
        const std::vector<GroupEdge> two{{7, {10, 11}, log2Ratio(3, 1)}, {7, {11, 12}, log2Ratio(3, 1)}};
        const auto p = groupMarginals(two, 60);
        QVERIFY(std::abs(toDouble(p[0]) - 3.0 / 7) < 1e-3);
        std::mt19937_64 random(9);
        for (int round = 0; round < 60; ++round) {
            // Groups along a chain, so that rivalries form no ring.
            std::vector<GroupEdge> groups;
            std::vector<std::vector<std::uint32_t>> lines;
            std::vector<double> odds;
            for (std::uint32_t i = 0; i < 6; ++i) {
                GroupEdge group{i / 2, {i, i + 1, 20 + i}, static_cast<std::int64_t>(random() % (8 * 65536)) - 4 * kOneBit};
                odds.push_back(std::exp2(static_cast<double>(group.weight) / 65536.0));
                lines.push_back({100 + i / 2, i, i + 1, 20 + i});
                groups.push_back(group);
            }
            const Exact exact = enumerate(lines, odds);
            const auto q = groupMarginals(groups, 80);
            for (std::size_t i = 0; i < groups.size(); ++i)
                QVERIFY(std::abs(toDouble(q[i]) - exact.share[i]) < 1e-4);
        }
    }
};

OXSEAL_TEST_CLASS(TestMarginals);
#include "tst_marginals.moc"
