// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/table_plan.h"

#include <cstdint>
#include <vector>

namespace oxseal {

/// A ledger printed by account: the account stands in a row of its own above its lines, whose first cell is empty; totals
/// follow. Where a plan's account column is like that, and debit and credit stand in columns of their own (a signed amount in
/// such reports follows the account's own side, which is not debit positive): the text gets the account in every line, and
/// headings, totals and opening balances become blank.
struct GroupedRows
{
    std::vector<std::uint64_t> lines; ///< of the file, of the rows that became blank
    std::uint64_t firstBlank = 0; ///< the first line that was blank before; 0 = none
};

/// Whether the body is printed by account.
[[nodiscard]] bool isGrouped(const OpenedTable& opened);

/// Rewrites the body; the numbers of its lines stay. Nothing happens to a body that is not grouped.
GroupedRows fillGroups(OpenedTable& opened);

/// Names the rows that became blank in the report of the reading.
void noteGroups(ImportReport& report, const GroupedRows& groups);

} // namespace oxseal
