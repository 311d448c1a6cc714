// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/marginals.h"

#include "models/core/parallel.h"
#include "models/core/radix_order.h"

#include <algorithm>
#include <atomic>
#include <functional>

namespace oxseal::recon {
namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr std::uint64_t kFree = kCertain - 1; ///< the most a message says

/// 1 / sum, both with 32 fraction bits; sum ≥ 1.
std::uint32_t inverse(Wide sum) noexcept
{
    if (sum >> 64U != 0)
        return 1;
    const auto low = static_cast<std::uint64_t>(sum);
    return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(low == 0 ? kFree : ~std::uint64_t{0} / low, 1, kFree));
}

/// 32 fraction bits.
std::uint64_t oddsOfWeight(std::int64_t weight) noexcept
{
    const std::int64_t bits = std::clamp(weight, -kMostWeight, kMostWeight);
    if (bits > kMostBits)
        return oddsOf(bits - 10 * std::int64_t{kOneBit}) << 10U;
    return oddsOf(bits);
}

std::uint64_t shareOfOdds(Wide odds) noexcept
{
    // 2^64 / (2^32 + odds) of the complement, so that large odds lose no digits.
    return kCertain - static_cast<std::uint64_t>((Wide{1} << 64U) / (odds + kCertain));
}

constexpr std::size_t kChunks = 64;
constexpr std::uint32_t kSettled = 1U << 12U; ///< a change of a message that nobody needs to hear of
constexpr std::uint32_t kNoKin = 0xFFFFFFFFU;

/// The numbers of keys: equal keys have the same, and there are `count` of them.
std::vector<std::uint32_t> numbered(std::span<const std::uint64_t> keys, std::size_t& count)
{
    std::vector<std::uint32_t> numbers(keys.size());
    const std::vector<std::uint32_t> order = radixOrder(keys);
    count = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || keys[order[i]] != keys[order[i - 1]])
            ++count;
        numbers[order[i]] = static_cast<std::uint32_t>(count - 1);
    }
    return numbers;
}

} // namespace

PairMarginals::PairMarginals(std::uint32_t leftLines, std::uint32_t rightLines, std::span<const PairEdge> edges)
    : edges_(edges), leftStart_(leftLines + 1), rightStart_(rightLines + 1), rightEdges_(edges.size()),
      links_(edges.size(), Link{0, static_cast<std::uint32_t>(kFree), static_cast<std::uint32_t>(kFree)}), staleLeft_(leftLines),
      staleRight_(rightLines)
{
    for (const PairEdge& edge : edges) {
        ++leftStart_[edge.left + 1];
        ++rightStart_[edge.right + 1];
    }
    for (std::size_t i = 1; i < leftStart_.size(); ++i)
        leftStart_[i] += leftStart_[i - 1];
    for (std::size_t i = 1; i < rightStart_.size(); ++i)
        rightStart_[i] += rightStart_[i - 1];
    std::vector<std::uint32_t> next(rightStart_.begin(), rightStart_.end());
    for (std::uint32_t i = 0; i < edges.size(); ++i)
        rightEdges_[next[edges[i].right]++] = i;
}

void PairMarginals::setWeights(std::span<const Bits> weights)
{
    std::vector<std::int64_t> left(leftStart_.size() - 1);
    std::vector<std::int64_t> right(rightStart_.size() - 1);
    for (std::size_t i = 0; i < edges_.size(); ++i) {
        const std::int64_t excess = weights[i] - kMostWeight;
        left[edges_[i].left] = std::max(left[edges_[i].left], excess);
        right[edges_[i].right] = std::max(right[edges_[i].right], excess);
    }
    for (std::size_t i = 0; i < edges_.size(); ++i)
        links_[i].odds = oddsOfWeight(weights[i] - std::max(left[edges_[i].left], right[edges_[i].right]));
    // A line with one pair has no rival to report: its message stays "free".
    for (std::size_t i = 0; i < staleLeft_.size(); ++i)
        staleLeft_[i] = leftStart_[i + 1] - leftStart_[i] >= 2;
    for (std::size_t i = 0; i < staleRight_.size(); ++i)
        staleRight_[i] = rightStart_[i + 1] - rightStart_[i] >= 2;
}

bool PairMarginals::pass(bool left, std::uint32_t firstLine, std::uint32_t lastLine)
{
    const std::vector<std::uint32_t>& start = left ? leftStart_ : rightStart_;
    std::uint32_t Link::*const in = left ? &Link::fromRight : &Link::fromLeft;
    std::uint32_t Link::*const out = left ? &Link::fromLeft : &Link::fromRight;
    std::vector<unsigned char>& stale = left ? staleLeft_ : staleRight_;
    std::vector<unsigned char>& others = left ? staleRight_ : staleLeft_;
    bool changed = false;
    std::vector<std::uint64_t> parts;
    for (std::uint32_t line = firstLine; line < lastLine; ++line) {
        // Seen from the right the links lie anywhere: those of a line some steps on are asked for early.
        if (const std::uint32_t later = line + 8; !left && later < lastLine && stale[later] != 0) {
            for (std::uint32_t at = start[later]; at < start[later + 1]; ++at)
                __builtin_prefetch(&links_[rightEdges_[at]]);
        }
        if (stale[line] == 0)
            continue;
        stale[line] = 0;
        const std::uint32_t first = start[line];
        const std::uint32_t last = start[line + 1];
        parts.clear();
        Wide sum = kCertain;
        for (std::uint32_t at = first; at < last; ++at) {
            const std::uint32_t edge = left ? at : rightEdges_[at];
            const Link& link = links_[edge];
            parts.push_back(static_cast<std::uint64_t>(Wide{link.odds} * (link.*in) >> 32U));
            sum += parts.back();
        }
        for (std::uint32_t at = first; at < last; ++at) {
            const std::uint32_t edge = left ? at : rightEdges_[at];
            const std::uint32_t message = inverse(sum - parts[at - first]);
            std::uint32_t& before = links_[edge].*out;
            const std::uint32_t change = message > before ? message - before : before - message;
            before = message;
            if (change <= kSettled)
                continue;
            const std::uint32_t other = left ? edges_[edge].right : edges_[edge].left;
            if ((left ? rightStart_ : leftStart_)[other + 1] - (left ? rightStart_ : leftStart_)[other] < 2)
                continue; // it has nobody else to tell
            std::atomic_ref(others[other]).store(1, std::memory_order_relaxed); // several threads may say so
            changed = true;
        }
    }
    return changed;
}

int PairMarginals::sweep(int most, int threads)
{
    const auto run = [&](bool left) {
        const std::size_t lines = (left ? leftStart_ : rightStart_).size() - 1;
        std::vector<unsigned char> changes(kChunks);
        std::vector<std::function<void()>> tasks;
        for (std::size_t i = 0; i < kChunks; ++i)
            tasks.emplace_back([&, i] {
                changes[i] = pass(left, static_cast<std::uint32_t>(lines * i / kChunks), static_cast<std::uint32_t>(lines * (i + 1) / kChunks));
            });
        runTasks(static_cast<unsigned>(threads), tasks);
        return std::find(changes.begin(), changes.end(), 1) != changes.end();
    };
    for (int i = 0; i < most; ++i) {
        const bool left = run(true);
        const bool right = run(false);
        if (!left && !right)
            return i + 1;
    }
    return most;
}

std::uint64_t PairMarginals::probability(std::uint32_t edge) const
{
    const Link& link = links_[edge];
    const Wide claimed = Wide{link.odds} * link.fromLeft >> 32U;
    return shareOfOdds(claimed * link.fromRight >> 32U);
}

std::vector<std::uint64_t> groupMarginals(std::span<const GroupEdge> groups, int sweeps)
{
    // A slot is one line in one group; slot 0 of a group is its owner's. What excludes a slot is everything else on its line
    // but the groups of its own owner, which the owner's slot stands for.
    std::vector<std::uint64_t> lineKeys;
    std::vector<std::uint64_t> kinKeys; // of members only: line and owner; an owner's slot has only itself for kin
    std::vector<std::uint32_t> start{0};
    std::vector<Wide> odds;
    for (const GroupEdge& group : groups) {
        lineKeys.push_back(group.owner);
        for (const std::uint32_t member : group.lines) {
            lineKeys.push_back(std::uint64_t{1} << 32U | member);
            kinKeys.push_back(std::uint64_t{member} << 32U | group.owner);
        }
        start.push_back(static_cast<std::uint32_t>(lineKeys.size()));
        odds.push_back(oddsOfWeight(group.weight));
    }
    std::size_t lines = 0;
    std::size_t kins = 0;
    const std::vector<std::uint32_t> line = numbered(lineKeys, lines);
    const std::vector<std::uint32_t> ofMembers = numbered(kinKeys, kins);
    std::vector<std::uint32_t> kin(line.size(), kNoKin);
    auto next = ofMembers.begin();
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (std::uint32_t at = start[group] + 1; at < start[group + 1]; ++at)
            kin[at] = *next++;
    }
    std::vector<std::uint64_t> free(line.size(), kFree);
    std::vector<Wide> claim(line.size());
    const auto claimOf = [&](std::uint32_t group, std::uint32_t but) {
        Wide product = odds[group];
        for (std::uint32_t at = start[group]; at < start[group + 1]; ++at)
            product = at == but ? product : product * free[at] >> 32U;
        return product;
    };
    for (int i = 0; i < sweeps; ++i) {
        std::vector<Wide> sums(lines, kCertain);
        std::vector<Wide> ofKin(kins, 0);
        for (std::uint32_t group = 0; group < groups.size(); ++group) {
            for (std::uint32_t at = start[group]; at < start[group + 1]; ++at) {
                claim[at] = claimOf(group, at);
                sums[line[at]] += claim[at];
                if (kin[at] != kNoKin)
                    ofKin[kin[at]] += claim[at];
            }
        }
        for (std::size_t at = 0; at < line.size(); ++at)
            free[at] = (free[at] + inverse(sums[line[at]] - (kin[at] == kNoKin ? claim[at] : ofKin[kin[at]]))) / 2;
    }
    std::vector<std::uint64_t> out;
    for (std::uint32_t group = 0; group < groups.size(); ++group)
        out.push_back(shareOfOdds(claimOf(group, kNoKin)));
    return out;
}

} // namespace oxseal::recon
