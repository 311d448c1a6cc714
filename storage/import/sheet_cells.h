// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/recon/sheet_check.h"
#include "storage/import/import_report.h"

#include <string>
#include <vector>

namespace oxseal {

/// The cells of a spreadsheet as a person sees them, with their formulas where the file has them.
struct SheetCells
{
    std::string sheet; ///< "" of a delimited text
    bool formulas = false; ///< the file can tell formulas from values
    std::vector<recon::SheetCell> cells; ///< by row and column, those with a value
    std::vector<ImportWarning> warnings; ///< of the workbook
};

/// Reads an XLSX workbook (the sheet named, or the first visible one with a value) or a delimited text. Amounts are read with
/// `digits` decimals; a number with more is a text here. Errors: those of readXlsx, decodeText
/// and the sniffer, kImportWrongKind for statements of banks.
[[nodiscard]] Result<SheetCells> readSheetCells(ByteView bytes, const std::string& sheet, int digits);

} // namespace oxseal
