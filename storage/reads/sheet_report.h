// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/sheet_check.h"
#include "storage/reads/recon_reads.h"

#include <filesystem>
#include <string>
#include <vector>

namespace oxseal {

/// What the check of somebody's own spreadsheet found (X22). Nothing is written.
struct SheetReport
{
    std::string fileName;
    std::string sheet; ///< "" of a delimited text
    Digest sha256; ///< of the file
    bool formulas = false; ///< the file can tell formulas from values
    std::size_t cells = 0;
    std::vector<recon::SheetFinding> findings;
};
/// Compares the file with the reconciliation as it stands. Errors: those of readSheetCells and reconciliationView.
[[nodiscard]] Result<SheetReport> checkSpreadsheet(
    Workspace& workspace, ReconciliationId id, const std::filesystem::path& file, const std::string& sheet = {});

} // namespace oxseal
