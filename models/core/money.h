// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oxseal {

/// An ISO 4217 alphabetic code in upper case, e.g. USD. Value type of three letters; "" is "not stated".
class Currency
{
public:
    Currency() = default;
    /// Three ASCII letters, case folded up; anything else is nullopt.
    [[nodiscard]] static std::optional<Currency> fromCode(std::string_view code);
    [[nodiscard]] std::string code() const;
    [[nodiscard]] bool stated() const noexcept { return letters_[0] != '\0'; }
    /// Digits of the minor unit by ISO 4217 (JPY 0, KWD 3, most 2; unknown codes 2).
    [[nodiscard]] int digits() const noexcept;
    friend auto operator<=>(const Currency&, const Currency&) = default;

private:
    char letters_[3] = {'\0', '\0', '\0'};
};

/// An exact amount in minor units (cents) of one currency. There is no floating point anywhere near money.
struct Money
{
    std::int64_t minor = 0;
    Currency currency;

    friend bool operator==(const Money&, const Money&) = default;
};

/// a + b, or nullopt on overflow or when the currencies differ (sums over mixed currencies are refused, P2).
[[nodiscard]] std::optional<Money> sum(const Money& a, const Money& b);
/// a + b in minor units, nullopt on overflow.
[[nodiscard]] std::optional<std::int64_t> checkedAdd(std::int64_t a, std::int64_t b);

/// Reads "1,234.50", "1.234,50", "(12.00)", "12.00-", "-12", "+3" when `decimal` names the decimal mark ('.' or ',').
/// Grouping marks must stand at groups of three (or be an apostrophe or space). More digits than the currency has are
/// accepted only if they are zero. nullopt when the text is not exactly one amount.
[[nodiscard]] std::optional<std::int64_t> parseMinor(std::string_view text, int digits, char decimal = '.');
/// Canonical decimal: "-1234.50", no grouping, as many decimals as `digits`.
[[nodiscard]] std::string formatMinor(std::int64_t minor, int digits);
/// For people: "(1,234.50)"; zero as "–" when `dashForZero`.
[[nodiscard]] std::string formatAmount(std::int64_t minor, int digits, bool dashForZero = false);

} // namespace oxseal
