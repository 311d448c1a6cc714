// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/control.h"
#include "models/controls/evidence.h"
#include "models/controls/test_of_control.h"
#include "models/core/finding.h"

#include <string>
#include <vector>

namespace oxseal::controls {

enum class Answer { None, Yes, No, NotApplicable };
[[nodiscard]] const char* name(Answer answer) noexcept; ///< "", "yes", "no", "na"
[[nodiscard]] std::optional<Answer> answerFromName(std::string_view text) noexcept;

enum class ItemState { Unanswered, EvidenceMissing, EvidenceLate, Negative, NotApplicable, Complete };
[[nodiscard]] const char* name(ItemState state) noexcept;

/// One question in one period: what was answered and what lies behind it.
struct ItemFacts
{
    ChecklistItem item;
    Answer answer = Answer::None;
    std::string because;
    std::vector<PeriodFit> evidence;
};
/// "Yes" counts only with evidence of the period; late evidence counts and is shown as late.
[[nodiscard]] ItemState stateOf(const ItemFacts& facts) noexcept;

/// One control in one period, for the matters and the counts of the readiness record.
struct ControlFacts
{
    std::string code;
    bool key = true;
    bool applicable = true; ///< for at least one entity or the group
    Frequency frequency = Frequency::Quarterly;
    int performances = 0;
    int exceptions = 0; ///< performances recorded with an exception
    std::vector<TestResult> tests;
};

struct ControlCounts
{
    int keyTested = 0;
    int keyFailed = 0;
    int keyUntested = 0;
    int notApplicable = 0;
};
[[nodiscard]] ControlCounts countOf(const std::vector<ControlFacts>& controls);

/// Evidence whose dates miss the period it was attached to.
struct MisfitEvidence
{
    std::string name;
    std::string subject;
    Digest sha256;
    PeriodFit fit = PeriodFit::Late;
};

/// What an officer must look at. Codes: control.set_missing, control.item_unanswered, control.item_negative,
/// control.evidence_missing, control.evidence_late, control.evidence_misfit, control.test_failed,
/// control.performance_exception, control.not_performed (one finding for all).
[[nodiscard]] std::vector<Finding> findMatters(Hasher& hasher, const std::vector<ItemFacts>& items,
    const std::vector<ControlFacts>& controls, const std::vector<MisfitEvidence>& misfits);

} // namespace oxseal::controls
