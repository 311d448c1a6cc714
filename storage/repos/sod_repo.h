// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/finding.h"
#include "models/core/ids.h"
#include "models/core/result.h"
#include "models/sod/compensation.h"
#include "models/sod/conflict_list.h"
#include "storage/db/database.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

struct RuleSetRow
{
    std::int64_t id = 0;
    std::string name;
    std::string version;
    Digest digest; ///< of `body`
    std::string body; ///< canonical JSON
    Instant loadedAt;
    PersonId loadedBy;
};

struct SodRunRow
{
    std::int64_t id = 0;
    PeriodId period;
    std::int64_t ruleSet = 0;
    SnapshotId roster;
    std::vector<SnapshotId> listings;
    Day asOf;
    Instant ranAt;
    PersonId ranBy;
    std::int64_t persons = 0;
    std::int64_t grants = 0;
    std::int64_t conflicts = 0;
    std::int64_t accountsWithoutPerson = 0;
    std::int64_t unmapped = 0;
    std::int64_t coveragePercent = 0;
    std::int64_t identitiesThrough = 0; ///< the last decision on an identity (identity_repo) that counted; 0: none did
};

struct ConflictRow
{
    Digest fingerprint;
    std::string subject; ///< "person:E1" or "account:ERP/x9"
    std::string rule;
    std::string risk;
    std::string control; ///< typical compensating control of the rule
    Severity severity = Severity::High;
    std::string leftPath;
    std::string rightPath;
    std::vector<sod::ConflictGrant> grants{}; ///< what the paths run through; empty where a program kept their words alone
};

struct SodDecisionRow
{
    std::int64_t id = 0;
    Digest fingerprint;
    std::string kind; ///< "mitigate", "accept"
    std::string control;
    std::string performer;
    std::string state; ///< of a mitigation
    Day until;
    std::string note;
    Instant decidedAt;
    PersonId decidedBy;
    bool needsSecond = false; ///< of an acceptance: it counts from another person's word on
    std::int64_t replaces = 0; ///< the acceptance whose place it takes; 0: none
};

/// What a second person said about an acceptance.
struct SecondWordRow
{
    std::int64_t decision = 0;
    bool approved = false;
    std::string why;
    Instant at;
    PersonId by;
};

/// The SQL of segregation of duties. Writers are called inside a unit of work only.
namespace sod_repo {

[[nodiscard]] Result<std::int64_t> insertRuleSet(Database& db, const RuleSetRow& row);
[[nodiscard]] Result<std::vector<RuleSetRow>> ruleSets(Database& db); ///< oldest first
[[nodiscard]] Result<std::int64_t> insertRun(Database& db, const SodRunRow& row);
[[nodiscard]] Result<std::optional<SodRunRow>> lastRun(Database& db, PeriodId period);
[[nodiscard]] Status insertConflict(Database& db, std::int64_t run, const ConflictRow& row);
[[nodiscard]] Result<std::vector<ConflictRow>> conflicts(Database& db, std::int64_t run); ///< by subject, then rule
[[nodiscard]] Result<std::int64_t> insertDecision(Database& db, const SodDecisionRow& row);
[[nodiscard]] Result<std::vector<SodDecisionRow>> decisions(Database& db); ///< oldest first
[[nodiscard]] Status insertSecondWord(Database& db, const SecondWordRow& row);
[[nodiscard]] Result<std::map<std::int64_t, SecondWordRow>> secondWords(Database& db); ///< by decision
/// What goes with a decision of kind "mitigate" when the duties cannot be separated (B11).
[[nodiscard]] Status insertCompensation(Database& db, std::int64_t decision, const sod::Compensation& compensation);
[[nodiscard]] Result<std::map<std::int64_t, sod::Compensation>> compensations(Database& db); ///< by decision

} // namespace sod_repo
} // namespace oxseal
