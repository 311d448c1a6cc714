// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_keys.h"
#include "models/recon/matcher.h"

#include <array>
#include <cstdint>
#include <vector>

namespace oxseal::recon {

/// Group of each line of a side that no pass took; kNoLine for all others.
using LeftOver = std::array<std::vector<std::uint32_t>, 2>;

/// Fills the counterfactuals of unmatched groups (MatchGroup::nearAmount and its kin): the nearest line that is left over on
/// the other side with the same amount (else, where the rules have a pass of near amounts, with the nearest one within a tenth),
/// and one with the same reference. O(n log n).
void noteNearest(const MatchKeys& keys, const PassSet& rules, const LeftOver& groupOf, std::vector<MatchGroup>& groups);

} // namespace oxseal::recon
