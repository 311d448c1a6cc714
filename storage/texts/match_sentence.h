// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/matcher.h"

#include <string>

namespace oxseal::texts {

/// The explanation of one decision: the rule with its numbers, the runner-up and why it lost, and what would have to be
/// different (C6). `digits` are the decimals of the amounts.
[[nodiscard]] std::string matchSentence(const recon::MatchGroup& group, const recon::MatchResult& result,
    std::span<const recon::MatchLine> left, std::span<const recon::MatchLine> right, const recon::PassSet& rules, int digits = 2);

} // namespace oxseal::texts
