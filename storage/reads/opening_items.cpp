// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/opening_items.h"

#include "storage/import/csv_table.h"

namespace oxseal {

namespace {

const std::vector<ColumnSpec>& specs()
{
    static const std::vector<ColumnSpec> all{
        {"origin", {"side"}, ColumnType::Text, true, true},
        {"date", {}, ColumnType::Day, true, true},
        {"amount", {}, ColumnType::Money, true, true},
        {"reference", {"ref"}, ColumnType::Text, false, false},
        {"description", {"text"}, ColumnType::Text, false, false},
    };
    return all;
}

TableOptions exact()
{
    TableOptions options;
    options.moneyDigits = kOpeningItemDigits;
    return options;
}

Result<std::vector<OpeningItem>> itemsOf(const TableRead& read)
{
    if (read.report.rejectedRows > 0)
        return fail(kOpeningItemBad, "line " + std::to_string(read.report.rejected.front().row));
    std::vector<OpeningItem> items;
    for (std::size_t row = 0; row < read.table.rows(); ++row) {
        const auto origin = recon::originFromName(read.table.textAt("origin", row));
        if (!origin || *origin == recon::ItemOrigin::Difference)
            return fail(kOpeningItemBad, "row " + std::to_string(row + 1));
        items.push_back({*origin, Day{read.table.days("date")->days[row]}, read.table.money("amount")->minor[row],
            std::string(read.table.textAt("reference", row)), std::string(read.table.textAt("description", row))});
    }
    return items;
}

} // namespace

Result<std::vector<OpeningItem>> readOpeningItems(const std::filesystem::path& file)
{
    OXSEAL_TRY(const TableRead read, readCsvFile(file, specs(), exact()));
    return itemsOf(read);
}

Result<std::vector<OpeningItem>> readOpeningItems(ByteView bytes)
{
    OXSEAL_TRY(const TableRead read, readCsvTable(bytes, specs(), exact()));
    return itemsOf(read);
}

} // namespace oxseal
