// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/schedule_support.h"

#include "storage/actions/recon_actions.h"

namespace oxseal {

Event scheduleEvent(const char* verb, std::int64_t schedule, Json before, Json after)
{
    return {verb, "schedule:" + std::to_string(schedule), "recon", std::move(before), std::move(after), {}};
}

Status reopenSchedule(UnitOfWork& unit, const ScheduleRow& row, Json cause)
{
    OXSEAL_CHECK(periodOpen(unit.db(), row.period));
    if (row.state == "open")
        return {};
    OXSEAL_CHECK(schedule_repo::voidSignoffs(unit.db(), row.id, unit.now()));
    OXSEAL_CHECK(schedule_repo::setState(unit.db(), row.id, "open"));
    unit.record(scheduleEvent("schedule.reopen", row.id, Json().set("state", row.state), std::move(cause.set("state", "open"))));
    return {};
}

} // namespace oxseal
