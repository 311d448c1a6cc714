// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/recon/reconciliation.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal::recon {

inline constexpr ErrorCode kOpeningRecordInvalid{"recon.opening_record_invalid", ErrorClass::Input};

/// What stood before the first period of an account: both balances, and the items that lie between them. The first roll-forward starts
/// from it, as every later one does from the period before.
struct OpeningStatement
{
    std::string entity;
    std::string account;
    std::string currency;
    int digits = 2;
    Day asOf; ///< the day before the period begins
    std::optional<std::int64_t> bank; ///< minor units; empty: nobody has stated it
    std::optional<std::int64_t> books;
    std::vector<OpenItem> items; ///< bank and books
    std::int64_t itemsSum = 0; ///< bank items less book items
    std::optional<std::int64_t> difference; ///< bank less books

    /// Whether the items account for the difference to the last cent.
    [[nodiscard]] bool even() const { return difference && *difference == itemsSum; }
};

/// Fills in the sums. Error: kAmountOverflow.
[[nodiscard]] Result<OpeningStatement> sumOpening(OpeningStatement stated);
/// The statement as it is signed and kept; its canonical bytes are what a signature stands for. Categories are no part of it: they are
/// decided in the period.
[[nodiscard]] Json openingJson(const OpeningStatement& opening);
/// The statement from its record, summed anew. kOpeningRecordInvalid, kAmountOverflow.
[[nodiscard]] Result<OpeningStatement> readOpening(const Json& record);

} // namespace oxseal::recon
