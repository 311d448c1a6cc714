// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/recon_support.h"
#include "storage/repos/schedule_repo.h"
#include "storage/workspace/workspace.h"

/// Shared by the actions on schedules and by what opens them again; not for others.
namespace oxseal {

[[nodiscard]] Event scheduleEvent(const char* verb, std::int64_t schedule, Json before, Json after);
/// Any change re-opens: voids the sign-offs and sets the state back, with `cause` in the ledger. Checks periodOpen.
[[nodiscard]] Status reopenSchedule(UnitOfWork& unit, const ScheduleRow& row, Json cause);

} // namespace oxseal
