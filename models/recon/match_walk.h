// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_keys.h"

#include <vector>

namespace oxseal::recon {

/// Decides every block of equal keys of two sides, which it sorts. Blocks are dealt to up to `workers` threads by ranges of
/// keys; the decisions stand in the order of the keys whatever their number.
[[nodiscard]] BlockDecision decideAll(
    std::vector<MatchEntry>& left, std::vector<MatchEntry>& right, const BlockWindow& window, int workers);

} // namespace oxseal::recon
