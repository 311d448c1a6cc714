// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/table_plan.h"

#include <string_view>

namespace oxseal {

/// 1 debit, −1 credit, 0 neither, in the words of banks and ledgers ("DR", "Af", "S", "Haben", "+").
[[nodiscard]] int directionWord(std::string_view text) noexcept;

/// Where amounts stand in one column and no header tells which side they are on: plans the one column that nobody asked for
/// and whose cells all say debit or credit as "direction". Single letters count only when both sides occur, or when the
/// column has no header.
void findDirection(std::string_view text, const CsvDialect& dialect, TablePlan& plan);

/// Marks the columns of money whose cells all end with DR or CR ("12.00 CR"). Where only some do, the others may be on
/// either side: then nothing is marked, and such cells are refused.
void findSides(std::string_view text, const CsvDialect& dialect, int debitSign, TablePlan& plan);

} // namespace oxseal
