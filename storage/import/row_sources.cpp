// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/row_sources.h"

#include <algorithm>

namespace oxseal {

std::vector<RowSource> sourcesOf(const std::vector<std::uint64_t>& lines)
{
    std::vector<RowSource> sources(lines.size());
    for (std::size_t row = 0; row < lines.size(); ++row)
        sources[row].line = lines[row];
    return sources;
}

void addSources(Table& table, Json& mapping, const std::vector<RowSource>& sources)
{
    IntegerColumn lines;
    TextColumn files;
    for (const RowSource& source : sources) {
        lines.values.push_back(source.line == 0 ? IntegerColumn::kNone : static_cast<std::int64_t>(source.line));
        files.append(source.file);
    }
    std::vector<Column> columns = table.take();
    if (std::any_of(sources.begin(), sources.end(), [](const RowSource& source) { return !source.file.empty(); }))
        columns.push_back({kSourceFile, std::move(files)});
    columns.push_back({kSourceLine, std::move(lines)});
    table = Table(std::move(columns));
    mapping.set(kSourcesKept, true);
}

RowSource sourceOf(const Table& listing, std::size_t row)
{
    const IntegerColumn* lines = listing.integers(kSourceLine);
    if (lines == nullptr || row >= lines->values.size() || lines->values[row] == IntegerColumn::kNone)
        return {};
    return {std::string(listing.textAt(kSourceFile, row)), static_cast<std::uint64_t>(lines->values[row])};
}

} // namespace oxseal
