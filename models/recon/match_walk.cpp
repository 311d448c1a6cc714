// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_walk.h"

#include "models/core/parallel.h"

#include <algorithm>
#include <iterator>

namespace oxseal::recon {
namespace {

constexpr std::size_t kWorthAThread = 4096;

void walk(const std::vector<MatchEntry>& left, std::size_t from, std::size_t to, const std::vector<MatchEntry>& right,
    const BlockWindow& window, BlockDecision& out)
{
    if (from == to)
        return;
    auto other = std::lower_bound(right.begin(), right.end(), left[from],
        [](const MatchEntry& a, const MatchEntry& b) { return a.key() < b.key(); });
    std::vector<BlockLine> blockLeft;
    std::vector<BlockLine> blockRight;
    while (from < to && other != right.end()) {
        const auto key = left[from].key();
        while (other != right.end() && other->key() < key)
            ++other;
        blockLeft.clear();
        blockRight.clear();
        for (; other != right.end() && other->key() == key; ++other)
            blockRight.push_back(other->line);
        const std::size_t start = from;
        for (; from < to && left[from].key() == left[start].key(); ++from) {
            if (!blockRight.empty())
                blockLeft.push_back(left[from].line);
        }
        decideBlock(blockLeft, blockRight, window, out);
    }
}

/// Where the ranges of the workers begin and end; a block is never cut.
std::vector<std::size_t> cutsOf(const std::vector<MatchEntry>& left, std::size_t workers)
{
    std::vector<std::size_t> cuts{0};
    for (std::size_t w = 1; w < workers; ++w) {
        std::size_t cut = std::max(left.size() * w / workers, cuts.back());
        while (cut > 0 && cut < left.size() && left[cut].key() == left[cut - 1].key())
            ++cut;
        cuts.push_back(cut);
    }
    cuts.push_back(left.size());
    return cuts;
}

} // namespace

BlockDecision decideAll(std::vector<MatchEntry>& left, std::vector<MatchEntry>& right, const BlockWindow& window, int workers)
{
    const unsigned threads = left.size() < kWorthAThread ? 1U : static_cast<unsigned>(std::clamp(workers, 1, 64));
    runTasks(threads, {[&right] { std::sort(right.begin(), right.end()); }, [&left] { std::sort(left.begin(), left.end()); }});
    const auto cuts = cutsOf(left, threads);
    std::vector<BlockDecision> parts(threads);
    std::vector<std::function<void()>> tasks;
    for (std::size_t w = 0; w < threads; ++w)
        tasks.emplace_back([&, w] { walk(left, cuts[w], cuts[w + 1], right, window, parts[w]); });
    runTasks(threads, tasks);
    BlockDecision all = std::move(parts[0]);
    for (std::size_t w = 1; w < parts.size(); ++w) {
        all.pairs.insert(all.pairs.end(), parts[w].pairs.begin(), parts[w].pairs.end());
        std::move(parts[w].clusters.begin(), parts[w].clusters.end(), std::back_inserter(all.clusters));
    }
    return all;
}

} // namespace oxseal::recon
