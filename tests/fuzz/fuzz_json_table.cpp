// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/json_table.h"
#include "storage/import/kinds.h"

#include "models/core/text.h"

#include <algorithm>
#include <cstdlib>

/// Each list of a document has as many lines as records, all equally wide, or there is one error; as an import each record ends in
/// exactly one bucket.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const std::string_view text = asText(ByteView(data, size));
    const auto lists = jsonLists(text);
    for (const auto& name : lists ? *lists : std::vector<std::string>()) {
        const auto table = readJsonTable(text, name);
        if (!table)
            continue;
        CsvReader reader(table->text, {',', false, '"', true});
        std::vector<std::string_view> cells;
        std::uint64_t lines = 0;
        while (reader.next(cells)) {
            ++lines;
            if (cells.size() != std::max<std::uint64_t>(table->columns, 1) || reader.line() != lines)
                std::abort();
        }
        if (lines != table->rows + 1 && table->columns > 0)
            std::abort();
    }
    for (const auto kind : {ImportKind::Listing, ImportKind::Activity}) {
        const auto taken = readKind(kind, ByteView(data, size), {});
        if (taken && !taken->report.conserved())
            std::abort();
    }
    return 0;
}
