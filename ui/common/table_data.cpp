// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_data.h"

#include "ui/common/words.h"

namespace oxseal::ui {

std::size_t TableData::dictionarySize(std::size_t) const { return 0; }
std::uint32_t TableData::code(std::size_t, std::size_t) const { return 0; }
QString TableData::dictionaryText(std::size_t, std::uint32_t) const { return {}; }
bool TableData::canHold(std::size_t, const QString&) const { return true; }

QString TableData::handle(std::size_t row) const { return QString::number(row); }
std::optional<std::size_t> TableData::rowOf(const QString& wanted) const
{
    for (std::size_t row = 0; row < rows(); ++row) {
        if (handle(row) == wanted)
            return row;
    }
    return std::nullopt;
}
QString TableData::currency(std::size_t, std::size_t) const { return {}; }
int TableData::digits(std::size_t, std::size_t) const { return 2; }

ListData::ListData(std::vector<TableColumn> columns)
    : columns_(std::move(columns))
{
}

void ListData::add(QString handle, std::vector<TableCell> cells, QString currency, int digits)
{
    cells.resize(columns_.size());
    rows_.push_back({std::move(handle), std::move(cells), std::move(currency), digits});
}

QString ListData::text(std::size_t row, std::size_t column) const { return rows_[row].cells[column].text; }
std::int64_t ListData::number(std::size_t row, std::size_t column) const { return rows_[row].cells[column].number; }
Mark ListData::mark(std::size_t row, std::size_t column) const { return rows_[row].cells[column].mark; }

TableCell numberCell(std::int64_t n) { return {count(n), n}; }
TableCell amountCell(std::int64_t minor, int digits) { return {amount(minor, digits), minor}; }

} // namespace oxseal::ui
