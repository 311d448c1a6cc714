// SPDX-License-Identifier: GPL-3.0-or-later
// What a change would do to one person's conflicts, and the least to take away, among a million grants and 500 rules.
//   bench_duties [persons]
#include "models/sod/minimal_fix.h"
#include "models/sod/person_duties.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace oxseal::sod;

namespace {

constexpr std::uint32_t kRoles = 2000, kPermissions = 3000, kFunctions = 200, kRules = 500, kGrantsEach = 10;

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

AccessGraph makeGraph(std::uint32_t persons, std::mt19937& random)
{
    AccessGraph graph;
    for (std::uint32_t at = 0; at < kPermissions; ++at)
        graph.permissions.push_back({"ERP", "P" + std::to_string(at)});
    for (std::uint32_t at = 0; at < kRoles; ++at) {
        GraphRole role{"ERP", "R" + std::to_string(at), {}};
        for (int n = 0; n < 6; ++n)
            role.permissions.push_back({static_cast<std::uint32_t>(random()) % kPermissions, oxseal::access::Level::Full});
        graph.roles.push_back(std::move(role));
    }
    for (std::uint32_t at = 0; at < persons; ++at) {
        graph.persons.push_back("person:E" + std::to_string(at));
        graph.accounts.push_back({"ERP", "a" + std::to_string(at), at});
        for (std::uint32_t n = 0; n < kGrantsEach; ++n)
            graph.grants.push_back({at, static_cast<std::uint32_t>(random()) % kRoles});
    }
    return graph;
}

/// Each duty is met by any of twelve permissions; each rule sets two duties apart.
RuleSet makeRules(std::mt19937& random)
{
    RuleSet set;
    for (std::uint32_t at = 0; at < kFunctions; ++at) {
        Function function{"F" + std::to_string(at), "", {{}}};
        for (int n = 0; n < 12; ++n)
            function.groups[0].push_back({"", "P" + std::to_string(random() % kPermissions), oxseal::access::Level::Create});
        set.functions.push_back(std::move(function));
    }
    for (std::uint32_t at = 0; at < kRules; ++at) {
        Rule rule;
        rule.id = "S" + std::to_string(at);
        const auto first = static_cast<std::uint32_t>(random()) % kFunctions;
        rule.legs = {{first}, {(first + 1 + static_cast<std::uint32_t>(random()) % (kFunctions - 1)) % kFunctions}};
        set.rules.push_back(std::move(rule));
    }
    return set;
}

} // namespace

int main(int argc, char** argv)
{
    const auto persons = static_cast<std::uint32_t>(argc > 1 ? std::max(1, std::atoi(argv[1])) : 100'000);
    std::mt19937 random(1);
    const AccessGraph graph = makeGraph(persons, random);
    const RuleSet rules = makeRules(random);
    ConflictFinder finder(graph, rules);
    auto start = std::chrono::steady_clock::now();
    const auto found = finder.run();
    std::printf("finding: %.1f ms, %zu conflicts of %llu people\n", secondsSince(start) * 1e3, found->conflicts.size(),
        static_cast<unsigned long long>(found->personsInConflict));
    PersonDuties duties(finder);
    constexpr int kAsked = 20'000;
    std::size_t gained = 0;
    start = std::chrono::steady_clock::now();
    for (int at = 0; at < kAsked; ++at) {
        duties.load(static_cast<std::uint32_t>(random()) % persons);
        const auto before = duties.conflicts();
        duties.give(static_cast<std::uint32_t>(random()) % kRoles);
        gained += compared(before, duties).gained.size();
    }
    std::printf("what if: %.2f us each, %zu conflicts gained by %d requests\n", secondsSince(start) / kAsked * 1e6, gained, kAsked);
    MinimalFix fixes(finder);
    constexpr std::uint32_t kFixed = 2'000;
    std::size_t removals = 0, proven = 0, asked = 0;
    start = std::chrono::steady_clock::now();
    for (std::uint32_t person = 0; person < persons && asked < kFixed; ++person, ++asked) {
        const Fix fix = fixes.of(person);
        removals += fix.removals.size();
        proven += fix.proven ? 1 : 0;
    }
    std::printf("least to take away: %.1f us each, %zu removals for %zu people, %zu proven\n", secondsSince(start) / static_cast<double>(asked) * 1e6, removals, asked, proven);
}
