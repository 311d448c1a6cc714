// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/calendar/filing_calendar.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// What is due for the recorded periods: each period's report, and Part III after each fourth quarter.
[[nodiscard]] Result<std::vector<calendar::Filing>> recordedFilings(Database& db);
/// The same as an iCalendar file (RFC 5545) with stable ids.
struct CalendarFile
{
    std::string bytes;
    std::size_t entries = 0;
};
[[nodiscard]] Result<CalendarFile> calendarFile(Workspace& workspace);
/// "2026-08-15 is a Saturday; 2026-08-16 is a Sunday"; "" when nothing was passed.
[[nodiscard]] std::string passedWords(const std::vector<calendar::DayOff>& passed);

enum class DueKind {
    Report, ///< the periodic report
    Notification, ///< Form 12b-25, only once the report is late
    PartIii,
    Review, ///< an access review, to be concluded before the report is filed
    ReviewStage, ///< one stage of a review, where a day was set
    Removal, ///< access to be taken away
    Reconciliation, ///< business day n after the period's end
    Schedule, ///< the same, of an account supported by a schedule or closed by a rule
    Exception, ///< an open item for which a person stated a day
    Mitigation, ///< of a conflict; ends on the day
    Acceptance, ///< of a conflict; ends on the day
};

/// One line of the timeline.
struct DueItem
{
    DueKind kind = DueKind::Report;
    Day day;
    std::string what; ///< "10-Q", system, account, rule
    std::string about; ///< period, person, account name …
    std::string object; ///< id within its module, e.g. that of the reconciliation; "" when none exists yet
    std::string entity; ///< code; "" = the group
    std::string state; ///< of its module, e.g. "open", "prepared"; "" when not begun
    bool done = false;
    [[nodiscard]] bool late(Day today) const noexcept { return !done && day < today; }
    friend bool operator==(const DueItem&, const DueItem&) = default;
};

/// Everything with a day in the period, by day, then kind and name (K2). What was never planned is not in it.
[[nodiscard]] Result<std::vector<DueItem>> dueItems(Database& db, const PeriodRow& period, Day today);

} // namespace oxseal
