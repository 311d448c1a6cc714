// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/time_cells.h"

namespace oxseal {
namespace {

std::string iso(const std::optional<Day>& day) { return day ? day->iso() : std::string(); }

void addEnd(std::vector<std::string>& cells, const access::EndOfAccess& end, const access::Timing& timing)
{
    const bool counted = timing.bound != access::LagBound::None;
    const char* late = timing.late == Flag::Yes ? "true" : timing.late == Flag::No ? "false" : "unknown";
    for (const std::string& cell : {std::string(name(end.by)), iso(end.on), iso(end.lastEnabled), iso(timing.due), std::string(name(timing.bound)),
             counted ? std::to_string(timing.calendarDays) : std::string(), counted ? std::to_string(timing.businessDays) : std::string(), std::string(late)})
        cells.push_back(cell);
}

} // namespace

const std::vector<std::string>& leaverTimeColumns()
{
    static const std::vector<std::string> columns{
        "account", "employee_id", "worker", "last_day", "end_known_by", "ended_on", "last_enabled", "end_due", "lag_bound", "calendar_days", "business_days", "late"};
    return columns;
}

const std::vector<std::string>& moverTimeColumns()
{
    static const std::vector<std::string> columns{"account", "employee_id", "worker", "entitlement", "changed_on", "end_known_by", "ended_on", "last_enabled", "end_due",
        "lag_bound", "calendar_days", "business_days", "late"};
    return columns;
}

std::vector<std::string> timeCells(const access::LeaverTime& line)
{
    std::vector<std::string> cells{line.account, line.subject, line.worker, iso(line.lastDay)};
    addEnd(cells, line.end, line.timing);
    return cells;
}

std::vector<std::string> timeCells(const access::MoverTime& line)
{
    std::vector<std::string> cells{line.account, line.subject, line.worker, line.entitlement, iso(line.changed)};
    addEnd(cells, line.end, line.timing);
    return cells;
}

} // namespace oxseal
