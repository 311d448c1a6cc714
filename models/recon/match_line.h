// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/money.h"

#include <cstdint>
#include <string_view>

namespace oxseal::recon {

/// One line of a statement (left) or of the books (right) as the matcher sees it. Texts are borrowed from the table that
/// holds them. Both sides carry the sign of the account: money in is positive (a credit on the statement, a debit in the
/// books). Lines meet only within the same account and currency, so amounts of two currencies are never compared.
struct MatchLine
{
    std::string_view id;
    std::string_view account;
    std::string_view reference;
    std::string_view description;
    std::int64_t amount = 0; ///< minor units
    Day date;
    Currency currency;
};

} // namespace oxseal::recon
