// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/role_conflicts.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal::sod {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// Named roles of each person, once each.
std::vector<std::vector<std::uint32_t>> rolesOf(const AccessGraph& graph)
{
    std::vector<std::vector<std::uint32_t>> roles(graph.persons.size());
    for (const GraphGrant& grant : graph.grants) {
        const std::uint32_t person = graph.accounts[grant.account].person;
        if (person != kNoPerson && !graph.roles[grant.role].name.empty())
            roles[person].push_back(grant.role);
    }
    for (auto& own : roles) {
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end()), own.end());
    }
    return roles;
}

/// How many hold each role, as a pair of itself, and each two roles; the pairs are left out when there are too many.
std::map<Pair, std::int64_t> holdersOf(const AccessGraph& graph, std::size_t mostPairs, bool& everyPair)
{
    const auto roles = rolesOf(graph);
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

/// The same roles, each pair held by a person of its own.
AccessGraph graphOf(const AccessGraph& graph, const std::map<Pair, std::int64_t>& holders)
{
    AccessGraph out;
    out.permissions = graph.permissions;
    out.roles = graph.roles;
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
    const std::map<Pair, std::int64_t> holders = holdersOf(graph, mostPairs, out.everyPair);
    const AccessGraph apart = graphOf(graph, holders);
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
