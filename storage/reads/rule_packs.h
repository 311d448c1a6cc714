// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/calendar/business_days.h"
#include "models/calendar/filer_status.h"
#include "models/calendar/filing_calendar.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <string>

namespace oxseal {

inline constexpr ErrorCode kResourceMissing{"calendar.resource_missing", ErrorClass::Internal};

/// A compiled-in resource as bytes, e.g. ":/rules/controls.json".
[[nodiscard]] Result<std::string> resourceText(const std::string& path);
[[nodiscard]] Result<Json> resourceJson(const std::string& path);

/// The calendar's dated rules, read once from resources/rules.
struct CalendarRules
{
    calendar::BusinessDays days;
    calendar::ReportRules reports;
};
[[nodiscard]] Result<CalendarRules> calendarRules();
[[nodiscard]] Result<calendar::StatusRules> statusRules(Day fiscalYearEnd);

} // namespace oxseal
