// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar/business_days.h"

#include <algorithm>

namespace oxseal::calendar {
namespace {

/// The n-th given weekday of a month.
Day nthWeekday(int year, unsigned month, int weekday, int n)
{
    const Day first = *Day::fromYmd(year, month, 1);
    const int ahead = (weekday - first.weekday() + 7) % 7;
    return first.plus(ahead + 7 * (n - 1));
}

Day lastWeekday(int year, unsigned month, int weekday)
{
    const Day next = month == 12 ? *Day::fromYmd(year + 1, 1, 1) : *Day::fromYmd(year, month + 1, 1);
    const Day last = next.plus(-1);
    return last.plus(-((last.weekday() - weekday + 7) % 7));
}

std::optional<HolidayRule> ruleFrom(const Json& row)
{
    HolidayRule rule;
    rule.name = row["name"].toString();
    const std::string& kind = row["kind"].toString();
    const auto from = Day::fromIso(row["from"].toString());
    rule.month = static_cast<unsigned>(row["month"].toInteger());
    rule.day = static_cast<unsigned>(row["day"].toInteger(1));
    rule.weekday = static_cast<int>(row["weekday"].toInteger(1));
    rule.n = static_cast<int>(row["n"].toInteger(1));
    if (kind == "nth")
        rule.kind = HolidayRule::Kind::NthWeekday;
    else if (kind == "last")
        rule.kind = HolidayRule::Kind::LastWeekday;
    else if (kind != "fixed")
        return std::nullopt;
    if (!from || rule.name.empty() || rule.month < 1 || rule.month > 12 || rule.day < 1 || rule.day > 31
        || rule.weekday < 1 || rule.weekday > 7 || rule.n < 1 || rule.n > 4)
        return std::nullopt;
    rule.from = *from;
    return rule;
}

} // namespace

BusinessDays::BusinessDays(std::vector<HolidayRule> holidays, std::map<Day, std::string> closures)
    : holidays_(std::move(holidays))
    , closures_(std::move(closures))
{
}

Result<BusinessDays> BusinessDays::fromJson(const Json& pack)
{
    std::vector<HolidayRule> holidays;
    std::map<Day, std::string> closures;
    for (const auto& row : pack["holidays"].toArray()) {
        auto rule = ruleFrom(row);
        if (!rule)
            return fail(kRulePackInvalid, "edgar_calendar: " + row["name"].toString());
        holidays.push_back(std::move(*rule));
    }
    for (const auto& row : pack["closures"].toArray()) {
        const auto day = Day::fromIso(row["date"].toString());
        if (!day || row["name"].toString().empty() || row["source"].toString().empty())
            return fail(kRulePackInvalid, "edgar_calendar: " + row["date"].toString());
        closures.emplace(*day, row["name"].toString());
    }
    if (holidays.empty())
        return fail(kRulePackInvalid, "edgar_calendar: holidays");
    return BusinessDays(std::move(holidays), std::move(closures));
}

std::optional<Day> BusinessDays::observed(const HolidayRule& rule, int year) const
{
    Day day;
    switch (rule.kind) {
    case HolidayRule::Kind::Fixed: {
        const auto fixed = Day::fromYmd(year, rule.month, rule.day);
        if (!fixed)
            return std::nullopt;
        day = *fixed;
        if (day.weekday() == 6)
            day = day.plus(-1);
        else if (day.weekday() == 7)
            day = day.plus(1);
        break;
    }
    case HolidayRule::Kind::NthWeekday:
        day = nthWeekday(year, rule.month, rule.weekday, rule.n);
        break;
    case HolidayRule::Kind::LastWeekday:
        day = lastWeekday(year, rule.month, rule.weekday);
        break;
    }
    if (day < rule.from)
        return std::nullopt;
    return day;
}

std::optional<DayOff> BusinessDays::dayOff(Day day) const
{
    if (day.weekday() == 6)
        return DayOff{day, DayOff::Kind::Saturday, {}};
    if (day.weekday() == 7)
        return DayOff{day, DayOff::Kind::Sunday, {}};
    for (const auto& rule : holidays_) {
        // A holiday of the next year may be observed on 31 December of this one.
        for (const int year : {day.year(), day.year() + 1}) {
            if (observed(rule, year) == day)
                return DayOff{day, DayOff::Kind::Holiday, rule.name};
        }
    }
    const auto closure = closures_.find(day);
    if (closure != closures_.end())
        return DayOff{day, DayOff::Kind::Closure, closure->second};
    return std::nullopt;
}

Day BusinessDays::roll(Day day, std::vector<DayOff>* passed) const
{
    for (auto off = dayOff(day); off; off = dayOff(day)) {
        if (passed != nullptr)
            passed->push_back(*off);
        day = day.plus(1);
    }
    return day;
}

Day BusinessDays::after(Day day, int n, std::vector<DayOff>* passed) const
{
    for (int i = 0; i < n; ++i)
        day = roll(day.plus(1), passed);
    return day;
}

std::vector<DayOff> BusinessDays::holidaysIn(int year) const
{
    std::vector<DayOff> days;
    for (const auto& rule : holidays_) {
        for (const int ruleYear : {year, year + 1}) {
            const auto day = observed(rule, ruleYear);
            if (day && day->year() == year)
                days.push_back({*day, DayOff::Kind::Holiday, rule.name});
        }
    }
    std::sort(days.begin(), days.end(), [](const DayOff& a, const DayOff& b) { return a.day < b.day; });
    return days;
}

Day easternDay(Instant instant)
{
    constexpr std::int64_t kHour = 3'600'000'000;
    constexpr std::int64_t kDay = 24 * kHour;
    const int year = instant.day().year();
    // Energy Policy Act of 2005: 02:00 local on the second Sunday of March to 02:00 local on the first Sunday of November.
    const std::int64_t begins = nthWeekday(year, 3, 7, 2).number * kDay + 7 * kHour;
    const std::int64_t ends = nthWeekday(year, 11, 7, 1).number * kDay + 6 * kHour;
    const bool summer = instant.micros >= begins && instant.micros < ends;
    return Instant{instant.micros - (summer ? 4 : 5) * kHour}.day();
}

} // namespace oxseal::calendar
