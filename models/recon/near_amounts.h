// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_keys.h"

#include <span>
#include <vector>

namespace oxseal::recon {

/// Pairs of lines whose amounts differ by no more than the tolerance, within the window, of one sign and with no references
/// that differ, where neither line has another candidate: an equal amount is one as well. Nothing is chosen among several.
/// Entries carry the reference in `text`, 0 for none. Independent of the order of the entries. O(n log n).
[[nodiscard]] std::vector<BlockPair> nearPairs(
    std::span<const MatchEntry> left, std::span<const MatchEntry> right, const AmountTolerance& tolerance, const BlockWindow& window);

/// Whether statement − books lies within the tolerance: absolute and percent, both have to hold.
[[nodiscard]] bool allows(const AmountTolerance& tolerance, std::int64_t statement, std::int64_t books) noexcept;

} // namespace oxseal::recon
