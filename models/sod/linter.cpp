// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/linter.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace oxseal::sod {
namespace {

using Key = std::pair<std::string, std::string>; ///< system, name

std::string label(const Key& key) { return key.first.empty() ? key.second : key.first + ": " + key.second; }

/// As the conflict finder: a listing that does not say its system may be of any.
bool inSystem(const std::string& wanted, const std::string& stated)
{
    return wanted.empty() || stated.empty() || wanted == stated;
}

/// Strongest level at which each permission is held by anybody; role names count as names too.
struct HeldNames
{
    std::map<Key, access::Level> permissions;
    std::unordered_map<std::string_view, std::vector<Key>> byName;
    std::set<Key> roles;

    explicit HeldNames(const AccessGraph& graph)
    {
        std::vector<bool> used(graph.roles.size());
        for (const GraphGrant& grant : graph.grants)
            used[grant.role] = true;
        std::vector<access::Level> level(graph.permissions.size(), access::Level::None);
        for (std::size_t at = 0; at < graph.roles.size(); ++at) {
            if (!used[at])
                continue;
            const GraphRole& role = graph.roles[at];
            roles.insert({role.system, role.name});
            for (const HeldPermission& held : role.permissions) {
                if (access::canAct(held.level))
                    level[held.permission] = std::max(level[held.permission], held.level);
            }
        }
        for (std::size_t at = 0; at < level.size(); ++at) {
            if (level[at] == access::Level::None)
                continue;
            const GraphPermission& permission = graph.permissions[at];
            permissions.emplace(Key(permission.system, permission.name), level[at]);
            byName[permission.name].push_back({permission.system, permission.name});
        }
        for (auto& [name, keys] : byName)
            std::sort(keys.begin(), keys.end());
    }
    /// Keys that a reference reaches.
    [[nodiscard]] std::vector<Key> reached(const PermissionRef& ref) const
    {
        std::vector<Key> keys;
        const auto found = byName.find(ref.permission);
        if (found == byName.end())
            return keys;
        for (const Key& key : found->second) {
            const access::Level level = permissions.at(key);
            if (inSystem(ref.system, key.first) && level >= ref.minimum)
                keys.push_back(key);
        }
        return keys;
    }
};

} // namespace

LintReport lint(const RuleSet& rules, const AccessGraph& graph)
{
    LintReport report;
    const HeldNames held(graph);
    bool everything = false;
    std::set<Key> mapped;
    for (const PermissionRef& ref : rules.everything) {
        for (const Key& key : held.roles) {
            if (key.second == ref.permission && inSystem(ref.system, key.first))
                report.wideReferences.push_back(label(key));
        }
        for (const Key& key : held.reached(ref)) {
            if (!held.roles.contains(key))
                report.wideReferences.push_back(label(key));
            mapped.insert(key);
        }
    }
    everything = !report.wideReferences.empty();

    std::vector<bool> reachable;
    std::set<std::string> unused;
    for (const Function& function : rules.functions) {
        bool all = !function.groups.empty();
        for (const auto& group : function.groups) {
            bool any = false;
            for (const PermissionRef& ref : group) {
                const auto keys = held.reached(ref);
                any = any || !keys.empty();
                mapped.insert(keys.begin(), keys.end());
                if (keys.empty())
                    unused.insert(label({ref.system, ref.permission}));
            }
            all = all && any;
        }
        // An administrator role carries a function only when the function has groups to meet.
        reachable.push_back(all || (everything && !function.groups.empty()));
    }
    report.unusedReferences.assign(unused.begin(), unused.end());
    for (const Rule& rule : rules.rules) {
        const bool dead = std::any_of(rule.legs.begin(), rule.legs.end(), [&reachable](const auto& leg) {
            return std::none_of(leg.begin(), leg.end(), [&reachable](std::uint32_t f) { return reachable[f]; });
        });
        if (dead)
            report.deadRules.push_back(rule.id);
    }
    for (const auto& [key, level] : held.permissions) {
        ++report.permissionsHeld;
        if (mapped.contains(key))
            ++report.permissionsMapped;
        else
            report.unmappedPermissions.push_back(label(key));
    }
    return report;
}

} // namespace oxseal::sod
