// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/period.h"

#include <optional>
#include <string>
#include <string_view>

namespace oxseal::calendar {

/// When a company's fiscal years end: on a day of the calendar, or (52/53-week years) on a weekday, either the last one of
/// a month or the one nearest to a day. A year is named by the calendar year of that month or day, so the year that ends on
/// the Sunday nearest 2020-12-31, 3 January 2021, is 2020.
struct FiscalYearEnd
{
    enum class Kind { Fixed, LastWeekday, NearestWeekday };
    Kind kind = Kind::Fixed;
    unsigned month = 12;
    unsigned day = 31; ///< not used by LastWeekday; 29 February is the end of February
    unsigned weekday = 6; ///< ISO: 1 Monday … 7 Sunday; not used by Fixed
    /// The quarter that has 14 weeks in a year of 53.
    int longQuarter = 4;

    [[nodiscard]] bool weekly() const noexcept { return kind != Kind::Fixed; }
    [[nodiscard]] Day in(int fiscalYear) const;
    /// The quarter of that fiscal year: by months, or 13 weeks each and the extra one where it belongs. nullopt: no such
    /// quarter.
    [[nodiscard]] std::optional<Period> quarter(int fiscalYear, int quarter) const;

    /// "12-31", "last saturday of september", "sunday nearest 12-31", the weekly ones with ", extra week in q1" behind them
    /// when it is not the fourth quarter that has it. Case and blanks at the ends do not matter.
    [[nodiscard]] static std::optional<FiscalYearEnd> fromText(std::string_view text);
    /// The one way to write it; fromText reads it back.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const FiscalYearEnd&, const FiscalYearEnd&) = default;
};

} // namespace oxseal::calendar
