// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/progress.h"
#include "storage/import/table_plan.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kImportCancelled{"import.cancelled", ErrorClass::Cancelled};

/// The rows below a header. Line numbers in it are those of the file.
struct TableBody
{
    std::vector<Column> columns; ///< those of the plan
    ImportReport report;
    std::vector<std::uint64_t> lines; ///< of each row, when the options keep lines
};

/// Parses the rows in steps of a few MiB. While one step is cut into cells, the texts of the one before are numbered, each
/// column by itself; both are dealt to `options.threads` threads, and the outcome is that of one pass on one thread.
/// kImportCancelled.
[[nodiscard]] Result<TableBody> readBody(
    std::string_view text, const TablePlan& plan, const CsvDialect& dialect, const TableOptions& options);

} // namespace oxseal
