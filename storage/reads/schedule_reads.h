// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "storage/repos/schedule_repo.h"
#include "storage/workspace/workspace.h"

#include <map>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchSchedule{"recon.no_such_schedule", ErrorClass::Usage};

/// A schedule with everything it rests on.
struct ScheduleView
{
    ScheduleRow row;
    Period period;
    std::vector<ScheduleLineRow> lines;
    std::vector<ScheduleFileRow> files; ///< oldest first
    std::vector<ReconSignoff> signoffs;
    recon::ScheduleProof proof;
    bool first = false; ///< no schedule of the period before
};
/// kNoSuchSchedule.
[[nodiscard]] Result<ScheduleView> scheduleView(Database& db, std::int64_t id);
[[nodiscard]] Result<std::vector<ScheduleView>> scheduleViews(Database& db, PeriodId period); ///< by entity and account

/// Open matters of schedules: recon.matter.schedule_difference, schedule_broken, schedule_carried, schedule_overdue,
/// schedule_not_prepared, schedule_not_reviewed.
[[nodiscard]] Result<std::vector<Finding>> scheduleMatters(Database& db, const PeriodRow& period);

} // namespace oxseal
