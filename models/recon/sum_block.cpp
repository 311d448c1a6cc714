// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/sum_block.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>
#include <tuple>

namespace oxseal::recon {
namespace {

/// A set of lines of one side with what it comes to.
struct Subset
{
    std::int64_t sum = 0;
    std::uint32_t lines = 0; ///< bits
    std::int32_t first = 0;
    std::int32_t last = 0;
};

struct Way
{
    std::uint32_t left = 0; ///< bits
    std::uint32_t right = 0;
    std::int32_t distance = 0;

    [[nodiscard]] int size() const { return std::popcount(left) + std::popcount(right); }
    [[nodiscard]] bool holds(const Way& other) const { return (other.left & ~left) == 0 && (other.right & ~right) == 0; }
    [[nodiscard]] bool touches(const Way& other) const { return (left & other.left) != 0 || (right & other.right) != 0; }
};

/// Every non-empty set of lines, by sum. Sets whose sum leaves 64 bits are left out: no line of the other side has it.
std::vector<Subset> subsetsOf(std::span<const SumLine> lines)
{
    std::vector<Subset> out;
    out.reserve((std::size_t{1} << lines.size()) - 1);
    for (std::uint32_t set = 1; set < std::uint32_t{1} << lines.size(); ++set) {
        Subset subset{0, set, std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()};
        bool fits = true;
        for (std::uint32_t rest = set; rest != 0; rest &= rest - 1) {
            const SumLine& line = lines[static_cast<std::size_t>(std::countr_zero(rest))];
            fits = fits && !__builtin_add_overflow(subset.sum, line.amount, &subset.sum);
            subset.first = std::min(subset.first, line.line.position);
            subset.last = std::max(subset.last, line.line.position);
        }
        if (fits)
            out.push_back(subset);
    }
    std::sort(out.begin(), out.end(), [](const Subset& a, const Subset& b) { return std::tie(a.sum, a.lines) < std::tie(b.sum, b.lines); });
    return out;
}

bool within(const Subset& left, const Subset& right, const BlockWindow& window)
{
    return left.last - right.first <= window.after && left.first - right.last >= -window.before;
}

std::int32_t apart(const Subset& left, const Subset& right)
{
    return std::max(std::abs(left.last - right.first), std::abs(left.first - right.last));
}

/// All ways to come out even, the smallest first; empty and true when there are too many.
bool tooManyWays(const std::vector<Subset>& left, const std::vector<Subset>& right, const BlockWindow& window, std::vector<Way>& ways)
{
    std::size_t r = 0;
    for (std::size_t l = 0; l < left.size(); ++l) {
        while (r < right.size() && right[r].sum < left[l].sum)
            ++r;
        for (std::size_t at = r; at < right.size() && right[at].sum == left[l].sum; ++at) {
            if (!within(left[l], right[at], window))
                continue;
            if (ways.size() == kMostSumWays)
                return true;
            ways.push_back({left[l].lines, right[at].lines, apart(left[l], right[at])});
        }
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.size() < b.size(); });
    return false;
}

/// Ways of which no part is a way.
std::vector<Way> smallest(const std::vector<Way>& ways)
{
    std::vector<Way> out;
    for (const Way& way : ways) {
        if (std::none_of(out.begin(), out.end(), [&](const Way& other) { return way.holds(other); }))
            out.push_back(way);
    }
    return out;
}

SumFound foundOf(const Way& way, std::span<const SumLine> left, std::span<const SumLine> right)
{
    SumFound found;
    found.distance = way.distance;
    for (std::uint32_t rest = way.left; rest != 0; rest &= rest - 1)
        found.left.push_back(left[static_cast<std::size_t>(std::countr_zero(rest))].line.index);
    for (std::uint32_t rest = way.right; rest != 0; rest &= rest - 1)
        found.right.push_back(right[static_cast<std::size_t>(std::countr_zero(rest))].line.index);
    std::sort(found.left.begin(), found.left.end());
    std::sort(found.right.begin(), found.right.end());
    return found;
}

/// Joins ways that share lines; alone means settled, together means ambiguous. Two lines alone are other passes' matter.
void settle(std::vector<Way> ways, std::span<const SumLine> left, std::span<const SumLine> right, SumDecision& out)
{
    std::vector<std::size_t> of(ways.size()); // the first way of a cluster
    std::iota(of.begin(), of.end(), std::size_t{0});
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < ways.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (of[i] != of[j] && ways[i].touches(ways[j])) {
                    of[i] = of[j] = std::min(of[i], of[j]);
                    changed = true;
                }
            }
        }
    }
    for (std::size_t i = 0; i < ways.size(); ++i) {
        if (of[i] != i)
            continue;
        Way all = ways[i];
        std::size_t together = 1;
        bool several = ways[i].size() > 2;
        for (std::size_t j = i + 1; j < ways.size(); ++j) {
            if (of[j] != i)
                continue;
            all.left |= ways[j].left;
            all.right |= ways[j].right;
            all.distance = std::min(all.distance, ways[j].distance);
            several = several || ways[j].size() > 2;
            ++together;
        }
        if (several)
            (together == 1 ? out.sums : out.ambiguous).push_back(foundOf(all, left, right));
    }
}

/// Too many lines to search: whether all of them together come out even.
void decideWhole(std::span<const SumLine> left, std::span<const SumLine> right, const BlockWindow& window, SumDecision& out)
{
    SumFound found;
    std::array<Subset, 2> whole;
    for (std::size_t side = 0; side < 2; ++side) {
        Subset& set = whole[side];
        set.first = std::numeric_limits<std::int32_t>::max();
        set.last = std::numeric_limits<std::int32_t>::min();
        for (const SumLine& line : side == 0 ? left : right) {
            if (__builtin_add_overflow(set.sum, line.amount, &set.sum))
                return;
            set.first = std::min(set.first, line.line.position);
            set.last = std::max(set.last, line.line.position);
            (side == 0 ? found.left : found.right).push_back(line.line.index);
        }
    }
    out.tried = 1;
    if (whole[0].sum != whole[1].sum || !within(whole[0], whole[1], window))
        return;
    found.distance = apart(whole[0], whole[1]);
    std::sort(found.left.begin(), found.left.end());
    std::sort(found.right.begin(), found.right.end());
    out.sums.push_back(std::move(found));
}

} // namespace

SumDecision decideSums(std::span<const SumLine> left, std::span<const SumLine> right, const BlockWindow& window)
{
    SumDecision out;
    if (left.empty() || right.empty() || left.size() + right.size() < 3)
        return out;
    if (left.size() > kMostSumLines || right.size() > kMostSumLines) {
        out.boundReached = true;
        decideWhole(left, right, window, out);
        return out;
    }
    const std::vector<Subset> ofLeft = subsetsOf(left);
    const std::vector<Subset> ofRight = subsetsOf(right);
    out.tried = static_cast<std::uint32_t>(ofLeft.size() + ofRight.size());
    std::vector<Way> ways;
    out.boundReached = tooManyWays(ofLeft, ofRight, window, ways);
    if (!out.boundReached)
        settle(smallest(ways), left, right, out);
    return out;
}

} // namespace oxseal::recon
