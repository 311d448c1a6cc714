// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/pasted_table.h"

#include "models/core/text.h"
#include "storage/import/csv.h"

#include <algorithm>

namespace oxseal {
namespace {

std::string onOneLine(std::string_view cell)
{
    std::string out(trimmed(cell));
    std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t' || c == '\0'; }, ' ');
    return out;
}

void makeEquallyWide(PastedTable& table)
{
    std::size_t width = 0;
    for (const auto& row : table.rows)
        width = std::max(width, row.size());
    for (auto& row : table.rows)
        row.resize(width);
}

} // namespace

PastedTable pastedTable(std::string_view text)
{
    PastedTable out;
    out.divided = text.find('\t') != std::string_view::npos;
    // Without a tab no character divides: the sign for it is one that no text has.
    CsvReader reader(text, {out.divided ? '\t' : '\x01', false, out.divided ? '"' : '\0'});
    std::vector<std::string_view> cells;
    while (reader.next(cells)) {
        std::vector<std::string> row;
        for (std::size_t at = 0; at < std::min(cells.size(), PastedTable::kMostColumns); ++at)
            row.push_back(onOneLine(cells[at]));
        if (std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); }))
            continue;
        if (out.rows.size() < PastedTable::kMostRows)
            out.rows.push_back(std::move(row));
        else
            ++out.leftOut;
    }
    makeEquallyWide(out);
    return out;
}

PastedTable foldedTable(const PastedTable& table, std::size_t columns)
{
    if (columns < 2 || columns > PastedTable::kMostColumns || table.divided)
        return table;
    PastedTable out;
    out.leftOut = table.leftOut;
    for (const auto& row : table.rows) {
        if (out.rows.empty() || out.rows.back().size() == columns)
            out.rows.emplace_back();
        out.rows.back().push_back(row.empty() ? std::string() : row.front());
    }
    makeEquallyWide(out);
    return out;
}

std::size_t foldOf(const PastedTable& table)
{
    std::vector<std::size_t> marks;
    for (std::size_t at = 0; at < table.rows.size(); ++at) {
        if (!table.rows[at].empty() && table.rows[at].front().find('@') != std::string::npos)
            marks.push_back(at);
    }
    if (table.divided || marks.size() < 2)
        return 1;
    const std::size_t step = marks[1] - marks[0];
    for (std::size_t at = 1; at < marks.size(); ++at) {
        if (marks[at] - marks[at - 1] != step)
            return 1;
    }
    return step <= PastedTable::kMostColumns ? step : 1;
}

std::string pastedText(const std::vector<std::vector<std::string>>& rows)
{
    std::string out;
    for (const auto& row : rows) {
        for (std::size_t at = 0; at < row.size(); ++at)
            out += (at > 0 ? "," : "") + csvField(row[at]);
        out += '\n';
    }
    return out;
}

} // namespace oxseal
