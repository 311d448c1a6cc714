// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal::calendar {

inline constexpr ErrorCode kRulePackInvalid{"calendar.rule_pack_invalid", ErrorClass::Internal};

/// One federal holiday as a rule (5 USC 6103; EO 11582). A fixed date on a Saturday is observed the Friday before, on a
/// Sunday the Monday after; so New Year's Day can be observed on 31 December of the year before.
struct HolidayRule
{
    enum class Kind { Fixed, NthWeekday, LastWeekday };
    std::string name;
    Kind kind = Kind::Fixed;
    unsigned month = 1;
    unsigned day = 1; ///< Fixed
    int weekday = 1; ///< ISO weekday
    int n = 1; ///< NthWeekday
    Day from; ///< first day on which the rule is law
};

/// Why a day is not a business day.
struct DayOff
{
    enum class Kind { Saturday, Sunday, Holiday, Closure };
    Day day;
    Kind kind = Kind::Saturday;
    std::string name; ///< of the holiday or closure
    friend bool operator==(const DayOff&, const DayOff&) = default;
};

/// The days on which the SEC accepts filings: no Saturday, Sunday, federal holiday or special EDGAR closure (Rule 0-3(a)).
class BusinessDays
{
public:
    BusinessDays() = default;
    BusinessDays(std::vector<HolidayRule> holidays, std::map<Day, std::string> closures);
    /// Reads resources/rules/edgar_calendar.json.
    [[nodiscard]] static Result<BusinessDays> fromJson(const Json& pack);

    [[nodiscard]] std::optional<DayOff> dayOff(Day day) const;
    [[nodiscard]] bool isBusinessDay(Day day) const { return !dayOff(day).has_value(); }
    /// The day itself, or the first business day after; what was passed over goes to `passed`.
    [[nodiscard]] Day roll(Day day, std::vector<DayOff>* passed = nullptr) const;
    /// The n-th business day strictly after `day` (n ≥ 1).
    [[nodiscard]] Day after(Day day, int n, std::vector<DayOff>* passed = nullptr) const;
    /// Observed holidays that fall into the calendar year, in order, with their names; special closures are not among them.
    [[nodiscard]] std::vector<DayOff> holidaysIn(int year) const;

private:
    [[nodiscard]] std::optional<Day> observed(const HolidayRule& rule, int year) const;

    std::vector<HolidayRule> holidays_;
    std::map<Day, std::string> closures_;
};

/// The day on the east coast of the United States at that instant (EST/EDT by the rule in force since 2007).
[[nodiscard]] Day easternDay(Instant instant);

} // namespace oxseal::calendar
