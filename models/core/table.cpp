// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/table.h"

#include <cassert>
#include <utility>

namespace oxseal {

void TextColumn::reserve(std::size_t rows)
{
    const std::size_t seen = codes_.size();
    codes_.reserve(rows);
    if (rows > seen && dictionary_.size() * 2 > seen && seen > 0)
        dictionary_.reserve(dictionary_.size() * rows / seen, dictionary_.characters() * rows / seen);
}

void TextColumn::appendUnseen(std::span<const std::string_view> texts)
{
    for (const std::string_view text : texts) {
        codes_.push_back(static_cast<std::uint32_t>(dictionary_.size()));
        dictionary_.append(text);
    }
}

TextColumn TextColumn::fromParts(std::vector<std::uint32_t> codes, Dictionary dictionary)
{
    TextColumn column;
    column.codes_ = std::move(codes);
    column.dictionary_ = std::move(dictionary);
    return column;
}

std::size_t Column::size() const
{
    struct Visitor
    {
        std::size_t operator()(const TextColumn& c) const { return c.size(); }
        std::size_t operator()(const MoneyColumn& c) const { return c.minor.size(); }
        std::size_t operator()(const IntegerColumn& c) const { return c.values.size(); }
        std::size_t operator()(const DayColumn& c) const { return c.days.size(); }
        std::size_t operator()(const FlagColumn& c) const { return c.flags.size(); }
    };
    return std::visit(Visitor{}, data);
}

std::string Column::cell(std::size_t row, int moneyDigits) const
{
    struct Visitor
    {
        std::size_t row;
        int digits;
        std::string operator()(const TextColumn& c) const { return std::string(c.at(row)); }
        std::string operator()(const MoneyColumn& c) const
        {
            return c.minor[row] == MoneyColumn::kNone ? std::string() : formatMinor(c.minor[row], digits);
        }
        std::string operator()(const IntegerColumn& c) const
        {
            return c.values[row] == IntegerColumn::kNone ? std::string() : std::to_string(c.values[row]);
        }
        std::string operator()(const DayColumn& c) const
        {
            const auto day = c.at(row);
            return day ? day->iso() : std::string();
        }
        std::string operator()(const FlagColumn& c) const { return oxseal::name(c.flags[row]); }
    };
    return std::visit(Visitor{row, moneyDigits}, data);
}

Table::Table(std::vector<Column> columns)
    : columns_(std::move(columns))
    , rows_(columns_.empty() ? 0 : columns_.front().size())
{
    for ([[maybe_unused]] const auto& column : columns_)
        assert(column.size() == rows_);
}

std::vector<Column> Table::take()
{
    rows_ = 0;
    return std::exchange(columns_, {});
}

const Column* Table::find(std::string_view name) const
{
    for (const auto& column : columns_) {
        if (column.name == name)
            return &column;
    }
    return nullptr;
}

namespace {

template <class T>
const T* typed(const Column* column)
{
    return column == nullptr ? nullptr : std::get_if<T>(&column->data);
}

} // namespace

const TextColumn* Table::text(std::string_view name) const { return typed<TextColumn>(find(name)); }
const MoneyColumn* Table::money(std::string_view name) const { return typed<MoneyColumn>(find(name)); }
const IntegerColumn* Table::integers(std::string_view name) const { return typed<IntegerColumn>(find(name)); }
const DayColumn* Table::days(std::string_view name) const { return typed<DayColumn>(find(name)); }
const FlagColumn* Table::flags(std::string_view name) const { return typed<FlagColumn>(find(name)); }

std::string_view Table::textAt(std::string_view column, std::size_t row) const
{
    const auto* found = text(column);
    return found == nullptr ? std::string_view() : found->at(row);
}

} // namespace oxseal
