// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace oxseal {

/// Headers often end with the unit of their column: "Amount (EUR)", "Debit ($)", "Betrag in EUR", "Débit euros", "Date (UTC)".

/// headerKey of the header without its unit; "" when it has none.
[[nodiscard]] std::string bareHeaderKey(std::string_view header);

/// The currency that the unit names; "" for other units, for "$", which many countries use, and without one.
[[nodiscard]] std::string currencyOfHeader(std::string_view header);

} // namespace oxseal
