// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::controls {

/// A line that only one of two listings has.
struct DifferingLine
{
    bool imported = false; ///< only the imported file has it; else only the second listing
    std::uint64_t row = 0; ///< accepted row of its own listing, from 1
    /// What it accounts for of the difference source − import: 1 when the import lacks it, −1 when only the import has it, 0 when it
    /// is a further line of what was counted already.
    std::int64_t rows = 0;
    std::string text; ///< its compared cells, divided by " | "

    friend bool operator==(const DifferingLine&, const DifferingLine&) = default;
};

/// Two listings line by line (A16): what the import lacks first, then what only it has, each in file order.
struct LineDifference
{
    std::vector<DifferingLine> lines;
    std::uint64_t same = 0; ///< lines that both have
    std::vector<std::string> columns; ///< that were compared
    std::int64_t rows = 0; ///< sum over the lines

    friend bool operator==(const LineDifference&, const LineDifference&) = default;
};

/// Lines as often as they stand there, by the columns of `keys` that both tables have; where they share none of them, by all that both
/// have. `counted` names the column whose different values the source counted; "" = lines. `digits` of money.
[[nodiscard]] LineDifference differingLines(const Table& imported, const Table& second, const std::vector<std::string>& keys,
    std::string_view counted = {}, int digits = 2);

} // namespace oxseal::controls
