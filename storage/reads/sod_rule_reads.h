// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/rule_diff.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/sod_rule_repo.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

struct PeriodAccess;

inline constexpr ErrorCode kNoRuleSet{"sod.no_rule_set", ErrorClass::Refused};
inline constexpr ErrorCode kNoSuchRuleSet{"sod.no_such_rule_set", ErrorClass::Usage};
inline constexpr ErrorCode kNoRuleDraft{"sod.no_draft", ErrorClass::Refused};

/// How far a version of the rules has come.
enum class RuleStanding : std::uint8_t {
    Waiting, ///< nobody has approved or rejected it
    Rejected,
    Approved, ///< approved, and a later one is used
    InUse, ///< the next check uses it
};
[[nodiscard]] const char* name(RuleStanding standing) noexcept; ///< "waiting", "rejected", "approved", "in_use"

/// A version of the rules with what was said of it.
struct RuleVersion
{
    RuleSetRow row;
    std::optional<RuleVerdictRow> verdict;
    RuleStanding standing = RuleStanding::Waiting;
};
/// Oldest first. In use is the newest approved version. As long as none is approved it is the newest that was not rejected: then
/// it is InUse without a verdict, and an open matter.
[[nodiscard]] Result<std::vector<RuleVersion>> ruleVersions(Database& db);
/// The version that the next check uses; kNoRuleSet.
[[nodiscard]] Result<RuleVersion> ruleVersionInUse(Database& db);
[[nodiscard]] Result<RuleVersion> ruleVersionById(Database& db, std::int64_t id); ///< kNoSuchRuleSet
/// As somebody names it: by number, by version, or by "name version"; the newest of several. kNoSuchRuleSet.
[[nodiscard]] Result<RuleVersion> ruleVersionNamed(Database& db, const std::string& words);

/// The rules of a version as they were loaded.
[[nodiscard]] Result<sod::RuleSet> rulesOf(const RuleSetRow& row);

struct RuleDraft
{
    sod::RuleSet rules;
    std::optional<RuleSetRow> base;
    RuleDraftRow row;
};
[[nodiscard]] Result<std::optional<RuleDraft>> ruleDraft(Database& db);

/// One conflict that only one of two sets finds.
struct ConflictDelta
{
    std::string subject; ///< "person:E1" or "account:ERP/x9"
    std::string name; ///< of the worker, else the subject
    std::string rule;
    std::string way; ///< to the sides, joined by " + "
};
/// What other rules would find in the access of a period: the effect that an approver approves.
struct RuleEffect
{
    std::vector<ConflictDelta> gained; ///< only the newer set finds them
    std::vector<ConflictDelta> lost; ///< only the older set does
    std::uint64_t kept = 0;
    std::uint64_t unmappedBefore = 0; ///< permissions held that are in no function
    std::uint64_t unmappedAfter = 0;
};
/// `day`: on which the rules have to be in force. No listing: nothing is found by either.
[[nodiscard]] Result<RuleEffect> ruleEffect(const PeriodAccess& access, Day day, const sod::RuleSet& before, const sod::RuleSet& after);

} // namespace oxseal
