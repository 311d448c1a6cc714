// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/header_units.h"

#include "models/core/text.h"
#include "storage/import/csv_table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace oxseal {
namespace {

/// Codes that are no usual words or abbreviations of ledgers (NET, FCY).
bool isCurrencyCode(std::string_view text)
{
    static constexpr std::array<std::string_view, 31> codes = {"AED", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "CZK", "DKK", "EUR", "GBP",
        "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KRW", "MXN", "NOK", "NZD", "PHP", "PLN", "RON", "RUB", "SEK", "SGD", "THB", "TRY", "USD", "ZAR"};
    return std::find(codes.begin(), codes.end(), text) != codes.end();
}

bool isEuro(std::string_view text)
{
    return equalsIgnoringCase(text, "euro") || equalsIgnoringCase(text, "euros");
}

bool isUnit(std::string_view text)
{
    static constexpr std::array<std::string_view, 13> units = {"$", "US$", "R$", "€", "£", "¥", "₹", "zł", "Kč", "kr", "UTC", "GMT", "Local"};
    return isCurrencyCode(text) || isEuro(text) || std::find(units.begin(), units.end(), text) != units.end();
}

/// The header without its unit, and the unit; nothing and nothing when it ends with none.
std::pair<std::string_view, std::string_view> parted(std::string_view header)
{
    header = trimmed(header);
    const auto bracket = header.rfind('(');
    if (!header.empty() && header.back() == ')' && bracket != std::string_view::npos) {
        const auto unit = trimmed(header.substr(bracket + 1, header.size() - bracket - 2));
        return isUnit(unit) ? std::pair(trimmed(header.substr(0, bracket)), unit) : std::pair<std::string_view, std::string_view>();
    }
    const auto blank = header.rfind(' ');
    if (blank == std::string_view::npos || !(isCurrencyCode(header.substr(blank + 1)) || isEuro(header.substr(blank + 1))))
        return {};
    auto rest = trimmed(header.substr(0, blank));
    for (const std::string_view word : {" in", " en"}) {
        if (rest.size() > word.size() && equalsIgnoringCase(rest.substr(rest.size() - word.size()), word))
            rest = trimmed(rest.substr(0, rest.size() - word.size()));
    }
    return {rest, header.substr(blank + 1)};
}

} // namespace

std::string bareHeaderKey(std::string_view header) { return headerKey(parted(header).first); }

std::string currencyOfHeader(std::string_view header)
{
    const auto unit = parted(header).second;
    if (unit == "€" || isEuro(unit))
        return "EUR";
    if (unit == "£")
        return "GBP";
    return unit == "US$" ? "USD" : isCurrencyCode(unit) ? std::string(unit) : std::string();
}

} // namespace oxseal
