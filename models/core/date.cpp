// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/date.h"

#include <cstdio>

namespace oxseal {
namespace {

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

/// Fixed-width decimal field; -1 when a character is no digit or the text is too short.
int field(std::string_view text, std::size_t at, std::size_t width)
{
    if (at + width > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

} // namespace

std::optional<Day> Day::fromYmd(int year, unsigned month, unsigned day)
{
    const std::chrono::year_month_day ymd{
        std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (year < 1 || year > 9999 || !ymd.ok())
        return std::nullopt;
    return Day{static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

std::optional<Day> Day::fromIso(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const int year = field(text, 0, 4);
    const int month = field(text, 5, 2);
    const int day = field(text, 8, 2);
    if (year < 0 || month < 0 || day < 0)
        return std::nullopt;
    return fromYmd(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::chrono::year_month_day Day::ymd() const
{
    return std::chrono::sys_days{std::chrono::days{number}};
}

std::string Day::iso() const
{
    const auto date = ymd();
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
}

int Day::weekday() const noexcept
{
    const int offset = (number + 3) % 7; // day 0 was a Thursday
    return (offset < 0 ? offset + 7 : offset) + 1;
}

std::optional<Instant> Instant::fromIso(std::string_view text)
{
    if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const auto day = Day::fromIso(text.substr(0, 10));
    const int hour = field(text, 11, 2);
    const int minute = field(text, 14, 2);
    const int second = field(text, 17, 2);
    if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return std::nullopt;
    std::size_t at = 19;
    std::int64_t fraction = 0;
    if (text[at] == '.') {
        int digits = 0;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9' && digits < 7; ++at, ++digits) // a seventh refuses it; more would overflow
            fraction = fraction * 10 + (text[at] - '0');
        if (digits == 0 || digits > 6)
            return std::nullopt;
        for (; digits < 6; ++digits)
            fraction *= 10;
    }
    std::int64_t offsetMinutes = 0;
    if (at < text.size() && text[at] == 'Z' && at + 1 == text.size()) {
        offsetMinutes = 0;
    } else if (at + 6 == text.size() && (text[at] == '+' || text[at] == '-') && text[at + 3] == ':') {
        const int hours = field(text, at + 1, 2);
        const int minutes = field(text, at + 4, 2);
        if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
            return std::nullopt;
        offsetMinutes = (text[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
    } else {
        return std::nullopt;
    }
    const std::int64_t seconds = ((hour * 60 + minute) - offsetMinutes) * 60 + second;
    return Instant{day->number * kMicrosPerDay + seconds * 1'000'000 + fraction};
}

Day Instant::day() const noexcept
{
    std::int64_t days = micros / kMicrosPerDay;
    if (micros % kMicrosPerDay < 0)
        --days;
    return Day{static_cast<std::int32_t>(days)};
}

std::string Instant::iso() const
{
    const Day date = day();
    const std::int64_t rest = micros - date.number * kMicrosPerDay;
    const std::int64_t seconds = rest / 1'000'000;
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d.%06dZ", static_cast<int>(seconds / 3600),
        static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60), static_cast<int>(rest % 1'000'000));
    return date.iso() + buffer;
}

} // namespace oxseal
