// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/progress.h"
#include "models/core/table.h"
#include "storage/import/csv.h"
#include "storage/import/import_report.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

enum class ColumnType { Text, Money, Integer, Day, Flag };

/// One column that a reader asks of a file.
struct ColumnSpec
{
    std::string name; ///< of the column in the resulting table
    std::vector<std::string> synonyms; ///< headers that mean the same; case, blanks and punctuation do not matter
    ColumnType type = ColumnType::Text;
    bool required = false; ///< the file must have this column
    bool filled = false; ///< a row without a value here is rejected
    /// Every cell names its row: cells are kept one by one, without looking whether the same text came before.
    bool rowName = false;
    /// May be the first column under an empty header, where two other columns are known.
    bool firstUnnamed = false;
    std::vector<std::string> stronger = {}; ///< headers that mean the column even where another bears its very name
};

enum class DateOrder {
    Auto, ///< from the column's own values; where 03/04/2026 stays ambiguous: month first, with a warning
    YearFirst,
    MonthFirst,
    DayFirst,
};

/// In TableOptions::map: the field is not read, although a header would mean it.
inline constexpr const char* kLeaveOut = "-";

struct TableOptions
{
    std::optional<CsvDialect> dialect; ///< sniffed when absent
    std::string sheet; ///< of a workbook, by name; "" = the first visible one that has a value
    std::string encoding; ///< detected when empty
    bool header = true; ///< false: columns are named by number in `map`
    std::map<std::string, std::string> map; ///< spec name → column, by header or by number from 1; beats synonyms
    char decimal = '\0'; ///< '.' or ','; found from the values when '\0'
    DateOrder dates = DateOrder::Auto;
    int moneyDigits = 2; ///< decimals of money where the row states no currency
    std::string currencyColumn = "currency"; ///< spec whose value sets the decimals of a row's money
    bool asShown = true; ///< as a spreadsheet shows it: ="…" is what stands in the quotes, 12 in the format 00000 is 00012
    bool keepExtra = false; ///< columns nobody asked for come along as text under their headers
    bool keepLines = false; ///< fill TableRead::lines
    unsigned threads = 2; ///< the result does not depend on it
    Progress progress;
};

struct TableRead
{
    Table table; ///< the specs found in the file, in the order of the specs; then the extra columns, if kept
    ImportReport report;
    std::vector<std::string> header; ///< as written in the file; empty without a header
    std::map<std::string, std::size_t> columns; ///< spec name → column of the file from 0
    CsvDialect dialect;
    std::string encoding;
    std::string sheet; ///< of a workbook
    std::uint64_t headerLine = 0; ///< 0 without a header
    std::vector<std::uint64_t> lines; ///< of each row of the table, the line of the file; only with keepLines
};

/// Reads a delimited text file, or a sheet of a workbook (xlsx.h), into typed columns. The header is the first of the first 20 records that names all
/// required columns; what stands above is ignored by rule "import.rule.preamble", blank lines by "import.rule.blank_line".
/// A row is rejected, with its line and reason, when it has too few or too many cells, lacks a value that must be there,
/// or has a value that is not of its column's type. Errors: those of decodeText and readXlsx, kImportMissingColumns, kImportBadMap.
[[nodiscard]] Result<TableRead> readCsvTable(
    ByteView bytes, const std::vector<ColumnSpec>& specs, const TableOptions& options = {});
/// The rows of a file that was opened already (table_plan.h), with the options of the opening.
struct OpenedTable;
[[nodiscard]] Result<TableRead> readCsvTable(const OpenedTable& opened, const TableOptions& options);
/// The same for a file, which is mapped into memory, not copied.
[[nodiscard]] Result<TableRead> readCsvFile(
    const std::filesystem::path& file, const std::vector<ColumnSpec>& specs, const TableOptions& options = {});

/// "field=column,field=2" of --map. Error: kImportBadMap.
[[nodiscard]] Result<std::map<std::string, std::string>> parseColumnMap(std::string_view text);

/// "YES", "active", "0", "N/A" … as a flag; nullopt when the word is none of these. Empty and "not known" words are Unknown.
[[nodiscard]] std::optional<Flag> parseFlag(std::string_view text);
/// A day in the given order; a time of day after it is passed over. Auto reads ISO and 20260930 only.
[[nodiscard]] std::optional<Day> parseDay(std::string_view text, DateOrder order);
/// Header comparison key: lower case, letters and digits only.
[[nodiscard]] std::string headerKey(std::string_view header);

} // namespace oxseal
