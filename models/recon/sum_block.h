// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_block.h"

#include <cstdint>
#include <span>
#include <vector>

namespace oxseal::recon {

/// A line that may be part of a sum; all amounts of a block have one sign.
struct SumLine
{
    std::int64_t amount = 0;
    BlockLine line;
};

/// Lines of both sides that come to the same amount: several on at least one of them.
struct SumFound
{
    std::vector<std::uint32_t> left; ///< line indices, ascending
    std::vector<std::uint32_t> right;
    std::int32_t distance = 0; ///< between the lines farthest apart across the sides
};

struct SumDecision
{
    std::vector<SumFound> sums; ///< each the only way for its lines
    std::vector<SumFound> ambiguous; ///< lines that come out even in more than one way
    /// Sums of lines compared (C4, X8): all that the block allows, unless `boundReached`.
    std::uint32_t tried = 0;
    bool boundReached = false; ///< too many lines or too many ways: only the sum of all lines was looked at, and proves nothing
};

/// More lines of a side are not searched: 2^12 sums of each.
inline constexpr std::size_t kMostSumLines = 12;
/// More ways to come out even than this prove that amounts say nothing here.
inline constexpr std::size_t kMostSumWays = 4096;

/// All ways in which lines of a block come out even within the window, by exact search. A way counts only when no part of its
/// lines comes out even by itself; of those, a way that shares no line with another is a sum, and the others are ambiguous.
/// Independent of the order of the lines.
[[nodiscard]] SumDecision decideSums(std::span<const SumLine> left, std::span<const SumLine> right, const BlockWindow& window);

} // namespace oxseal::recon
