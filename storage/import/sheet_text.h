// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/sensitive.h"
#include "storage/import/table_plan.h"

#include <string>
#include <string_view>

namespace oxseal {

/// A sheet leaves out empty cells at the end of a row; a file of its own has all of each, up to `width` (0 = the widest row).
[[nodiscard]] std::string withWholeRows(std::string_view sheet, std::size_t width = 0);

/// A workbook is kept as it came only when all of it was read and nothing had to be taken out; else its sheet is kept as text.
/// Does nothing for texts.
void keepSheetOnly(const OpenedTable& opened, const SensitivePolicy& policy, Redaction& redaction);

} // namespace oxseal
