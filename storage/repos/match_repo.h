// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_policy.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/scorecard_reads.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// SQL of matching runs, their decisions and what people did with them. Writes are called inside a unit of work only.
namespace oxseal::repo {

[[nodiscard]] Result<std::int64_t> insertMatchRun(Database& db, const MatchRunRow& run);
[[nodiscard]] Status insertMatchDecision(Database& db, const MatchDecisionRow& decision);
/// Notes what a person did with the decision behind a group; nothing when no decision of the engine stands behind it.
[[nodiscard]] Status noteOutcome(Database& db, std::int64_t group, const char* outcome, bool bulk, PersonId person, Instant at,
    const std::string& reasonCode, const std::string& reason);

[[nodiscard]] Result<std::vector<MatchRunRow>> matchRuns(Database& db, ReconciliationId id); ///< oldest first
[[nodiscard]] Result<std::vector<MatchDecisionRow>> matchDecisions(Database& db, std::int64_t run); ///< by number

/// Numbers of a run's decisions that a person rejected or replaced.
[[nodiscard]] Result<std::set<std::int64_t>> overriddenNumbers(Database& db, std::int64_t run);
/// An override as it is stored; the read adds what became of its lines.
struct OverrideParts
{
    OverrideRow row;
    ReconciliationId reconciliation;
    std::string bank;
    std::string books;
};
[[nodiscard]] Result<std::vector<OverrideParts>> overrideRows(Database& db, PeriodId period); ///< oldest first
/// Pairs of a bank and a book line (recordKey) of an account, in whatever period, that a person took apart and nobody accepted since.
[[nodiscard]] Result<std::set<std::pair<std::string, std::string>>> refusedPairs(Database& db, const std::string& entity, const std::string& account);
/// Groups of a reconciliation that stand by a person's word or by a pass; not those that the learnt stage decided alone.
[[nodiscard]] Result<std::set<std::int64_t>> teachingGroups(Database& db, ReconciliationId id);
[[nodiscard]] Status insertRuling(Database& db, std::int64_t outcome, const std::string& ruling, PersonId person, Instant at, const std::string& reason);

[[nodiscard]] Result<std::int64_t> insertScorecard(Database& db, const ScorecardRow& row);
[[nodiscard]] Result<std::int64_t> insertBlindSample(Database& db, const BlindSampleRow& row, const std::vector<AutomaticMatch>& items);
[[nodiscard]] Status answerBlindItem(Database& db, std::int64_t sample, std::int64_t place, const std::string& answer, bool agrees,
    PersonId person, Instant at, const std::string& reason);

} // namespace oxseal::repo
