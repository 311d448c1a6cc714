// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/checklist.h"
#include "models/controls/control.h"
#include "models/controls/evidence.h"
#include "storage/reads/control_reads.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kControlSetLoaded{"control.set_loaded", ErrorClass::Refused};
inline constexpr ErrorCode kAnswerWithoutReason{"control.answer_without_reason", ErrorClass::Refused};
inline constexpr ErrorCode kEvidenceDates{"control.evidence_dates", ErrorClass::Refused};
inline constexpr ErrorCode kEvidenceSubject{"control.evidence_subject", ErrorClass::Usage};
inline constexpr ErrorCode kPerformedOutside{"control.performed_outside", ErrorClass::Refused};

/// Loads the default set (resources/rules/controls.json): 88 controls and the seven-area checklist. Once per workspace.
[[nodiscard]] Result<int> loadDefaultControls(Workspace& workspace, const std::string& reason);
[[nodiscard]] Status setControlOwner(
    Workspace& workspace, const std::string& code, PersonId owner, const std::string& reason);
[[nodiscard]] Status setControlKey(Workspace& workspace, const std::string& code, bool key, const std::string& reason);
/// "Not applicable, because": the reason in `scope` is required when it does not hold.
[[nodiscard]] Status setControlScope(
    Workspace& workspace, const std::string& code, const controls::Scope& scope, const std::string& reason);

struct PerformanceInput
{
    std::string control;
    EntityId entity; ///< 0: the group
    Day performedOn; ///< not before the period, not in the future
    bool exception = false;
    std::string note;
};
/// The actor is the performer.
[[nodiscard]] Result<std::int64_t> recordPerformance(
    Workspace& workspace, const PeriodRow& period, const PerformanceInput& input, const std::string& reason);

struct TestInput
{
    std::string control;
    EntityId entity;
    controls::TestKind kind = controls::TestKind::Operating;
    controls::TestOutcome outcome = controls::TestOutcome::Pass;
    Day testedOn;
    int sample = 1;
    int exceptions = 0;
    std::string note;
};
/// The actor is the tester; refused for the owner and for whoever performed the control in the period.
[[nodiscard]] Result<std::int64_t> recordTest(
    Workspace& workspace, const PeriodRow& period, const TestInput& input, const std::string& reason);

/// "No" and "not applicable" need a because.
[[nodiscard]] Status answerChecklist(Workspace& workspace, const PeriodRow& period, const std::string& item,
    controls::Answer answer, const std::string& because, const std::string& reason);

struct EvidenceInput
{
    std::string subject; ///< "control:AM-04", "checklist:1.2", "matter:<fingerprint>", "review:3", …
    std::string name; ///< file name as received
    EntityId entity;
    controls::EvidenceDates dates;
};
[[nodiscard]] Result<EvidenceRow> attachEvidence(Workspace& workspace, const PeriodRow& period, const EvidenceInput& input,
    ByteView bytes, const std::string& reason);
[[nodiscard]] Result<EvidenceRow> attachEvidenceFile(Workspace& workspace, const PeriodRow& period,
    const EvidenceInput& input, const std::filesystem::path& file, const std::string& reason);
/// Reading evidence is an event of the ledger, also for a read-only opener; without the event there are no bytes.
[[nodiscard]] Result<std::string> openEvidence(Workspace& workspace, std::int64_t evidence, const std::string& reason);

} // namespace oxseal
