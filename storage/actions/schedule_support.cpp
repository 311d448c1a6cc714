// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/schedule_support.h"

#include "storage/actions/recon_actions.h"

namespace oxseal {

Event scheduleEvent(const char* verb, std::int64_t schedule, Json before, Json after)
{
    Event event;
    event.verb = verb;
    event.object = "schedule:" + std::to_string(schedule);
    event.module = "recon";
    event.before = std::move(before);
    event.after = std::move(after);
    return event;
}

Status schedulePeriodOpen(Database& db, const ScheduleRow& row)
{
    OXSEAL_TRY(const PeriodRow period, periodById(db, row.period));
    if (period.state == "filed" || period.state == "closed")
        return fail(kReconPeriodClosed, period.period.name(), {period.state});
    return {};
}

Status reopenSchedule(UnitOfWork& unit, const ScheduleRow& row, Json cause)
{
    OXSEAL_CHECK(schedulePeriodOpen(unit.db(), row));
    if (row.state == "open")
        return {};
    OXSEAL_CHECK(schedule_repo::voidSignoffs(unit.db(), row.id, unit.now()));
    OXSEAL_CHECK(schedule_repo::setState(unit.db(), row.id, "open"));
    unit.record(scheduleEvent("schedule.reopen", row.id, Json().set("state", row.state), std::move(cause.set("state", "open"))));
    return {};
}

} // namespace oxseal
