// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/line_difference.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace oxseal::controls {
namespace {

std::vector<std::string> sharedOf(const Table& imported, const Table& second, const std::vector<std::string>& keys)
{
    std::vector<std::string> all;
    std::vector<std::string> named;
    for (const Column& column : imported.columns()) {
        if (second.find(column.name) == nullptr)
            continue;
        all.push_back(column.name);
        if (std::find(keys.begin(), keys.end(), column.name) != keys.end())
            named.push_back(column.name);
    }
    return named.empty() ? all : named;
}

std::vector<std::string> linesOf(const Table& table, const std::vector<std::string>& columns, int digits)
{
    std::vector<const Column*> cells;
    for (const std::string& name : columns)
        cells.push_back(table.find(name));
    std::vector<std::string> lines(table.rows());
    for (std::size_t row = 0; row < lines.size(); ++row) {
        for (std::size_t at = 0; at < cells.size(); ++at)
            lines[row] += (at > 0 ? " | " : "") + cells[at]->cell(row, digits);
    }
    return lines;
}

std::set<std::string> valuesOf(const Table& table, std::string_view column, int digits)
{
    std::set<std::string> out;
    const Column* cells = column.empty() ? nullptr : table.find(column);
    for (std::size_t row = 0; cells != nullptr && row < table.rows(); ++row)
        out.insert(cells->cell(row, digits));
    return out;
}

/// Lines of `own` that `other` has not as often; `counts` says of a row whether it is one of the things that were counted.
template <class Counts>
void addOnly(LineDifference& out, const std::vector<std::string>& own, const std::vector<std::string>& other, bool imported, Counts& counts)
{
    std::unordered_map<std::string_view, std::uint64_t> left;
    for (const std::string& line : other)
        ++left[line];
    for (std::size_t row = 0; row < own.size(); ++row) {
        auto& times = left[own[row]];
        if (times > 0) {
            --times;
            out.same += imported ? 1U : 0U;
            continue;
        }
        out.lines.push_back({imported, row + 1, counts(row) ? (imported ? -1 : 1) : 0, own[row]});
        out.rows += out.lines.back().rows;
    }
}

} // namespace

LineDifference differingLines(const Table& imported, const Table& second, const std::vector<std::string>& keys, std::string_view counted, int digits)
{
    LineDifference out;
    out.columns = sharedOf(imported, second, keys);
    const auto ours = linesOf(imported, out.columns, digits);
    const auto theirs = linesOf(second, out.columns, digits);
    const bool byLine = counted.empty() || imported.find(counted) == nullptr || second.find(counted) == nullptr;
    // A thing counts with its first line, and only where the other listing has none of it.
    const auto counting = [&](const Table& own, const Table& other) {
        return [byLine, known = valuesOf(other, byLine ? std::string_view() : counted, digits), column = byLine ? nullptr : own.find(counted),
                   digits](std::size_t row) mutable { return byLine || known.insert(column->cell(row, digits)).second; };
    };
    auto inSecond = counting(second, imported);
    auto inImport = counting(imported, second);
    addOnly(out, theirs, ours, false, inSecond);
    addOnly(out, ours, theirs, true, inImport);
    return out;
}

} // namespace oxseal::controls
