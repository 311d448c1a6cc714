// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace oxseal {

/// A calendar day, counted from 1970-01-01 (proleptic Gregorian). No time zone: business dates have none.
struct Day
{
    std::int32_t number = 0;

    [[nodiscard]] static std::optional<Day> fromYmd(int year, unsigned month, unsigned day);
    /// Strict ISO 8601 "2026-09-30".
    [[nodiscard]] static std::optional<Day> fromIso(std::string_view text);
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] std::chrono::year_month_day ymd() const;
    [[nodiscard]] int year() const { return static_cast<int>(ymd().year()); }
    /// ISO weekday, 1 = Monday … 7 = Sunday.
    [[nodiscard]] int weekday() const noexcept;
    [[nodiscard]] Day plus(int days) const noexcept { return Day{number + days}; }
    friend auto operator<=>(const Day&, const Day&) = default;
    friend int operator-(const Day& a, const Day& b) noexcept { return a.number - b.number; }
};

/// A point in time, microseconds since 1970-01-01T00:00:00Z.
struct Instant
{
    std::int64_t micros = 0;

    /// "2026-09-30T21:15:00Z", fraction of up to six digits, or an offset "+02:00"; anything else is nullopt.
    [[nodiscard]] static std::optional<Instant> fromIso(std::string_view text);
    /// Always UTC: "2026-09-30T21:15:00.000000Z".
    [[nodiscard]] std::string iso() const;
    /// The UTC day.
    [[nodiscard]] Day day() const noexcept;
    friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// Where a time comes from; written into every ledger entry.
enum class ClockSource { System, Demo, Test };

/// Time is a parameter: programs pass the system's clock, the demo its own, tests a fixed one.
struct Clock
{
    std::function<Instant()> now;
    ClockSource source = ClockSource::System;
    /// IANA name shown beside the UTC time, e.g. "America/New_York"; only a label here.
    std::string zone = "UTC";
};

} // namespace oxseal
