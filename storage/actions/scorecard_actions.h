// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/scorecard_reads.h"

#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoLabels{"model.no_labels", ErrorClass::Refused};
inline constexpr ErrorCode kNothingAutomatic{"model.nothing_automatic", ErrorClass::Refused};
inline constexpr ErrorCode kBlindOwnRun{"model.blind_own_run", ErrorClass::Denied};
inline constexpr ErrorCode kBlindAnswered{"model.blind_answered", ErrorClass::Refused};
inline constexpr ErrorCode kUnknownRuling{"model.unknown_ruling", ErrorClass::Usage};
inline constexpr ErrorCode kRuledAlready{"model.ruled_already", ErrorClass::Refused};
inline constexpr ErrorCode kOwnOverride{"model.own_override", ErrorClass::Denied};

/// Judges the matcher on the labels of a period and keeps the scorecard. When a limit of the policy is broken, runs from now on
/// match nothing without a person, until a scorecard finds the limits kept or another version of the policy is approved.
/// kNoLabels while no reconciliation of the period is reviewed. Permission ReviewReconciliation.
[[nodiscard]] Result<ScorecardRow> makeScorecard(Workspace& workspace, const PeriodRow& period, const std::string& reason);

/// Draws up to `size` of the period's automatic matches, those with the smallest SHA-256 of "seed/run/number"; the population is
/// fixed by its digest in the same entry of the ledger. Permission ReviewReconciliation.
[[nodiscard]] Result<BlindSampleRow> drawBlindSample(
    Workspace& workspace, const PeriodRow& period, const std::string& seed, std::size_t size, const std::string& reason);
/// Answers the next or a given place of a sample: the book lines (ids) that belong to its bank lines; empty = none. Not by whoever
/// ran the matching, and once only. True when the engine chose the same. Permission ReviewReconciliation.
struct BlindAnswer
{
    std::int64_t sample = 0;
    std::int64_t place = 0;
    std::vector<std::int64_t> lines;
};
[[nodiscard]] Result<bool> answerBlind(Workspace& workspace, const BlindAnswer& answer, const std::string& reason);

/// Who was right about an override (X12): "engine", "person" or "neither". Once, and not by whoever overrode. Permission
/// ReviewReconciliation.
[[nodiscard]] Status ruleOnOverride(
    Workspace& workspace, const PeriodRow& period, std::int64_t outcome, const std::string& ruling, const std::string& reason);

/// What people say about a model: whose it is, what for, how much hangs on it, and what is done without it.
struct CardWords
{
    std::string model;
    std::string owner; ///< login
    std::string tier; ///< low, medium, high
    std::string useCase;
    std::string fallback;
};
/// Permission ManageCompany.
[[nodiscard]] Status setModelCard(Workspace& workspace, const CardWords& card, const std::string& reason);

} // namespace oxseal
