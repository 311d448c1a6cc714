// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace oxseal::access {

/// The cells of one column of a table, whatever its type; the column is looked for once and not for every row. A column that
/// is not there has no texts and no days, and its flags are unknown. The table must outlive this.
class Cells
{
public:
    /// The first of `names` that the table has.
    Cells(const Table& table, std::initializer_list<std::string_view> names)
    {
        for (const auto name : names) {
            column = table.find(name);
            if (column != nullptr)
                break;
        }
        if (column != nullptr)
            words = std::get_if<TextColumn>(&column->data);
    }
    [[nodiscard]] std::string text(std::size_t row) const
    {
        if (words != nullptr)
            return std::string(words->at(row));
        return column != nullptr ? column->cell(row) : std::string();
    }
    /// The same into a string that is there.
    void read(std::size_t row, std::string& into) const
    {
        if (words != nullptr)
            into.assign(words->at(row));
        else
            into = text(row);
    }
    [[nodiscard]] std::optional<Day> day(std::size_t row) const
    {
        if (column == nullptr)
            return std::nullopt;
        if (const auto* days = std::get_if<DayColumn>(&column->data))
            return days->at(row);
        // Time stamps of the systems begin with the day.
        return words != nullptr ? Day::fromIso(words->at(row).substr(0, 10)) : std::nullopt;
    }
    [[nodiscard]] Flag flag(std::size_t row) const
    {
        if (column == nullptr)
            return Flag::Unknown;
        if (const auto* flags = std::get_if<FlagColumn>(&column->data))
            return flags->flags[row];
        return flagFromText(text(row));
    }

    const Column* column = nullptr;
    const TextColumn* words = nullptr; ///< when it is a column of texts
};

/// The text of a cell in a column of texts, without a copy; "" where there is none.
[[nodiscard]] inline std::string_view wordAt(const Cells& cells, std::size_t row)
{
    return cells.words == nullptr ? std::string_view() : cells.words->at(row);
}

/// One cell of a small table; "" when the column is absent.
[[nodiscard]] inline std::string cellText(const Table& table, std::string_view column, std::size_t row)
{
    return Cells(table, {column}).text(row);
}

} // namespace oxseal::access
