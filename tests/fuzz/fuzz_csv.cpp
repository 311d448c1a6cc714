// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/csv_table.h"
#include "storage/import/kinds.h"

#include <cstdlib>

/// Every record ends in exactly one bucket, on one thread and on several, or the file in one error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const ByteView bytes(data, size);
    const std::vector<ColumnSpec> specs = {{"account", {"user"}, ColumnType::Text, false, true},
        {"amount", {}, ColumnType::Money, false, false}, {"date", {}, ColumnType::Day, false, false},
        {"n", {}, ColumnType::Integer, false, false}, {"active", {}, ColumnType::Flag, false, false}};
    TableOptions options;
    options.keepExtra = true;
    const auto read = readCsvTable(bytes, specs, options);
    if (read && (!read->report.conserved() || read->table.rows() != read->report.accepted))
        std::abort();
    for (const auto kind : {ImportKind::Listing, ImportKind::Gl, ImportKind::Statement}) {
        const auto taken = readKind(kind, bytes, {});
        if (taken && !taken->report.conserved())
            std::abort();
    }
    return 0;
}
