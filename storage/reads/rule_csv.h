// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/rule.h"

#include <string>

namespace oxseal {

/// A rule set as the two tables that `readRuleSet` reads back (B1): rules with up to four sides, and which permission gives which
/// function. What carries every function, the set's own day and sides beyond the fourth have no column: `left` counts them,
/// and the JSON (ruleSetToJson) keeps all.
struct RuleCsv
{
    std::string rules;
    std::string functions;
    std::size_t left = 0;
};
[[nodiscard]] RuleCsv ruleCsv(const sod::RuleSet& set);

} // namespace oxseal
