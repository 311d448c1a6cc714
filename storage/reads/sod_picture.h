// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/conflict_finder.h"
#include "models/sod/duty_limits.h"
#include "models/sod/linter.h"
#include "models/sod/role_conflicts.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/sod_reads.h"

#include <map>
#include <set>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// Who holds what over the given listings. Accounts that belong to no worker of the roster stand for themselves
/// ("account:ERP/x9"), everybody else is "person:E1"; disabled accounts hold nothing.
struct AccessHeld
{
    sod::AccessGraph graph;
    std::int64_t accountsWithoutPerson = 0;
    /// Entities of the listings that an account's system comes from; without those of the group.
    std::map<std::string, std::set<std::string>> entities;
};
[[nodiscard]] Result<AccessHeld> accessHeld(
    Workspace& workspace, const std::vector<SnapshotInfo>& listings, const access::Roster& roster);
/// The latest listing of each system in the period, by system.
[[nodiscard]] Result<std::vector<SnapshotInfo>> sodListings(Database& db, const PeriodRow& period);
/// The same of another kind of import that comes from systems, e.g. "activity".
[[nodiscard]] Result<std::vector<SnapshotInfo>> latestBySystem(Database& db, const char* kind, const PeriodRow& period);

/// The latest roster of a period, following what people decided about identities (A13); without one nobody is known.
struct PeriodRoster
{
    std::optional<SnapshotInfo> info;
    access::Roster workers;
};
[[nodiscard]] Result<PeriodRoster> periodRoster(Workspace& workspace, const PeriodRow& period);
/// Who holds what by the latest listings and roster of a period, as the next check would find it.
struct PeriodAccess
{
    std::vector<SnapshotInfo> listings;
    PeriodRoster roster;
    AccessHeld held;
};
[[nodiscard]] Result<PeriodAccess> periodAccess(Workspace& workspace, const PeriodRow& period);

/// One way to a function: person → account → role → permission → function.
struct SodStep
{
    std::string system;
    std::string account;
    std::string role; ///< "" when the permission is granted directly
    std::string permission;
    access::Level level = access::Level::Unstated;
};
/// One leg of a conflict as it is held.
struct SodLeg
{
    std::uint32_t function = 0; ///< index into RuleSet::functions
    std::vector<SodStep> steps; ///< every way there, without repetition
};
struct SodConflictPicture
{
    ConflictStatus status;
    std::string name; ///< of the worker; the account when nobody owns it
    std::string department;
    std::string title;
    std::vector<SodLeg> legs; ///< as many as the rule has; empty when the access cannot be found any more
    /// Entities (P2) of the listings its ways run through; a listing of the group adds none.
    std::set<std::string> entities;
};

/// The period's last run with everything needed to look at it: the rule set it used, the conflicts with all ways to them, the
/// listings used and what is missing.
struct SodPicture
{
    SodRunRow run;
    RuleSetRow ruleSet;
    sod::RuleSet rules;
    std::vector<SodConflictPicture> conflicts;
    sod::LintReport lint;
    sod::RoleConflicts roles; ///< within a role, or between two that somebody holds
    std::vector<SnapshotInfo> listings; ///< used by the run
    std::optional<SnapshotInfo> roster; ///< used by the run
    std::vector<SnapshotInfo> newer; ///< listings of the period that the run did not know
    AccessHeld held; ///< what the run looked at
    access::Roster workers; ///< of that day; empty without a roster
    std::vector<std::uint32_t> active; ///< rules in force on that day
    sod::DutyLimits limits; ///< of today's review policy
};
[[nodiscard]] Result<SodPicture> sodPicture(Workspace& workspace, const PeriodRow& period, Day today);
/// The worker of a subject ("person:E1"); none for an account that belongs to nobody, or when the roster does not name him.
[[nodiscard]] const access::Worker* workerOf(const access::Roster& roster, const std::string& subject);
/// Every way to each leg of a conflict that the finder has found, in its order.
[[nodiscard]] std::vector<SodLeg> legsOf(const sod::ConflictFinder& finder, const sod::Conflict& conflict);
/// Leaves only the conflicts with a way through a listing of this entity; gives how many went.
std::size_t narrowTo(SodPicture& picture, const std::string& entity);

} // namespace oxseal
