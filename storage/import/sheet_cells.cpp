// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sheet_cells.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/import/kinds.h"
#include "storage/import/sniffer.h"
#include "storage/import/table_plan.h"
#include "storage/import/xlsx.h"

#include <map>

namespace oxseal {
namespace {

recon::SheetCell cellOf(std::size_t row, std::size_t column, std::string_view text, int digits)
{
    recon::SheetCell cell;
    cell.row = row;
    cell.column = column;
    cell.text = std::string(trimmed(text));
    cell.day = Day::fromIso(std::string_view(cell.text).substr(0, 10));
    if (!cell.day)
        cell.amount = parseMinor(cell.text, digits);
    return cell;
}

void addCells(std::string_view text, const CsvDialect& dialect, int digits, SheetCells& out)
{
    CsvReader reader(text, dialect);
    std::vector<std::string_view> fields;
    std::size_t row = 0;
    while (reader.next(fields)) {
        ++row;
        for (std::size_t column = 0; column < fields.size(); ++column) {
            if (!trimmed(fields[column]).empty())
                out.cells.push_back(cellOf(row, column, fields[column], digits));
        }
    }
}

} // namespace

Result<SheetCells> readSheetCells(ByteView bytes, const std::string& sheet, int digits)
{
    SheetCells out;
    OXSEAL_TRY(const FileFormat format, formatOf(bytes, ""));
    if (!isTable(format))
        return fail(kImportWrongKind, {}, {name(format), "spreadsheet"});
    if (format != FileFormat::Xlsx) {
        ImportReport ignored;
        OXSEAL_TRY(const TableText text, openText(bytes, {}, ignored));
        addCells(text.text.view, text.dialect, digits, out);
        return out;
    }
    XlsxOptions options;
    options.sheet = sheet;
    options.formulas = true;
    OXSEAL_TRY(const XlsxSheet read, readXlsx(bytes, options));
    out.sheet = read.name;
    out.formulas = true;
    out.warnings = read.warnings;
    addCells(read.text, kSheetDialect, digits, out);
    std::map<std::pair<std::size_t, std::size_t>, const std::string*> formulas;
    for (const XlsxSheet::Formula& formula : read.formulas)
        formulas.emplace(std::pair(static_cast<std::size_t>(formula.row), formula.column), &formula.expression);
    for (recon::SheetCell& cell : out.cells) {
        const auto found = formulas.find({cell.row, cell.column});
        if (found == formulas.end())
            continue;
        cell.formula = true;
        cell.expression = *found->second;
    }
    return out;
}

} // namespace oxseal
