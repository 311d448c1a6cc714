// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/conflict_finder.h"

#include <vector>

namespace oxseal::sod {

/// A rule whose duties one role carries alone, or two roles that somebody holds carry together (B2): what to mend is the role, or
/// that the two are given to one person, not the persons one by one.
struct RoleConflict
{
    std::uint32_t rule = 0; ///< index into RuleSet::rules
    std::uint32_t first = 0; ///< index into AccessGraph::roles
    std::uint32_t second = 0; ///< the same: within one role
    std::int64_t holders = 0; ///< persons who hold it, or both
};

struct RoleConflicts
{
    std::vector<RoleConflict> found; ///< those within one role first; by roles, then rule
    bool everyPair = true; ///< false: more pairs are held together than the bound; only roles by themselves were looked at
};

inline constexpr std::size_t kMostRolePairs = 50'000;

/// Of the rules `active` with two sides or more. Entries of one name in one system are one role. Roles without a name (permissions granted one by one) are none. A rule that one
/// of the two roles meets alone is not said again of the pair.
[[nodiscard]] Result<RoleConflicts> roleConflicts(const AccessGraph& graph, const RuleSet& rules, const std::vector<std::uint32_t>& active,
    std::size_t mostPairs = kMostRolePairs);

} // namespace oxseal::sod
