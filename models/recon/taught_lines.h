// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/candidate_pairs.h"
#include "models/recon/match_line.h"

#include <cstdint>
#include <vector>

namespace oxseal::recon {

/// Lines of an account about which it is decided already what belongs to what. The learnt stage learns from them and decides nothing
/// about them. A line in no pair belongs to nothing.
struct TaughtLines
{
    std::vector<MatchLine> left;
    std::vector<MatchLine> right;
    std::vector<LinePair> pairs; ///< places in `left` and `right`, ascending by left; every line at most once

    [[nodiscard]] bool empty() const noexcept { return left.empty() && right.empty(); }
};

/// The same among the lines that the engine looks at: on both sides the taught ones stand behind the others, in a partition of their own.
struct TaughtPlaces
{
    std::uint32_t left = 0xFFFFFFFFU; ///< the first taught line of the side
    std::uint32_t right = 0xFFFFFFFFU;
    std::vector<LinePair> pairs;
};

} // namespace oxseal::recon
