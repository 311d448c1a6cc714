// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/money.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace oxseal {

/// Cells that say "no value": empty, "-", "N/A", "null", "never", "no_information" …
[[nodiscard]] bool isNoValue(std::string_view text) noexcept;
/// One cell as minor units: parseMinor plus currency signs, no-break spaces as grouping and the typographic minus.
[[nodiscard]] std::optional<std::int64_t> parseCellMoney(std::string_view text, int digits, char decimal);

/// Cuts "DR" or "CR" off the end of an amount: 1 debit, −1 credit, 0 and nothing cut when it has neither.
[[nodiscard]] int takeSide(std::string_view& text);

/// The code of a currency that stands before or behind a number ("EUR 1.00", "1,00 EUR"); "" when there is none.
[[nodiscard]] std::string_view currencyCodeOf(std::string_view text) noexcept;
/// The number without this code; the text as it is when another stands there.
[[nodiscard]] std::string_view withoutCurrencyCode(std::string_view text, std::string_view code) noexcept;

/// What stands in ="00123", the form that keeps a spreadsheet from turning a text into a number; "" for any other cell.
[[nodiscard]] std::string_view wrappedText(std::string_view cell) noexcept;

} // namespace oxseal
