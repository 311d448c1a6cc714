// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/pasted_table.h"

#include "models/core/digest.h"

#include <algorithm>
#include <cstdlib>

/// Rows are equally wide and on one line each, folding loses no cell, and what is written reads back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const PastedTable table = pastedTable(asText(ByteView(data, size)));
    for (const auto& row : table.rows) {
        if (row.size() != table.columns() || row.size() > PastedTable::kMostColumns)
            std::abort();
        for (const auto& cell : row) {
            if (cell.find_first_of("\r\n\t") != std::string::npos)
                std::abort();
        }
    }
    const std::size_t fold = foldOf(table);
    const PastedTable folded = foldedTable(table, fold);
    if (folded.rows.size() * std::max<std::size_t>(folded.columns(), 1) < table.rows.size())
        std::abort();
    (void)pastedText(folded.rows);
    return 0;
}
