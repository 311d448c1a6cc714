// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <string>
#include <vector>

namespace oxseal::calendar {

/// One all-day entry.
struct CalendarEntry
{
    std::string uid; ///< stable, so that a later export updates the entry
    Day day;
    std::string summary;
    std::string description;
};

/// RFC 5545: CRLF, lines folded at 75 octets, text escaped. `stamp` is written as DTSTAMP of every entry.
[[nodiscard]] std::string icalendar(const std::vector<CalendarEntry>& entries, const std::string& producer, Instant stamp);

} // namespace oxseal::calendar
