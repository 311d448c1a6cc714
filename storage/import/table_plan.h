// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"
#include "storage/import/encoding.h"
#include "storage/import/sniffer.h"

#include <string>
#include <vector>

namespace oxseal {

/// What csv_table decides about a file before it reads the rows: which column of the file feeds which column of the table,
/// and how its values are written.
struct PlannedColumn
{
    std::string name;
    ColumnType type = ColumnType::Text;
    bool filled = false;
    bool rowName = false;
    std::size_t index = 0; ///< column of the file
    DateOrder order = DateOrder::YearFirst;
    char decimal = '.';
    bool sided = false; ///< money whose cells end with DR or CR
    std::string unit = {}; ///< money whose cells name this currency, and no other
};

struct TablePlan
{
    std::vector<PlannedColumn> columns;
    std::vector<std::string> header;
    std::size_t cells = 0; ///< expected in each row
    std::size_t currency = kNone; ///< index into `columns`
    bool hasMoney = false;
    bool wrapped = false; ///< cells are written ="…"
    int moneyDigits = 2;
    int debitSign = 0; ///< of sided money: 1 where debits are positive, −1 where credits are
    std::size_t bodyOffset = 0;
    std::uint64_t bodyLine = 1;
    std::uint64_t headerLine = 0;

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

/// Finds the header and the columns and learns date orders and decimal marks from the first rows. Preamble rows go to the
/// report, as do warnings.
[[nodiscard]] Result<TablePlan> planTable(std::string_view text, const CsvDialect& dialect,
    const std::vector<ColumnSpec>& specs, const TableOptions& options, ImportReport& report);

/// The currency that the headers of money name ("Amount (EUR)"), or their cells; "" when they name none, or several.
[[nodiscard]] std::string currencyOfHeaders(const TablePlan& plan);

/// The text of a table file: a delimited text as it stands, or a sheet of a workbook or a list in JSON made into one.
struct TableText
{
    DecodedText text;
    CsvDialect dialect;
    FileFormat format = FileFormat::Csv; ///< or Xlsx, Json
    std::string sheet; ///< name, of a list in JSON its path; "" for delimited texts
    std::vector<std::string> beside; ///< what the file holds beside this sheet or list (XlsxSheet::beside, JsonTable::beside)
};
/// Decodes, or reads the sheet that the options name; what is to be known about it goes to the report. `mostRows` of a sheet,
/// 0 = all. Errors: those of decodeText, readXlsx and readJsonTable.
[[nodiscard]] Result<TableText> openText(
    ByteView bytes, const TableOptions& options, ImportReport& report, std::uint64_t mostRows = 0);

/// A file that has been decoded and planned; its rows have not been read.
struct OpenedTable : TableText
{
    TablePlan plan;
    ImportReport report; ///< preamble and warnings
};
/// Errors: those of openText and planTable. The bytes must outlive the result.
[[nodiscard]] Result<OpenedTable> openTable(
    ByteView bytes, const std::vector<ColumnSpec>& specs, const TableOptions& options);

} // namespace oxseal
