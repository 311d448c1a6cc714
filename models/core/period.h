// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

namespace oxseal {

/// A fiscal quarter of a fiscal year, with its first and last day. Named by the fiscal year in which it lies: "2026-Q3".
struct Period
{
    int fiscalYear = 0;
    int quarter = 0; ///< 1 … 4; the 10-K covers quarter 4
    Day first;
    Day last;

    [[nodiscard]] std::string name() const;
    [[nodiscard]] bool contains(Day day) const noexcept { return first <= day && day <= last; }
    friend bool operator==(const Period&, const Period&) = default;
};

/// The quarter `quarter` of the fiscal year that ends on `yearEnd` (month-end years: quarters end on month ends;
/// a 52/53-week year's quarters end 13 weeks apart, counted back from its end). `monthEnd` is true when `yearEnd` is the
/// last day of its month.
[[nodiscard]] std::optional<Period> quarterOf(Day yearEnd, int quarter);
/// Parses "2026-Q3" into year and quarter.
[[nodiscard]] std::optional<std::pair<int, int>> parsePeriodName(std::string_view name);
/// Adds months, keeping the last day of a month on the last day.
[[nodiscard]] Day addMonths(Day day, int months);
[[nodiscard]] bool isMonthEnd(Day day);

} // namespace oxseal
