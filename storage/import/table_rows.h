// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"

#include <string>
#include <vector>

namespace oxseal {

/// The rows of `table` where `keep` is true, in their order.
[[nodiscard]] Table keptRows(const Table& table, const std::vector<bool>& keep);

/// Moves the rows that are not kept from accepted to rejected ("import.missing_value" of `column`), with their lines, which
/// must have been kept (TableOptions::keepLines).
void rejectRows(TableRead& read, const std::vector<bool>& keep, const std::string& column);

} // namespace oxseal
