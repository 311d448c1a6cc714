// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/day_count.h"

#include <algorithm>

namespace oxseal::recon {

std::int32_t businessNumber(Day day, std::span<const Day> holidays) noexcept
{
    const std::int64_t fromMonday = std::int64_t{day.number} + 3; // 1969-12-29 was a Monday
    const std::int64_t week = fromMonday >= 0 ? fromMonday / 7 : -((6 - fromMonday) / 7);
    const std::int64_t inWeek = fromMonday - week * 7;
    const auto last = std::upper_bound(holidays.begin(), holidays.end(), day);
    const auto closed = std::count_if(holidays.begin(), last, [](Day holiday) { return holiday.weekday() <= 5; });
    return static_cast<std::int32_t>(week * 5 + std::min<std::int64_t>(inWeek + 1, 5) - closed);
}

} // namespace oxseal::recon
