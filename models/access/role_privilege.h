// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal::access {

/// What the owner of a role stated about it: does it give privileged access? Once for each role, for listings that do not say.
struct RolePrivilege
{
    std::int64_t id = 0;
    std::string system;
    std::string role;
    bool privileged = false;

    friend bool operator==(const RolePrivilege&, const RolePrivilege&) = default;
};

/// Settles what is privileged where the listing is silent. In this order: an administrator's name makes it so, that of the role, of the
/// permission, or of one among the role's permissions where the line names none; then the last statement on the role counts for all its
/// lines; then, where the listing says what the line or the role can do, it is not. A role of which nobody knows what it can do stays
/// unknown. A line that names neither role nor permission is an account alone and gives nothing. `stated` is oldest first.
void settlePrivileges(Population& population, const std::vector<RolePrivilege>& stated);

/// The statements alone, for a listing that is only compared with: so that a statement of now does not look like a change since then.
void applyPrivileges(Population& population, const std::vector<RolePrivilege>& stated);

/// Lines of this role that only a statement can settle: the listing is silent, and neither names nor contents say anything. By row.
[[nodiscard]] std::vector<std::size_t> silentLines(const Population& population, const std::string& role);
/// Roles of which the listing leaves a line open, and that bear no administrator's name: a statement on them counts.
[[nodiscard]] std::vector<std::string> silentRoles(const Population& population); ///< by name

} // namespace oxseal::access
