// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "storage/import/bank_file.h"

#include <string_view>

namespace oxseal {

inline constexpr const char* kQifVersion = "1.0.0";

/// Quicken Interchange Format: registers of accounts, without balances, so the footing is never stated. Linear.
/// - A line is a record of a transaction section (!Type:Bank, Cash, CCard, Oth A, Oth L, Invst, and any name that is no
///   list), up to its "^". Lists (accounts, categories, classes, memorized transactions, securities, prices …) are ignored
///   by rule. The last !Account names the account of what follows; sections of one account become one statement.
/// - The order of day and month and the decimal mark are learnt from the whole file, as for CSV. A year after ' is in this
///   century ("6/17'01"); other two-digit years split at 69 (69–99 the last century); three digits count from 1900 ("099" is
///   1999, written by programs that print a year counted so). Text stuck to a date is passed over with a warning.
/// - The amount is T, else U. Investment transactions take their sign from the action (Buy out, Sell in, …X and transfers of
///   securities move no cash here, an amount of 0); an action without a known direction is rejected.
/// - A record that the end of the file or a new section cuts off is rejected: its last field may be half. Splits that do not
///   add up to their transaction are a warning; the transaction's own amount counts.
/// No currency is ever named: options.currency sets it and the decimals.
/// Errors: those of decodeText, kImportNoStatement when there is no "!" line.
[[nodiscard]] Result<StatementFile> readQif(ByteView bytes, const BankFileOptions& options = {});

/// A date as QIF writes it; `rest` is what stands behind it.
struct QifDay
{
    std::optional<Day> day;
    std::string_view rest;
};
[[nodiscard]] QifDay qifDay(std::string_view text, DateOrder order);

} // namespace oxseal
