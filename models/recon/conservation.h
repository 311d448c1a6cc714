// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/matcher.h"

#include <map>
#include <string>

namespace oxseal::recon {

/// A defect of ours: the matcher lost or doubled a line.
inline constexpr ErrorCode kConservationBroken{"recon.conservation_broken", ErrorClass::Internal};

/// What went in and what came out on one side, in one currency.
struct SideTotals
{
    std::size_t rowsIn = 0;
    std::size_t rowsOut = 0;
    std::string sumIn; ///< exact, minor units as decimal text (sums may exceed 64 bits)
    std::string sumOut;

    friend bool operator==(const SideTotals&, const SideTotals&) = default;
};

/// C13: every row in exactly one bucket, sums in = sums out, matched groups net to zero or to the
/// difference they state. Recomputed from the groups alone.
struct Conservation
{
    bool holds = false;
    std::size_t missing = 0; ///< lines in no group
    std::size_t repeated = 0; ///< memberships beyond the first
    std::size_t foreign = 0; ///< members that are no line
    std::size_t unbalanced = 0; ///< one-to-one, sum or reversal groups that do not net to what they state
    std::map<std::string, SideTotals> left; ///< by currency code, "" when not stated
    std::map<std::string, SideTotals> right;
};

[[nodiscard]] Conservation checkConservation(
    std::span<const MatchLine> left, std::span<const MatchLine> right, const MatchResult& result);

} // namespace oxseal::recon
