// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/role_privilege.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace oxseal::access {
namespace {

using RoleKey = std::pair<std::string_view, std::string_view>; ///< system, role

bool namesAdministrator(const Entitlement& held) { return isAdministratorName(held.role) || isAdministratorName(held.permission); }

/// What the listing itself says of its roles' contents: No or Yes where it names permissions, Unknown where it names none.
class Contents
{
public:
    explicit Contents(const Population& population)
    {
        for (const Entitlement& held : population.entitlements) {
            if (held.role.empty() || held.permission.empty())
                continue;
            Flag& known = known_.try_emplace(RoleKey{held.system, held.role}, Flag::No).first->second;
            if (isAdministratorName(held.permission))
                known = Flag::Yes;
        }
    }
    [[nodiscard]] Flag of(const Entitlement& held) const
    {
        if (held.role.empty() || !held.permission.empty())
            return Flag::No; // the permission's own name has been looked at
        const auto found = known_.find({held.system, held.role});
        return found == known_.end() ? Flag::Unknown : found->second;
    }

private:
    std::map<RoleKey, Flag> known_;
};

/// The last statement on the role of each entitlement; Unknown without one.
std::vector<Flag> statedOf(const Population& population, const std::vector<RolePrivilege>& stated)
{
    std::map<RoleKey, bool> last;
    for (const RolePrivilege& one : stated)
        last[{one.system, one.role}] = one.privileged;
    std::vector<Flag> out;
    for (const Entitlement& held : population.entitlements) {
        const auto found = held.role.empty() ? last.end() : last.find({held.system, held.role});
        out.push_back(found == last.end() ? Flag::Unknown : found->second ? Flag::Yes : Flag::No);
    }
    return out;
}

} // namespace

void settlePrivileges(Population& population, const std::vector<RolePrivilege>& stated)
{
    const Contents contents(population);
    std::vector<Flag> settled = statedOf(population, stated);
    for (std::size_t at = 0; at < settled.size(); ++at) {
        const Entitlement& held = population.entitlements[at];
        const Flag content = contents.of(held);
        if (namesAdministrator(held) || content == Flag::Yes)
            settled[at] = Flag::Yes;
        else if (settled[at] == Flag::Unknown)
            settled[at] = content;
    }
    for (Grant& grant : population.grants) {
        if (grant.privileged == Flag::Unknown)
            grant.privileged = settled[grant.entitlement];
    }
}

void applyPrivileges(Population& population, const std::vector<RolePrivilege>& stated)
{
    const std::vector<Flag> last = statedOf(population, stated);
    for (Grant& grant : population.grants) {
        const Entitlement& held = population.entitlements[grant.entitlement];
        if (grant.privileged == Flag::Unknown && !namesAdministrator(held))
            grant.privileged = last[grant.entitlement];
    }
}

std::vector<std::size_t> silentLines(const Population& population, const std::string& role)
{
    const Contents contents(population);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < population.grants.size(); ++row) {
        const Grant& grant = population.grants[row];
        const Entitlement& held = population.entitlements[grant.entitlement];
        if (grant.privileged == Flag::Unknown && held.role == role && !namesAdministrator(held) && contents.of(held) == Flag::Unknown)
            rows.push_back(row);
    }
    return rows;
}

std::vector<std::string> silentRoles(const Population& population)
{
    std::set<std::string> silent;
    for (const Grant& grant : population.grants) {
        const Entitlement& held = population.entitlements[grant.entitlement];
        if (grant.privileged == Flag::Unknown && !held.role.empty() && !isAdministratorName(held.role))
            silent.insert(held.role);
    }
    return {silent.begin(), silent.end()};
}

} // namespace oxseal::access
