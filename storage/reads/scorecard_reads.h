// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/recon/scorecard.h"
#include "storage/reads/match_reads.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchSample{"model.no_such_sample", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchOverride{"model.no_such_override", ErrorClass::Usage};

/// Labels and decisions of a period: what people said about matches of its reviewed reconciliations (confirmed, made by hand, taken
/// apart, answered blind) against what the runs decided there.
struct PeriodLabels
{
    recon::ScorecardInput input;
    std::size_t reviewed = 0; ///< reconciliations that give labels
    std::size_t waiting = 0; ///< matched, but not reviewed yet: they give none
};
[[nodiscard]] Result<PeriodLabels> periodLabels(Workspace& workspace, const PeriodRow& period);

/// A scorecard as it was made; it is never altered.
struct ScorecardRow
{
    std::int64_t id = 0;
    PeriodId period;
    std::string periodName;
    Instant at;
    PersonId person;
    std::int64_t policyVersion = 0;
    Json body;
    Digest sha256;
    std::string stopped;
};
[[nodiscard]] Result<std::vector<ScorecardRow>> scorecards(Database& db); ///< newest first

/// A decision of the engine that a person did not let stand, and who proved right (X12).
struct OverrideRow
{
    std::int64_t id = 0; ///< of the outcome
    std::int64_t run = 0;
    std::int64_t number = 0; ///< of the decision in the run
    std::string account; ///< "US01/1010"
    std::string state; ///< of the engine's decision: auto, suggested
    std::string rule;
    std::optional<std::int64_t> probability; ///< 32 fraction bits
    std::int64_t amount = 0; ///< minor units
    int digits = 2;
    std::string currency;
    std::string sentence; ///< the engine's
    std::string outcome; ///< rejected, replaced
    std::string reasonCode;
    std::string reason;
    PersonId person;
    Instant at;
    /// What became of the lines since: "engine" (matched as the engine said after all), "person" (otherwise, and a second person
    /// reviewed it), "open" (not settled yet).
    std::string later;
    std::string ruling; ///< engine, person, neither; "" = none
    PersonId ruledBy;
    std::string ruledWhy;
};
[[nodiscard]] Result<std::vector<OverrideRow>> overrides(Workspace& workspace, const PeriodRow& period);

/// A sample of automatic matches to be performed again blind.
struct BlindSampleRow
{
    std::int64_t id = 0;
    PeriodId period;
    Instant at;
    PersonId person;
    std::string seed;
    std::int64_t population = 0;
    Digest populationSha256; ///< over "run/number" of each automatic match, one per line
    std::int64_t size = 0;
    std::int64_t answered = 0;
    std::int64_t agreed = 0;
};
[[nodiscard]] Result<std::vector<BlindSampleRow>> blindSamples(Database& db, PeriodId period); ///< newest first

/// One match of a sample as it is put before a person: the bank's lines, and every line of the books near them; not what the
/// engine chose among them.
struct BlindItem
{
    std::int64_t sample = 0;
    std::int64_t place = 0;
    ReconciliationId reconciliation;
    std::string account;
    std::string currency;
    int digits = 2;
    std::vector<ReconLineRow> bank;
    std::vector<ReconLineRow> candidates;
    bool answered = false;
    bool agrees = false; ///< when answered
    PersonId madeBy; ///< who ran the matching: cannot answer
    std::string books; ///< the engine's choice, keys; for the comparison only, never shown before the answer
};
[[nodiscard]] Result<BlindItem> blindItem(Workspace& workspace, std::int64_t sample, std::int64_t place);
/// The next place without an answer; 0 when all have one. kNoSuchSample.
[[nodiscard]] Result<std::int64_t> nextBlindPlace(Database& db, std::int64_t sample);

/// Automatic matches of the period that stand: the population of a blind sample, by run and number.
struct AutomaticMatch
{
    std::int64_t run = 0;
    std::int64_t number = 0;
};
[[nodiscard]] Result<std::vector<AutomaticMatch>> automaticMatches(Database& db, PeriodId period);

/// A place of a sample: the match, what the engine chose, and what a person answered.
struct BlindAnswerRow
{
    std::int64_t place = 0;
    AutomaticMatch match;
    std::string bank; ///< keys, joined by ;
    std::string books; ///< the engine's choice
    std::optional<std::string> answer; ///< "" none fits; nullopt: not answered yet, and nothing below is set
    bool agrees = false;
    PersonId person;
    Instant at;
    std::string reason;
};
[[nodiscard]] Result<std::vector<BlindAnswerRow>> blindAnswers(Database& db, std::int64_t sample); ///< by place

} // namespace oxseal
