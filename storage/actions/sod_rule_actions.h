// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/sod_rule_reads.h"

namespace oxseal {

inline constexpr ErrorCode kRuleSetExists{"sod.rule_set_exists", ErrorClass::Refused};
inline constexpr ErrorCode kOwnRules{"sod.own_rules", ErrorClass::Refused}; ///< {0} name and version
inline constexpr ErrorCode kRulesDecided{"sod.rules_decided", ErrorClass::Refused}; ///< {0} name and version, {1} verdict
inline constexpr ErrorCode kNothingDrafted{"sod.nothing_drafted", ErrorClass::Refused};
inline constexpr ErrorCode kSomebodysDraft{"sod.somebodys_draft", ErrorClass::Refused}; ///< {0} who, {1} when

/// Keeps a version of a rule set (B1). Checks use it once a second person has approved it; before any is approved, the newest.
/// Loading the same version with the same contents again changes nothing and gives its id; with other contents it is refused.
[[nodiscard]] Result<std::int64_t> loadRuleSet(Workspace& workspace, const sod::RuleSet& set, const std::string& reason);

/// A second person's word on a version: nobody approves rules that they loaded or drafted themselves, and a verdict is final.
/// Recorded with it is what the version changes against the one in use. Errors: kNoSuchRuleSet, kOwnRules, kRulesDecided.
[[nodiscard]] Status judgeRuleSet(Workspace& workspace, std::int64_t ruleSet, bool approve, const std::string& reason);

/// Keeps the next version while it is written; each call is an entry of its own that says what differs from the draft before.
/// `base`: the version it began from. Another person's draft is taken over only with `takeOver`. Errors: those of
/// sod::validate, kSomebodysDraft.
[[nodiscard]] Status saveRuleDraft(
    Workspace& workspace, const sod::RuleSet& set, std::optional<std::int64_t> base, bool takeOver, const std::string& reason);
/// Throws the draft away; which rules and functions it touched stays in the ledger. kNoRuleDraft.
[[nodiscard]] Status discardRuleDraft(Workspace& workspace, const std::string& reason);
/// The draft becomes a version of this number and waits for approval. Errors: kNoRuleDraft, kNothingDrafted (it says what its
/// base says), kRuleSetExists.
[[nodiscard]] Result<std::int64_t> proposeRuleDraft(Workspace& workspace, const std::string& version, const std::string& reason);

} // namespace oxseal
