// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "storage/import/qif.h"

namespace oxseal {
namespace {

struct Number
{
    int value = 0;
    int digits = 0;
};

/// Blanks, then up to `most` digits.
Number takeNumber(std::string_view& text, int most)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    Number number;
    while (!text.empty() && number.digits < most && text.front() >= '0' && text.front() <= '9') {
        number.value = number.value * 10 + (text.front() - '0');
        ++number.digits;
        text.remove_prefix(1);
    }
    return number;
}

char takeMark(std::string_view& text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    const char mark = text.empty() ? '\0' : text.front();
    if (mark != '/' && mark != '-' && mark != '.' && mark != '\'')
        return '\0';
    text.remove_prefix(1);
    return mark;
}

int fullYear(const Number& year, bool thisCentury)
{
    if (year.digits == 4)
        return year.value;
    if (year.digits == 3)
        return 1900 + year.value;
    return year.value + (thisCentury || year.value < 69 ? 2000 : 1900);
}

std::optional<Day> dayOf(int year, const Number& month, const Number& day)
{
    if (month.value > 12 || day.value > 31)
        return std::nullopt;
    return Day::fromYmd(year, static_cast<unsigned>(month.value), static_cast<unsigned>(day.value));
}

} // namespace

QifDay qifDay(std::string_view text, DateOrder order)
{
    std::string_view rest = trimmed(text);
    const auto first = takeNumber(rest, 4);
    const char one = takeMark(rest);
    const auto second = takeNumber(rest, 2);
    const char two = takeMark(rest);
    const auto third = takeNumber(rest, 4);
    if (first.digits == 0 || one == '\0' || second.digits == 0 || two == '\0' || third.digits == 0)
        return {parseDay(text, order), {}}; // 20260930, 30-Sep-2026
    if (first.digits == 4 || (order == DateOrder::YearFirst && first.digits == 2))
        return {dayOf(fullYear(first, false), second, third), rest};
    if (first.digits > 2)
        return {std::nullopt, rest};
    const int year = fullYear(third, two == '\'');
    return {order == DateOrder::DayFirst ? dayOf(year, second, first) : dayOf(year, first, second), rest};
}

} // namespace oxseal
