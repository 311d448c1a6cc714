// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/checklist.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/control_repo.h"
#include "storage/workspace/workspace.h"

#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchControl{"control.no_such_control", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchItem{"control.no_such_item", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchEvidence{"control.no_such_evidence", ErrorClass::Usage};

/// One control in one period, with everything recorded about it.
struct ControlStatus
{
    ControlRow row;
    std::vector<controls::Scope> scopes; ///< stated ones; none means it holds for the group
    std::vector<PerformanceRow> performances;
    std::vector<TestRow> tests;
    controls::TestState state = controls::TestState::Untested;
    int evidence = 0; ///< pieces attached to control:CODE in this period
    [[nodiscard]] bool applicable() const;
};

struct EvidenceStatus
{
    EvidenceRow row;
    controls::PeriodFit fit = controls::PeriodFit::Fits;
};

struct ChecklistStatus
{
    controls::ItemFacts facts;
    controls::ItemState state = controls::ItemState::Unanswered;
    std::vector<EvidenceStatus> evidence;
};

[[nodiscard]] Result<std::vector<ControlStatus>> controlOverview(Database& db, const PeriodRow& period);
[[nodiscard]] Result<std::vector<ChecklistStatus>> periodChecklist(Database& db, const PeriodRow& period);
[[nodiscard]] Result<std::vector<EvidenceStatus>> evidenceOf(Database& db, const PeriodRow& period);
[[nodiscard]] Result<ControlRow> controlByCode(Database& db, const std::string& code); ///< kNoSuchControl
[[nodiscard]] Result<EvidenceRow> evidenceById(Database& db, std::int64_t id); ///< kNoSuchEvidence
[[nodiscard]] Result<controls::ControlCounts> controlCounts(Database& db, const PeriodRow& period);
/// nullopt when no control set was loaded: the register is not in use.
[[nodiscard]] Result<std::optional<std::string>> controlSetVersion(Database& db);
/// Open matters of the register (models/controls/checklist.h).
[[nodiscard]] Result<std::vector<Finding>> controlMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
