// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// A table as it was copied from a page or a sheet, before anybody has said what it is. Plain values; nothing is stored.
struct PastedTable
{
    static constexpr std::size_t kMostRows = 20'000;
    static constexpr std::size_t kMostColumns = 200;

    std::vector<std::vector<std::string>> rows; ///< equally wide, without blank ones; the first is the header
    bool divided = false; ///< the text divides its cells; else each line is a cell of its own
    std::size_t leftOut = 0; ///< rows beyond kMostRows

    [[nodiscard]] std::size_t columns() const { return rows.empty() ? 0 : rows.front().size(); }
};

/// Cells are divided by tabs, as browsers and spreadsheets copy them; line ends inside quoted cells become blanks. A text without any
/// tab is one column.
[[nodiscard]] PastedTable pastedTable(std::string_view text);
/// Pages that are no tables copy one cell below the other: the cells of one column in rows of `columns`, the last filled up.
[[nodiscard]] PastedTable foldedTable(const PastedTable& table, std::size_t columns);
/// How many columns such a page has, by addresses of e-mail that come back after as many lines each time; 1 when nothing shows it.
[[nodiscard]] std::size_t foldOf(const PastedTable& table);
/// As a file would have it (RFC 4180).
[[nodiscard]] std::string pastedText(const std::vector<std::vector<std::string>>& rows);

} // namespace oxseal
