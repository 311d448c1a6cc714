// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/csv_table.h"

#include "models/core/text.h"
#include "storage/import/mapped_file.h"
#include "storage/import/table_body.h"
#include "storage/import/table_plan.h"

namespace oxseal {

Result<TableRead> readCsvTable(const OpenedTable& opened, const TableOptions& options)
{
    const TablePlan& plan = opened.plan;
    OXSEAL_TRY(TableBody rows, readBody(opened.text.view, plan, opened.dialect, options));
    TableRead read;
    read.table = Table(std::move(rows.columns));
    read.report = opened.report;
    read.report.add(rows.report);
    read.lines = std::move(rows.lines);
    read.header = plan.header;
    for (const auto& column : plan.columns)
        read.columns.emplace(column.name, column.index);
    read.dialect = opened.dialect;
    read.encoding = opened.text.encoding;
    read.sheet = opened.sheet;
    read.headerLine = plan.headerLine;
    return read;
}

Result<TableRead> readCsvTable(ByteView bytes, const std::vector<ColumnSpec>& specs, const TableOptions& options)
{
    OXSEAL_TRY(const OpenedTable opened, openTable(bytes, specs, options));
    return readCsvTable(opened, options);
}

Result<TableRead> readCsvFile(
    const std::filesystem::path& file, const std::vector<ColumnSpec>& specs, const TableOptions& options)
{
    OXSEAL_TRY(const MappedFile mapped, MappedFile::open(file));
    auto read = readCsvTable(mapped.bytes(), specs, options);
    if (!read && read.error().place().empty())
        return tl::unexpected<Error>(Error({read.error().id(), read.error().kind()}, file.string(), read.error().arguments()));
    return read;
}

Result<std::map<std::string, std::string>> parseColumnMap(std::string_view text)
{
    std::map<std::string, std::string> map;
    for (const auto& part : split(text, ',')) {
        const auto mark = part.find('=');
        if (mark == std::string::npos || mark == 0 || mark + 1 >= part.size())
            return fail(kImportBadMap, {}, {part, part});
        map[std::string(trimmed(std::string_view(part).substr(0, mark)))]
            = std::string(trimmed(std::string_view(part).substr(mark + 1)));
    }
    return map;
}

} // namespace oxseal
