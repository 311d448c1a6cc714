// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_reads.h"

#include <optional>
#include <string>
#include <vector>

/// SQL of the reconciliation module. Writes are called inside a unit of work only.
namespace oxseal::repo {

[[nodiscard]] Status savePlan(Database& db, const std::string& entity, const recon::AccountPlan& plan);

/// Inserts (id 0) or updates; gives the id.
[[nodiscard]] Result<ReconciliationId> saveReconciliation(Database& db, const ReconRow& row);
[[nodiscard]] Status setReconState(Database& db, ReconciliationId id, const std::string& state);
[[nodiscard]] Status setReconRules(Database& db, ReconciliationId id, const std::string& rules);
/// Removes lines, sources and the groups that nobody made or confirmed by hand, for laying out anew.
[[nodiscard]] Status clearLines(Database& db, ReconciliationId id);
[[nodiscard]] Status insertSource(Database& db, ReconciliationId id, const ReconSourceRow& source);
[[nodiscard]] Result<std::int64_t> insertLine(Database& db, ReconciliationId id, const ReconLineRow& line);
[[nodiscard]] Result<std::int64_t> insertGroup(Database& db, ReconciliationId id, const ReconGroupRow& group);
[[nodiscard]] Status setGroupState(
    Database& db, std::int64_t group, const std::string& state, const std::string& reasonCode, const std::string& rationale, PersonId by);
/// Members are decided (group_id) or candidates.
[[nodiscard]] Status joinGroup(Database& db, std::int64_t line, std::int64_t group, bool decided);
/// A suggestion accepted: candidates become members.
[[nodiscard]] Status confirmMembers(Database& db, std::int64_t group);
[[nodiscard]] Status deleteGroup(Database& db, std::int64_t group);
/// Suggested and ambiguous groups, which a new run of the passes replaces.
[[nodiscard]] Status deletePendingGroups(Database& db, ReconciliationId id);
[[nodiscard]] Status classifyLine(Database& db, std::int64_t line, const char* category, const std::string& note, ObjectId evidence);
[[nodiscard]] Status classifyGroup(Database& db, std::int64_t group, const char* category, const std::string& note, ObjectId evidence);
[[nodiscard]] Status insertSignoff(Database& db, ReconciliationId id, const ReconSignoff& signoff);
/// Gives how many were in force.
[[nodiscard]] Result<std::int64_t> voidSignoffs(Database& db, ReconciliationId id, Instant at);

[[nodiscard]] Result<std::vector<ReconLineRow>> reconLines(Database& db, ReconciliationId id);
[[nodiscard]] Result<std::vector<ReconGroupRow>> reconGroups(Database& db, ReconciliationId id);
[[nodiscard]] Result<std::vector<ReconSourceRow>> reconSources(Database& db, ReconciliationId id);
[[nodiscard]] Result<std::vector<ReconSignoff>> reconSignoffs(Database& db, ReconciliationId id);

} // namespace oxseal::repo
