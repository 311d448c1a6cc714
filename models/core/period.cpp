// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/period.h"

namespace oxseal {

std::string Period::name() const { return std::to_string(fiscalYear) + "-Q" + std::to_string(quarter); }

bool isMonthEnd(Day day) { return day.plus(1).ymd().day() == std::chrono::day{1}; }

Day addMonths(Day day, int months)
{
    using namespace std::chrono;
    const auto from = day.ymd();
    const auto target = from.year() / from.month() + std::chrono::months{months};
    const year_month_day lastOfTarget{target / last};
    const auto wanted = isMonthEnd(day) || from.day() > lastOfTarget.day() ? lastOfTarget
                                                                          : year_month_day{target / from.day()};
    return Day{static_cast<std::int32_t>(sys_days{wanted}.time_since_epoch().count())};
}

std::optional<Period> quarterOf(Day yearEnd, int quarter)
{
    if (quarter < 1 || quarter > 4)
        return std::nullopt;
    Period period;
    period.fiscalYear = yearEnd.year();
    period.quarter = quarter;
    if (isMonthEnd(yearEnd)) {
        period.last = addMonths(yearEnd, -3 * (4 - quarter));
        period.first = addMonths(period.last, -3).plus(1);
    } else {
        period.last = yearEnd.plus(-91 * (4 - quarter));
        period.first = period.last.plus(-90);
    }
    return period;
}

std::optional<std::pair<int, int>> parsePeriodName(std::string_view name)
{
    if (name.size() != 7 || name[4] != '-' || name[5] != 'Q' || name[6] < '1' || name[6] > '4')
        return std::nullopt;
    int year = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        if (name[i] < '0' || name[i] > '9')
            return std::nullopt;
        year = year * 10 + (name[i] - '0');
    }
    return std::pair(year, name[6] - '0');
}

} // namespace oxseal
