// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One line of a bank, card or investment statement.
struct StatementLine
{
    std::optional<Day> valueDate; ///< when interest counts; nullopt when the file gives none that exists
    std::optional<Day> entryDate; ///< when it was booked
    std::int64_t amount = 0; ///< minor units, credit positive, seen by the account's owner
    bool reversal = false; ///< RC, RD, CORRECTACTION
    std::string type; ///< the bank's code: "NTRF", "DEBIT", "CHECK"
    std::string reference; ///< the customer's, or the cheque number
    std::string bankReference;
    std::string fitid; ///< OFX; banks recycle them: identity is (account, fitid, date, amount)
    std::string description;
    std::uint64_t row = 0; ///< line of the file, from 1
};

/// Whether opening + credits − debits = closing; a file that lacks one of the balances proves nothing.
enum class Footing { Proved, Failed, NotStated };
[[nodiscard]] const char* name(Footing footing) noexcept; ///< "proved", "failed", "not_stated"

/// The lines of one account in one file. Balances are those of the file, nothing is filled in.
struct Statement
{
    std::string account;
    Currency currency; ///< not stated when the file names none
    int digits = 2; ///< decimals of all amounts of this statement
    std::optional<std::int64_t> opening;
    std::optional<Day> openingDate;
    std::optional<std::int64_t> closing;
    std::optional<Day> closingDate;
    std::optional<Day> from; ///< first and last day the statement says it covers
    std::optional<Day> to;
    std::vector<StatementLine> lines;
    /// Difference of each page's own footing (MT940 :60: to :62:) where one does not foot; empty otherwise.
    std::vector<std::int64_t> pageDifferences;
    int pages = 1;
};

/// Sums in minor units; `ok` is false when they leave 64 bits.
struct StatementTotals
{
    std::int64_t credits = 0; ///< positive
    std::int64_t debits = 0; ///< positive
    std::int64_t sum = 0; ///< credits − debits
    bool ok = true;
};
[[nodiscard]] StatementTotals totalsOf(const Statement& statement);

struct FootingResult
{
    Footing footing = Footing::NotStated;
    std::int64_t difference = 0; ///< closing − (opening + sum); 0 unless failed
};
/// Invariant 1 of a reconciliation (domain §5): the statement must foot before anything is matched against it.
[[nodiscard]] FootingResult footingOf(const Statement& statement);

/// Invariant 2: the opening of a statement is the closing of the one before. nullopt when either is not stated.
[[nodiscard]] std::optional<bool> continues(const Statement& before, const Statement& after);

} // namespace oxseal
