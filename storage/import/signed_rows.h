// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One signed amount of a row's two columns; MoneyColumn::kNone when both are, or when it does not fit. Withdrawals that a bank prints as
/// −5.00 in a column of their own are withdrawals. See signAmounts for `debitSign`.
[[nodiscard]] std::int64_t netOf(std::int64_t debit, std::int64_t credit, int debitSign);

/// Gives unsigned amounts, one for each row, the sign that column `direction` (or, on a statement, every cell of `type`) says, with
/// import.warn.signs_given. Signed ones agree with it in one way or the other; both ways are known. See signAmounts for `debitSign`.
void signByDirection(TableRead& read, std::vector<std::int64_t>& minor, int debitSign);

/// Debit and credit become one signed amount in column `target`: `debitSign` +1 in books, −1 on statements. Where amounts bear no
/// sign and a column says debit or credit (a column of its own, or every cell of `type` on a statement), that column gives it; where both
/// speak and disagree, the amounts stay as written, with import.warn.direction. Rows without an amount are rejected with their
/// line; those of a statement that state a balance are passed over. Needs TableOptions::keepLines.
[[nodiscard]] Status signAmounts(TableRead& read, const std::string& target, int debitSign);

/// Lines that moved no money (failed, cancelled, declined; pending ones that no running balance counts) are passed over by rule.
void leaveOutUnbooked(TableRead& read);

/// The rule of passOverTotals in a report.
inline constexpr const char* kTotalAtTheFoot = "import.rule.total_foot";

/// A row whose date says "Total" is the foot of an export: it was rejected for its date, and is passed over by rule instead.
void passOverTotals(ImportReport& report);

/// The totals at the foot of a trial balance are no accounts.
void leaveOutTotals(TableRead& read);

/// Keeps one account of several; nothing happens when the file does not name it.
void keepAccount(TableRead& read, const std::string& account);

struct RunningBalance
{
    std::optional<std::int64_t> opening;
    std::int64_t closing = 0;
};
/// A running balance proves order and completeness of a CSV statement: each differs from the one before by the amount, from
/// oldest to newest or the other way round. Opening and closing are taken only when the whole chain holds. Where it holds only
/// once a column `fee` is taken off, the amounts become net of it, with a warning.
[[nodiscard]] std::optional<RunningBalance> runningBalance(Table& table, ImportReport& report);

} // namespace oxseal
