// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/access_graph.h"
#include "models/sod/rule.h"

namespace oxseal::sod {

/// What is wrong or missing between a rule set and the access it is applied to (B9).
struct LintReport
{
    std::vector<std::string> deadRules; ///< ids of rules with a leg that nothing in the listings can meet
    std::vector<std::string> unmappedPermissions; ///< held and able to act, but in no function: "system: name"
    std::vector<std::string> unusedReferences; ///< named by a function, found in no listing
    std::vector<std::string> wideReferences; ///< carry every function (administrator roles) and are held
    std::uint64_t permissionsHeld = 0; ///< distinct, able to act
    std::uint64_t permissionsMapped = 0;

    /// Whole per cent of the permissions held that some function names, rounded down; 100 when none is held.
    [[nodiscard]] int coveragePercent() const noexcept
    {
        return permissionsHeld == 0 ? 100 : static_cast<int>(permissionsMapped * 100 / permissionsHeld);
    }
};

[[nodiscard]] LintReport lint(const RuleSet& rules, const AccessGraph& graph);

} // namespace oxseal::sod
