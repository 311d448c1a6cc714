// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar/fiscal_year.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace oxseal::calendar {
namespace {

using namespace std::chrono;

constexpr std::array<const char*, 7> kWeekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<const char*, 12> kMonths{"january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december"};

/// Position from 1, 0 when the word is none of them.
template <std::size_t N>
unsigned indexOf(const std::array<const char*, N>& names, std::string_view word)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (word == names[i])
            return static_cast<unsigned>(i + 1);
    }
    return 0;
}

std::optional<unsigned> twoDigits(std::string_view text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 2 || !digit(text[0]) || !digit(text[1]))
        return std::nullopt;
    return static_cast<unsigned>((text[0] - '0') * 10 + (text[1] - '0'));
}

bool readMonthDay(std::string_view text, FiscalYearEnd& end)
{
    if (text.size() != 5 || text[2] != '-')
        return false;
    const auto month = twoDigits(text.substr(0, 2));
    const auto day = twoDigits(text.substr(3));
    constexpr int kLeap = 2024;
    if (!month || !day || !Day::fromYmd(kLeap, *month, *day))
        return false;
    end.month = *month;
    end.day = *day;
    return true;
}

std::string monthDay(const FiscalYearEnd& end)
{
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(end.month) + "-" + two(end.day);
}

Day fromSys(sys_days when) { return Day{static_cast<std::int32_t>(when.time_since_epoch().count())}; }

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    for (const auto& word : split(std::string(text), ' ')) {
        if (!word.empty())
            words.emplace_back(word);
    }
    return words;
}

} // namespace

Day FiscalYearEnd::in(int fiscalYear) const
{
    const year_month at = year(fiscalYear) / std::chrono::month(month);
    if (kind == Kind::LastWeekday)
        return fromSys(sys_days{at / std::chrono::weekday(weekday)[last]});
    const auto lastDay = static_cast<unsigned>((at / last).day());
    const sys_days nominal{at / std::chrono::day(std::min(day, lastDay))};
    if (kind == Kind::Fixed)
        return fromSys(nominal);
    // Three days before to three days after: exactly one of seven days in a row is that weekday.
    const sys_days earliest = nominal - days{3};
    return fromSys(earliest + (std::chrono::weekday(weekday) - std::chrono::weekday(earliest)));
}

std::optional<Period> FiscalYearEnd::quarter(int fiscalYear, int number) const
{
    if (number < 1 || number > 4)
        return std::nullopt;
    const Day end = in(fiscalYear);
    if (!weekly()) {
        auto period = quarterOf(end, number);
        if (period)
            period->fiscalYear = fiscalYear;
        return period;
    }
    constexpr int kQuarterDays = 13 * 7;
    const int extra = end - in(fiscalYear - 1) - 4 * kQuarterDays; // 0 or 7
    Period period;
    period.fiscalYear = fiscalYear;
    period.quarter = number;
    period.last = end.plus(-kQuarterDays * (4 - number) - (number < longQuarter ? extra : 0));
    period.first = period.last.plus(1 - kQuarterDays - (number == longQuarter ? extra : 0));
    return period;
}

std::optional<FiscalYearEnd> FiscalYearEnd::fromText(std::string_view text)
{
    const std::string lowered = lowerAscii(trimmed(text));
    FiscalYearEnd end;
    if (readMonthDay(lowered, end))
        return end;
    const auto comma = lowered.find(',');
    const auto words = wordsOf(std::string_view(lowered).substr(0, comma));
    if (words.size() == 4 && words[0] == "last" && words[2] == "of") {
        end.kind = Kind::LastWeekday;
        end.weekday = indexOf(kWeekdays, words[1]);
        end.month = indexOf(kMonths, words[3]);
    } else if (words.size() == 3 && words[1] == "nearest" && readMonthDay(words[2], end)) {
        end.kind = Kind::NearestWeekday;
        end.weekday = indexOf(kWeekdays, words[0]);
    } else {
        return std::nullopt;
    }
    if (end.weekday == 0 || end.month == 0)
        return std::nullopt;
    if (comma == std::string::npos)
        return end;
    const auto rest = wordsOf(std::string_view(lowered).substr(comma + 1));
    const bool known = rest.size() == 4 && rest[0] == "extra" && rest[1] == "week" && rest[2] == "in" && rest[3].size() == 2
        && rest[3][0] == 'q' && rest[3][1] >= '1' && rest[3][1] <= '4';
    if (!known)
        return std::nullopt;
    end.longQuarter = rest[3][1] - '0';
    return end;
}

std::string FiscalYearEnd::text() const
{
    if (kind == Kind::Fixed)
        return monthDay(*this);
    const std::string name = kWeekdays[weekday - 1];
    std::string out = kind == Kind::LastWeekday ? "last " + name + " of " + kMonths[month - 1] : name + " nearest " + monthDay(*this);
    if (longQuarter != 4)
        out += ", extra week in q" + std::to_string(longQuarter);
    return out;
}

} // namespace oxseal::calendar
