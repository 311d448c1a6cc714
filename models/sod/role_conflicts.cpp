// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/role_conflicts.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace oxseal::sod {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// A listing of roles with their permissions has an entry for each of them: the number of the first entry of a role stands for all.
std::vector<std::uint32_t> firstEntries(const AccessGraph& graph)
{
    std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> known;
    std::vector<std::uint32_t> firsts;
    for (std::uint32_t role = 0; role < graph.roles.size(); ++role)
        firsts.push_back(known.try_emplace({graph.roles[role].system, graph.roles[role].name}, role).first->second);
    return firsts;
}

/// Named roles of each person, once each.
std::vector<std::vector<std::uint32_t>> rolesOf(const AccessGraph& graph, const std::vector<std::uint32_t>& firsts)
{
    std::vector<std::vector<std::uint32_t>> roles(graph.persons.size());
    for (const GraphGrant& grant : graph.grants) {
        const std::uint32_t person = graph.accounts[grant.account].person;
        if (person != kNoPerson && !graph.roles[grant.role].name.empty())
            roles[person].push_back(firsts[grant.role]);
    }
    for (auto& own : roles) {
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end()), own.end());
    }
    return roles;
}

/// How many hold each role, as a pair of itself, and each two roles; the pairs are left out when there are too many.
std::map<Pair, std::int64_t> holdersOf(const AccessGraph& graph, const std::vector<std::uint32_t>& firsts, std::size_t mostPairs, bool& everyPair)
{
    const auto roles = rolesOf(graph, firsts);
    std::map<Pair, std::int64_t> alone, together;
    for (const auto& own : roles) {
        for (std::size_t a = 0; a < own.size(); ++a) {
            ++alone[{own[a], own[a]}];
            for (std::size_t b = a + 1; everyPair && b < own.size(); ++b) {
                ++together[{own[a], own[b]}];
                everyPair = together.size() <= mostPairs;
            }
        }
    }
    if (everyPair)
        alone.merge(together);
    return alone;
}

/// The same roles, whole, each pair held by a person of its own.
AccessGraph graphOf(const AccessGraph& graph, const std::vector<std::uint32_t>& firsts, const std::map<Pair, std::int64_t>& holders)
{
    AccessGraph out;
    out.permissions = graph.permissions;
    out.roles = graph.roles;
    for (std::uint32_t role = 0; role < graph.roles.size(); ++role) {
        if (const std::uint32_t first = firsts[role]; first != role && !graph.roles[role].name.empty()) {
            auto& whole = out.roles[first].permissions;
            whole.insert(whole.end(), graph.roles[role].permissions.begin(), graph.roles[role].permissions.end());
        }
    }
    for (const auto& [pair, count] : holders) {
        const auto number = static_cast<std::uint32_t>(out.persons.size());
        out.persons.push_back(std::to_string(number));
        for (const std::uint32_t role : {pair.first, pair.second}) {
            out.accounts.push_back({graph.roles[role].system, out.persons.back(), number});
            out.grants.push_back({static_cast<std::uint32_t>(out.accounts.size() - 1), role});
        }
    }
    return out;
}

} // namespace

Result<RoleConflicts> roleConflicts(const AccessGraph& graph, const RuleSet& rules, const std::vector<std::uint32_t>& active, std::size_t mostPairs)
{
    RoleConflicts out;
    std::vector<std::uint32_t> sided;
    std::copy_if(active.begin(), active.end(), std::back_inserter(sided), [&rules](std::uint32_t rule) { return rules.rules[rule].legs.size() > 1; });
    if (sided.empty())
        return out; // an empty list would mean all
    const std::vector<std::uint32_t> firsts = firstEntries(graph);
    const std::map<Pair, std::int64_t> holders = holdersOf(graph, firsts, mostPairs, out.everyPair);
    const AccessGraph apart = graphOf(graph, firsts, holders);
    ConflictFinder finder(apart, rules);
    OXSEAL_TRY(const FindResult found, finder.run(sided));
    std::vector<std::pair<Pair, std::int64_t>> pairs(holders.begin(), holders.end());
    std::set<std::pair<std::uint32_t, std::uint32_t>> within; ///< role and rule
    for (const Conflict& conflict : found.conflicts) {
        if (const Pair& pair = pairs[conflict.person].first; pair.first == pair.second)
            within.insert({pair.first, conflict.rule});
    }
    for (const Conflict& conflict : found.conflicts) {
        const auto& [pair, count] = pairs[conflict.person];
        const bool alone = pair.first == pair.second;
        if (alone || (!within.contains({pair.first, conflict.rule}) && !within.contains({pair.second, conflict.rule})))
            out.found.push_back({conflict.rule, pair.first, pair.second, count});
    }
    std::stable_partition(out.found.begin(), out.found.end(), [](const RoleConflict& one) { return one.first == one.second; });
    return out;
}

} // namespace oxseal::sod
