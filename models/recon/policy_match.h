// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/learnt_matcher.h"
#include "models/recon/match_policy.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::recon {

/// The engine's own name and version, part of every record. It rises when the same lines and policy give another result.
inline constexpr const char* kMatchEngine = "oxseal-match 1";

/// What a workspace knows about the lines besides the lines.
struct MatchContext
{
    std::string account; ///< "US01/1010"
    Day periodEnd;
    int digits = 2; ///< decimals of the amounts
    std::optional<AccountRisk> risk; ///< of the account's plan; empty without one
    std::vector<std::string> relatedParties; ///< the company's own names, besides those of the policy
    std::vector<bool> manual; ///< by book line; empty: the ledger file does not say who made an entry
    std::vector<bool> newParty; ///< by book line; empty: no earlier period to compare with
    std::set<std::pair<std::string, std::string>> refused; ///< pairs of a bank and a book line (MatchLine::id) that a person took apart
    std::string stopped; ///< why the scorecard stopped matching without a person; "" when it did not
    TaughtLines taught; ///< lines of the account that were decided before: they teach the learnt stage
    /// Whether a person of the company has approved the policy: until then it only suggests. Empty in records of older programs, which
    /// did not ask.
    std::optional<bool> adopted;
};

/// How the learnt stage saw the lines of a group that it did not decide itself.
struct SecondOpinion
{
    std::uint32_t evidence = kNoLine; ///< into MatchResult::evidence
    std::uint32_t rival = kNoLine;
    bool rivalIsLeft = false;
};

/// Lines that the learnt stage would pair, surely, otherwise than a pass did.
struct Disagreement
{
    std::uint32_t group = 0; ///< the pass's group, into MatchResult::groups
    std::vector<std::uint32_t> left;
    std::vector<std::uint32_t> right;
    std::uint32_t evidence = kNoLine;
};

struct PolicyRun
{
    MatchResult match; ///< group.pass indexes MatchPolicy::rules; −1 and evidence: the learnt stage decided
    std::vector<Triggers> triggers; ///< by group
    std::vector<SecondOpinion> opinions; ///< by group
    std::vector<Disagreement> disagreements;
    LearntReport report;
    bool learnt = false; ///< false: too few anchors, the passes alone decided
};

/// Runs the passes up to MatchPolicy::learntAt, then what the learnt stage decided about lines that are still open, then the
/// passes after it. The learnt stage learns from all lines, whoever decides them, from those decided before (MatchContext::taught), and with kFewestTeachers anchors only. A
/// match stands without a person (`auto`) when no trigger of human review applies; amount alone, a difference, a tie and a
/// disagreement of the engines always apply. Every line is in exactly one group, or the run fails (kConservationBroken).
/// The result does not depend on threads.
[[nodiscard]] Result<PolicyRun> matchByPolicy(std::span<const MatchLine> left, std::span<const MatchLine> right,
    const MatchPolicy& policy, const MatchContext& context, const MatchOptions& options = {});

/// The rule of a group: the pass's id, the learnt basis, "" for unmatched lines.
[[nodiscard]] std::string decisionRule(const MatchGroup& group, const MatchResult& result, const PassSet& rules);

} // namespace oxseal::recon
