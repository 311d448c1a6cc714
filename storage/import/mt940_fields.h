// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oxseal {

[[nodiscard]] constexpr bool mt940Digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool mt940Upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }

/// "YYMMDD": 80–99 are the last century (SWIFT: 6!n with the century by convention), the rest this one.
[[nodiscard]] std::optional<Day> mt940Day(std::string_view text);

/// The entry date has no year: it lies in the year that puts it closest to the value date.
[[nodiscard]] std::optional<Day> mt940EntryDay(std::string_view mmdd, std::string_view valueText);

/// Cuts a leading run of digits and decimal marks.
[[nodiscard]] std::string_view takeMt940Amount(std::string_view& rest);

/// "1234,5" with at most one decimal mark; nothing else. Some banks write a point.
[[nodiscard]] std::optional<std::int64_t> mt940Amount(std::string_view text, int digits);

struct Mt940Balance
{
    std::int64_t amount = 0;
    std::optional<Day> day;
    Currency currency;
    bool noSuchDay = false;
};

/// :60a: and :62a: — mark, date, currency, amount.
[[nodiscard]] std::optional<Mt940Balance> mt940Balance(std::string_view text);

/// :90D: and :90C: of an MT942 — how many lines, currency, their sum.
struct Mt940Sum
{
    std::int64_t count = 0;
    Currency currency;
    std::int64_t amount = 0;
};
[[nodiscard]] std::optional<Mt940Sum> mt940Sum(std::string_view text);

/// Whether :86: is structured as German banks do: "166?00TEXT?20first?21second?32name", or with another sign, "020~00TEXT~20first".
[[nodiscard]] bool mt940Structured(std::string_view text);

/// Sub-fields 20–29 and 60–63 are the purpose, 32 and 33 the other party; a full sub-field (27 characters) runs on into the
/// next without a blank.
[[nodiscard]] std::string mt940StructuredDescription(std::string_view text);

} // namespace oxseal
