// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/table_rows.h"

#include <algorithm>

namespace oxseal {
namespace {

template <class T>
std::vector<T> filtered(const std::vector<T>& values, const std::vector<bool>& keep)
{
    std::vector<T> out;
    out.reserve(values.size());
    for (std::size_t r = 0; r < values.size(); ++r) {
        if (keep[r])
            out.push_back(values[r]);
    }
    return out;
}

} // namespace

Table keptRows(const Table& table, const std::vector<bool>& keep)
{
    struct Visitor
    {
        const std::vector<bool>& keep;
        Column operator()(const std::string& name, const TextColumn& c) const
        {
            TextColumn text;
            for (std::size_t r = 0; r < c.size(); ++r) {
                if (keep[r])
                    text.append(c.at(r));
            }
            text.finish();
            return {name, std::move(text)};
        }
        Column operator()(const std::string& name, const MoneyColumn& c) const { return {name, MoneyColumn{filtered(c.minor, keep)}}; }
        Column operator()(const std::string& name, const IntegerColumn& c) const { return {name, IntegerColumn{filtered(c.values, keep)}}; }
        Column operator()(const std::string& name, const DayColumn& c) const { return {name, DayColumn{filtered(c.days, keep)}}; }
        Column operator()(const std::string& name, const FlagColumn& c) const { return {name, FlagColumn{filtered(c.flags, keep)}}; }
    };
    std::vector<Column> columns;
    for (const auto& column : table.columns())
        columns.push_back(std::visit([&](const auto& data) { return Visitor{keep}(column.name, data); }, column.data));
    return Table(std::move(columns));
}

void rejectRows(TableRead& read, const std::vector<bool>& keep, const std::string& column)
{
    for (std::size_t r = 0; r < keep.size(); ++r) {
        if (keep[r])
            continue;
        --read.report.accepted;
        read.report.reject(read.lines[r], "import.missing_value", {column});
    }
    std::stable_sort(read.report.rejected.begin(), read.report.rejected.end(),
        [](const Rejection& a, const Rejection& b) { return a.row < b.row; });
    read.table = keptRows(read.table, keep);
    read.lines = filtered(read.lines, keep);
}

} // namespace oxseal
