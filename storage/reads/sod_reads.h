// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/acceptance.h"
#include "models/sod/mitigation.h"
#include "models/sod/rule.h"
#include "storage/reads/company_reads.h"
#include "storage/reads/sod_rule_reads.h"
#include "storage/repos/sod_repo.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

inline constexpr ErrorCode kNoSodRun{"sod.no_run", ErrorClass::Refused};
inline constexpr ErrorCode kNoSuchConflict{"sod.no_such_conflict", ErrorClass::Usage};

/// One acceptance of a conflict with what a second person said about it, and what became of it.
struct AcceptanceStatus
{
    SodDecisionRow row;
    std::optional<SecondWordRow> second;
    sod::AcceptanceState state = sod::AcceptanceState::Counts;
};

/// A conflict of the last run with what stands against it.
struct ConflictStatus
{
    ConflictRow row;
    std::optional<SodDecisionRow> mitigation; ///< the latest
    std::optional<sod::Compensation> compensation; ///< of that mitigation, when the duties cannot be separated
    std::optional<SodDecisionRow> acceptance; ///< the latest that needs nobody's word any more, ended or not
    std::vector<AcceptanceStatus> acceptances; ///< every one, oldest first
    sod::Standing standing = sod::Standing::Open;

    [[nodiscard]] const AcceptanceStatus* waiting() const; ///< the acceptance that waits for a second person; null: none does
    [[nodiscard]] std::string person() const; ///< employee id; "" for an account that belongs to nobody
};

/// The version in use (ruleVersionInUse); kNoRuleSet.
[[nodiscard]] Result<sod::RuleSet> currentRuleSet(Database& db, std::int64_t* id = nullptr);
[[nodiscard]] Result<std::optional<SodRunRow>> sodRunOf(Database& db, const PeriodRow& period);
/// kNoSodRun when there was none.
[[nodiscard]] Result<std::vector<ConflictStatus>> sodConflicts(Database& db, const PeriodRow& period, Day today);
/// By its fingerprint in full or by a unique beginning of at least 8 digits; kNoSuchConflict.
[[nodiscard]] Result<ConflictStatus> conflictByFingerprint(
    Database& db, const PeriodRow& period, const std::string& fingerprint, Day today);
/// Open matters: no run, a run older than a listing, than a decision on whose account something is, or with other rules than those in use now, rules that nobody approved, open conflicts, untested, failed and expired mitigations, acceptances, those that wait for a second person.
[[nodiscard]] Result<std::vector<Finding>> sodMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
