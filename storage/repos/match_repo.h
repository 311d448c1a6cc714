// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_policy.h"
#include "storage/reads/match_reads.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// SQL of matching runs, their decisions and what people did with them. Writes are called inside a unit of work only.
namespace oxseal::repo {

[[nodiscard]] Result<std::int64_t> insertMatchRun(Database& db, const MatchRunRow& run);
[[nodiscard]] Status insertMatchDecision(Database& db, const MatchDecisionRow& decision);
/// Notes what a person did with the decision behind a group; nothing when no decision of the engine stands behind it.
[[nodiscard]] Status noteOutcome(Database& db, std::int64_t group, const char* outcome, bool bulk, PersonId person, Instant at,
    const std::string& reasonCode, const std::string& reason);

[[nodiscard]] Result<std::optional<MatchRunRow>> lastMatchRun(Database& db, ReconciliationId id);
[[nodiscard]] Result<std::vector<MatchDecisionRow>> matchDecisions(Database& db, std::int64_t run); ///< by number

} // namespace oxseal::repo
