// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/policy_match.h"

#include <string>

namespace oxseal::texts {

/// The explanation of one decision: the rule with its numbers, the runner-up and why it lost, and what would have to be
/// different (C6). `digits` are the decimals of the amounts.
[[nodiscard]] std::string matchSentence(const recon::MatchGroup& group, const recon::MatchResult& result,
    std::span<const recon::MatchLine> left, std::span<const recon::MatchLine> right, const recon::PassSet& rules, int digits = 2);
/// The same at the end of `out`, which saves a million strings.
void appendMatchSentence(std::string& out, const recon::MatchGroup& group, const recon::MatchResult& result,
    std::span<const recon::MatchLine> left, std::span<const recon::MatchLine> right, const recon::PassSet& rules, int digits = 2);

/// The explanation of a decision in a workspace: the sentence above, then why a person has to confirm and what the learnt stage
/// says about a pass's match.
[[nodiscard]] std::string decisionSentence(const recon::PolicyRun& run, std::size_t number, std::span<const recon::MatchLine> left,
    std::span<const recon::MatchLine> right, const recon::MatchPolicy& policy, const recon::MatchContext& context);
/// One reason for which a person has to confirm.
[[nodiscard]] std::string triggerSentence(recon::ReviewTrigger trigger);

/// Evidence in bits with two decimals, from 65,536ths.
[[nodiscard]] std::string bitsText(std::int64_t bits);
/// A probability with four decimals, rounded down: 0.99999 is not stated as 1.
[[nodiscard]] std::string probabilityText(std::uint32_t probability);

} // namespace oxseal::texts
