// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/progress.h"
#include "models/core/result.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <utility>
#include <vector>

/// Tables of the window as files for people (M3): CSV, XLSX, PDF. They are copies for reading, never evidence, so texts that
/// a spreadsheet would run as a formula are made harmless here, and only here.
namespace oxseal::exporting {

inline constexpr ErrorCode kTooManyRows{"export.too_many_rows", ErrorClass::Refused};
inline constexpr ErrorCode kExportCancelled{"export.cancelled", ErrorClass::Cancelled};
inline constexpr ErrorCode kXlsxFailed{"export.xlsx_failed", ErrorClass::Internal};

/// A worksheet has no more rows than this, ours less the lines above the table.
inline constexpr std::size_t kMostXlsxRows = 1'048'576 - 32;
/// Beyond this a PDF is no longer read by anybody.
inline constexpr std::size_t kMostPdfRows = 20'000;

enum class CellKind { Text, Number, Amount, Date };

struct ExportColumn
{
    std::string title;
    CellKind kind = CellKind::Text;
    int width = 140; ///< on the screen; shares of the page and the sheet
};

/// What is written: the shown rows in shown order. Read from a pool thread, so it must not change.
class ExportRows
{
public:
    static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();

    virtual ~ExportRows() = default;
    [[nodiscard]] virtual std::size_t rows() const = 0;
    [[nodiscard]] virtual std::string text(std::size_t row, std::size_t column) const = 0;
    /// Number, minor units or Day::number; kNone writes the text instead.
    [[nodiscard]] virtual std::int64_t number(std::size_t row, std::size_t column) const = 0;
    [[nodiscard]] virtual int digits(std::size_t row, std::size_t column) const = 0; ///< decimals of an Amount
};

struct ExportTable
{
    std::string name; ///< title of the table; also the sheet's name
    std::vector<std::pair<std::string, std::string>> facts; ///< label and value: workspace, filter, count, time
    std::vector<ExportColumn> columns;
    Instant created;
};

/// True for a text that a spreadsheet may take for a formula: it begins with = + - @, a tab or a carriage return.
[[nodiscard]] bool looksLikeFormula(std::string_view text) noexcept;

/// UTF-8 with a byte order mark, CRLF: name, facts, an empty line, header, rows. Numbers and amounts stand plain ("-1234.50"),
/// days as ISO; formula-like texts get a leading apostrophe. The file is there whole or not at all.
[[nodiscard]] Status writeCsv(const std::filesystem::path& file, const ExportTable& table, const ExportRows& rows, const Progress& progress);
/// One sheet: numbers as numbers, days as dates, everything else as strings, never as formulas. Numbers beyond fifteen digits
/// are strings too, since a spreadsheet would round them. Error: kTooManyRows.
[[nodiscard]] Status writeXlsx(const std::filesystem::path& file, const ExportTable& table, const ExportRows& rows, const Progress& progress);
/// The report renderer's A4 pages. Error: kTooManyRows.
[[nodiscard]] Status writePdf(const std::filesystem::path& file, const ExportTable& table, const ExportRows& rows, const Progress& progress);

} // namespace oxseal::exporting
