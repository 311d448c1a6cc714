// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/progress.h"
#include "storage/import/csv.h"
#include "storage/import/import_report.h"
#include "storage/import/xlsx_book.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr const char* kXlsxVersion = "1.0.0";
/// The workbook has no sheet named {0}; it has {1}.
inline constexpr ErrorCode kXlsxNoSuchSheet{"import.xlsx_no_sheet", ErrorClass::Usage};

/// Sheet {0} grows to more than {1} MB of text by row {2}, far more than the workbook could honestly hold.
inline constexpr ErrorCode kXlsxSparse{"import.xlsx_sparse", ErrorClass::Input};

/// How the text of a sheet is cut into cells.
inline constexpr CsvDialect kSheetDialect{',', false, '"', true};

/// A sheet as text: one RFC 4180 record a row (dialect kSheetDialect), rows without a value as blank lines, so that record n is
/// row n of the sheet. Cells give the result that was stored with them, never a formula: numbers in plain decimals, dates
/// in ISO form, TRUE and FALSE, errors as they are shown (#REF!).
struct XlsxSheet
{
    std::string name;
    std::string text;
    std::uint64_t rows = 0; ///< with a value
    std::uint64_t columns = 0; ///< up to the last with a value
    std::uint64_t cells = 0; ///< with a value
    struct Formula
    {
        std::uint64_t row = 0; ///< from 1
        std::size_t column = 0; ///< from 0
        std::string expression; ///< as written, without "="; "" where another cell's is shared
    };
    std::vector<Formula> formulas; ///< of cells with a result, when the options ask for them
    /// The other sheets by name, and in parentheses other places where programs keep data (comments, caches, embedded files); only from
    /// readXlsx.
    std::vector<std::string> beside;
    std::vector<ImportWarning> warnings; ///< everything that a reader of the sheet would not see or that was mended
};

struct XlsxOptions
{
    std::string sheet; ///< by name; "" = the first visible one that has a value
    std::uint64_t mostRows = 0; ///< stop after so many rows; 0 = all
    Progress progress;
    bool formulas = false; ///< keep them beside their results; they are never computed here
    bool zeros = true; ///< keep the leading zeros that a format such as 00000 shows: numbers of people and accounts are kept so
};

/// An opened workbook. `bytes` must outlive it.
class XlsxFile
{
public:
    /// Errors: those of ZipParts and XlsxBook.
    [[nodiscard]] static Result<XlsxFile> open(ByteView bytes);
    [[nodiscard]] const XlsxBook& book() const noexcept { return book_; }
    /// Reads one sheet; warnings of the sheet only. kXlsxDamaged, kXlsxSparse, import.cancelled.
    [[nodiscard]] Result<XlsxSheet> read(const XlsxSheetEntry& sheet, const XlsxOptions& options = {}) const;
    /// XlsxSheet::beside.
    [[nodiscard]] std::vector<std::string> beside(const std::string& sheet) const;

private:
    ZipParts parts_;
    XlsxBook book_;
};

/// Reads the sheet that the options name, with warnings about the rest of the workbook (other and hidden sheets, macros, links
/// to other workbooks). Errors: those of XlsxFile, kXlsxNoSuchSheet.
[[nodiscard]] Result<XlsxSheet> readXlsx(ByteView bytes, const XlsxOptions& options = {});

} // namespace oxseal
