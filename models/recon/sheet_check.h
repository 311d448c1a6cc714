// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

/// One cell with a value of somebody's own spreadsheet.
struct SheetCell
{
    std::size_t row = 0; ///< from 1, as the spreadsheet counts
    std::size_t column = 0; ///< from 0
    std::string text; ///< the value as it stands there
    std::optional<std::int64_t> amount; ///< minor units, when the value is a number
    std::optional<Day> day; ///< when it is a date
    bool formula = false;
    std::string expression; ///< without "="; "" of a formula that is not written out

    [[nodiscard]] std::string name() const; ///< "B14"
};

/// What the check compares with: the reconciliation as the workspace has it.
struct SheetItem
{
    std::string handle; ///< "L12"
    std::int64_t amount = 0;
    std::string reference;
};
struct SheetContext
{
    int digits = 2;
    Day periodEnd;
    std::int64_t bankEnd = 0;
    std::int64_t booksEnd = 0;
    std::vector<SheetItem> items; ///< open ones
    bool formulas = true; ///< the reader can tell formulas from numbers
};

/// What can be wrong with a reconciliation kept in a spreadsheet (X22).
enum class SheetFault {
    Footing, ///< a formula's stored result is not what its cells come to
    HardTotal, ///< a total is typed where a formula is expected
    Unreadable, ///< a formula that cannot be computed here (other sheets, functions)
    BankBalance, ///< another balance of the bank than the workspace's
    BooksBalance, ///< another balance of the books
    MissingHere, ///< an item of the workspace that the spreadsheet does not have
    MissingThere, ///< an item of the spreadsheet that is not open in the workspace
    Sign, ///< the same amount with the other sign
    StaleDate, ///< the spreadsheet is of another day than the period's end
    LateItem, ///< an item dated after the period's end
    Plug, ///< a line that makes the sides agree and names nothing
    Difference, ///< a difference that is shown and is not zero
};
[[nodiscard]] const char* name(SheetFault fault) noexcept; ///< "footing", "hard_total", …

struct SheetFinding
{
    SheetFault fault = SheetFault::Footing;
    std::string cell; ///< "" when something is not there
    std::string what; ///< label of the row, or reference of the item
    std::optional<std::int64_t> shown; ///< what the spreadsheet has
    std::optional<std::int64_t> expected; ///< what it should be
};

/// Recomputes the sheet and compares it. Rows are understood by their labels (balance per bank, per books, adjusted, total,
/// difference, plug …); a row with an amount and none of these is an item; under a
/// heading that says "less", positive amounts are taken away. Findings by row, those without a cell last.
[[nodiscard]] std::vector<SheetFinding> checkSheet(std::span<const SheetCell> cells, const SheetContext& context);

} // namespace oxseal::recon
