// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/rule.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::sod {

/// One conflict as the matrix counts it.
struct MatrixEntry
{
    std::string person;
    std::vector<std::uint32_t> functions; ///< held, one per leg
    Severity severity = Severity::High;
};

struct MatrixCell
{
    bool ruled = false; ///< some rule forbids this pair (or, on the diagonal, this one function)
    std::int64_t people = 0; ///< distinct
    Severity severity = Severity::Low; ///< the gravest of the conflicts counted; of the rules when nobody is in conflict
};

/// Functions × functions as a lower triangle: who holds two duties that one person must not hold. The diagonal is sensitive
/// access, a rule of one leg. A rule of several legs counts in the cell of each pair of its legs.
struct ConflictMatrix
{
    std::vector<std::uint32_t> functions; ///< rows and columns, in the order of the rule set
    std::map<std::pair<std::uint32_t, std::uint32_t>, MatrixCell> cells; ///< (row, column) as positions in `functions`, row ≥ column

    [[nodiscard]] const MatrixCell* cell(std::size_t row, std::size_t column) const; ///< nullptr: no rule
};

/// `inUseOnly` leaves out functions that are in nobody's conflict.
[[nodiscard]] ConflictMatrix matrixOf(const RuleSet& rules, const std::vector<MatrixEntry>& conflicts, bool inUseOnly);

} // namespace oxseal::sod
