// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_finder.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace oxseal::sod {
namespace {

using access::canAct;
using access::Level;

/// A reference as compiled: which bit it sets, from which level on, in which system.
struct Target
{
    std::string_view system;
    Level minimum;
    std::uint32_t bit;
};

/// A listing that does not say its system may be of any.
bool inSystem(std::string_view wanted, std::string_view stated)
{
    return wanted.empty() || stated.empty() || wanted == stated;
}

bool meets(Level held, Level minimum) { return canAct(held) && (held == Level::Unstated || held >= minimum); }

} // namespace

ConflictFinder::ConflictFinder(const AccessGraph& graph, const RuleSet& rules)
    : graph_(graph)
    , rules_(rules)
{
    compile();
    groupGrants();
}

void ConflictFinder::compile()
{
    std::unordered_map<std::string_view, std::vector<Target>> byName;
    for (std::uint32_t f = 0; f < rules_.functions.size(); ++f) {
        firstBit_.push_back(static_cast<std::uint32_t>(functionOfBit_.size()));
        for (const auto& group : rules_.functions[f].groups) {
            const auto bit = static_cast<std::uint32_t>(functionOfBit_.size());
            functionOfBit_.push_back(f);
            for (const PermissionRef& ref : group)
                byName[ref.permission].push_back({ref.system, ref.minimum, bit});
        }
    }
    firstBit_.push_back(static_cast<std::uint32_t>(functionOfBit_.size()));
    std::unordered_map<std::string_view, std::vector<std::string_view>> everything;
    for (const PermissionRef& ref : rules_.everything)
        everything[ref.permission].push_back(ref.system);
    const auto carriesAll = [&everything](const std::string& name, const std::string& system) {
        const auto found = everything.find(name);
        return found != everything.end()
            && std::any_of(found->second.begin(), found->second.end(),
                [&system](std::string_view wanted) { return inSystem(wanted, system); });
    };

    std::vector<std::uint32_t> stamp(functionOfBit_.size(), UINT32_MAX);
    for (std::uint32_t r = 0; r < graph_.roles.size(); ++r) {
        const GraphRole& role = graph_.roles[r];
        roleStart_.push_back(static_cast<std::uint32_t>(contributions_.size()));
        const auto contribute = [&](std::uint32_t bit, const HeldPermission& by) {
            if (stamp[bit] == r)
                return; // one witness per role and group
            stamp[bit] = r;
            contributions_.push_back({bit, by});
        };
        for (const HeldPermission& by : role.permissions) {
            const GraphPermission& permission = graph_.permissions[by.permission];
            if (canAct(by.level) && (carriesAll(permission.name, permission.system) || carriesAll(role.name, role.system))) {
                for (std::uint32_t bit = 0; bit < functionOfBit_.size(); ++bit)
                    contribute(bit, by);
                continue;
            }
            const auto found = byName.find(permission.name);
            if (found == byName.end())
                continue;
            for (const Target& target : found->second) {
                if (inSystem(target.system, permission.system) && meets(by.level, target.minimum))
                    contribute(target.bit, by);
            }
        }
    }
    roleStart_.push_back(static_cast<std::uint32_t>(contributions_.size()));
}

void ConflictFinder::groupGrants()
{
    // Counting sort of the grants by person keeps the file's order within a person.
    personStart_.assign(graph_.persons.size() + 1, 0);
    for (const GraphGrant& grant : graph_.grants) {
        const std::uint32_t person = graph_.accounts[grant.account].person;
        if (person != kNoPerson)
            ++personStart_[person + 1];
    }
    std::partial_sum(personStart_.begin(), personStart_.end(), personStart_.begin());
    personGrants_.resize(personStart_.back());
    std::vector<std::uint32_t> next(personStart_.begin(), personStart_.end() - 1);
    for (std::uint32_t at = 0; at < graph_.grants.size(); ++at) {
        const std::uint32_t person = graph_.accounts[graph_.grants[at].account].person;
        if (person != kNoPerson)
            personGrants_[next[person]++] = at;
    }
}

std::vector<std::uint64_t> ConflictFinder::legColumn(const std::vector<std::uint32_t>& leg) const
{
    std::vector<std::uint64_t> column(words_);
    for (const std::uint32_t function : leg) {
        const std::uint64_t* held = held_.data() + function * words_;
        for (std::size_t word = 0; word < words_; ++word)
            column[word] |= held[word];
    }
    return column;
}

Result<FindResult> ConflictFinder::run(const std::vector<std::uint32_t>& active, const Progress& progress)
{
    FindResult result;
    const std::size_t persons = graph_.persons.size(), functions = rules_.functions.size();
    words_ = (persons + 63) / 64;
    held_.assign(functions * words_, 0);
    std::vector<std::uint32_t> stamp(functionOfBit_.size(), kNoPerson), met(functions, 0), metBy(functions, kNoPerson);
    for (std::uint32_t person = 0; person < persons; ++person) {
        if (person % 4096 == 0) {
            if (progress.cancelled())
                return fail(kCheckCancelled);
            progress.at(person, persons);
        }
        for (std::uint32_t g = personStart_[person]; g < personStart_[person + 1]; ++g) {
            const std::uint32_t role = graph_.grants[personGrants_[g]].role;
            for (std::uint32_t c = roleStart_[role]; c < roleStart_[role + 1]; ++c) {
                const std::uint32_t bit = contributions_[c].bit;
                if (stamp[bit] == person)
                    continue;
                stamp[bit] = person;
                const std::uint32_t function = functionOfBit_[bit];
                if (metBy[function] != person) {
                    metBy[function] = person;
                    met[function] = 0;
                }
                if (++met[function] == firstBit_[function + 1] - firstBit_[function]) {
                    held_[function * words_ + person / 64] |= std::uint64_t{1} << (person % 64);
                    ++result.userFunctions;
                }
            }
        }
    }

    std::vector<std::uint32_t> order = active;
    if (order.empty()) {
        order.resize(rules_.rules.size());
        std::iota(order.begin(), order.end(), 0U);
    }
    std::vector<Conflict> byRule;
    for (const std::uint32_t rule : order) {
        if (progress.cancelled())
            return fail(kCheckCancelled);
        const auto& legs = rules_.rules[rule].legs;
        std::vector<std::uint64_t> column = legColumn(legs.front());
        for (std::size_t leg = 1; leg < legs.size(); ++leg) {
            const std::vector<std::uint64_t> other = legColumn(legs[leg]);
            for (std::size_t word = 0; word < words_; ++word)
                column[word] &= other[word];
        }
        for (std::size_t word = 0; word < words_; ++word) {
            for (std::uint64_t bits = column[word]; bits != 0; bits &= bits - 1)
                byRule.push_back({static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(std::countr_zero(bits)), rule});
        }
    }
    // Rule by rule is how they are found; person by person is how they are read. Counting sort, stable.
    std::vector<std::uint32_t> start(persons + 1, 0);
    for (const Conflict& conflict : byRule)
        ++start[conflict.person + 1];
    for (std::size_t person = 0; person < persons; ++person)
        result.personsInConflict += start[person + 1] != 0 ? 1U : 0U;
    std::partial_sum(start.begin(), start.end(), start.begin());
    result.conflicts.resize(byRule.size());
    for (const Conflict& conflict : byRule)
        result.conflicts[start[conflict.person]++] = conflict;
    countWitnesses(result);
    return result;
}

bool ConflictFinder::holds(std::uint32_t person, std::uint32_t function) const
{
    return (held_[function * words_ + person / 64] >> (person % 64) & 1U) != 0;
}

void ConflictFinder::countWitnesses(FindResult& result) const
{
    std::vector<std::uint32_t> perFunction(rules_.functions.size());
    std::uint32_t counted = kNoPerson;
    for (const Conflict& conflict : result.conflicts) {
        if (conflict.person != counted) {
            counted = conflict.person;
            std::fill(perFunction.begin(), perFunction.end(), 0U);
            for (std::uint32_t g = personStart_[counted]; g < personStart_[counted + 1]; ++g) {
                const std::uint32_t role = graph_.grants[personGrants_[g]].role;
                for (std::uint32_t c = roleStart_[role]; c < roleStart_[role + 1]; ++c)
                    ++perFunction[functionOfBit_[contributions_[c].bit]];
            }
        }
        for (const auto& leg : rules_.rules[conflict.rule].legs) {
            for (const std::uint32_t function : leg) {
                if (holds(conflict.person, function))
                    result.witnesses += perFunction[function];
            }
        }
    }
}

void ConflictFinder::witnesses(
    const Conflict& conflict, const std::function<void(std::size_t leg, const Witness&)>& each) const
{
    const auto& legs = rules_.rules[conflict.rule].legs;
    for (std::size_t leg = 0; leg < legs.size(); ++leg) {
        for (const std::uint32_t function : legs[leg]) {
            if (!holds(conflict.person, function))
                continue;
            const std::uint32_t first = firstBit_[function], end = firstBit_[function + 1];
            for (std::uint32_t g = personStart_[conflict.person]; g < personStart_[conflict.person + 1]; ++g) {
                const GraphGrant& grant = graph_.grants[personGrants_[g]];
                for (std::uint32_t c = roleStart_[grant.role]; c < roleStart_[grant.role + 1]; ++c) {
                    const Contribution& contribution = contributions_[c];
                    if (contribution.bit >= first && contribution.bit < end)
                        each(leg, {function, contribution.bit - first, grant.account, grant.role, contribution.by.permission,
                                      contribution.by.level});
                }
            }
        }
    }
}

std::vector<Witness> ConflictFinder::path(std::uint32_t person, std::uint32_t function) const
{
    const std::uint32_t first = firstBit_[function], end = firstBit_[function + 1];
    std::vector<Witness> path;
    if (!holds(person, function))
        return path;
    std::vector<bool> met(end - first);
    path.reserve(met.size());
    for (std::uint32_t g = personStart_[person]; g < personStart_[person + 1] && path.size() < met.size(); ++g) {
        const GraphGrant& grant = graph_.grants[personGrants_[g]];
        for (std::uint32_t c = roleStart_[grant.role]; c < roleStart_[grant.role + 1]; ++c) {
            const Contribution& by = contributions_[c];
            if (by.bit < first || by.bit >= end || met[by.bit - first])
                continue;
            met[by.bit - first] = true;
            path.push_back({function, by.bit - first, grant.account, grant.role, by.by.permission, by.by.level});
        }
    }
    std::sort(path.begin(), path.end(), [](const Witness& a, const Witness& b) { return a.group < b.group; });
    return path;
}

std::uint32_t ConflictFinder::functionHeld(const Conflict& conflict, std::size_t leg) const
{
    const auto& functions = rules_.rules[conflict.rule].legs[leg];
    const auto held = std::find_if(functions.begin(), functions.end(),
        [&](std::uint32_t function) { return holds(conflict.person, function); });
    return held == functions.end() ? functions.front() : *held;
}

std::vector<std::vector<Witness>> ConflictFinder::paths(const Conflict& conflict) const
{
    std::vector<std::vector<Witness>> legs;
    for (std::size_t leg = 0; leg < rules_.rules[conflict.rule].legs.size(); ++leg)
        legs.push_back(path(conflict.person, functionHeld(conflict, leg)));
    return legs;
}

std::string pathText(const ConflictFinder& finder, std::uint32_t person, std::uint32_t function)
{
    return pathText(finder, function, finder.path(person, function));
}

std::string pathText(const ConflictFinder& finder, std::uint32_t function, const std::vector<Witness>& path)
{
    const AccessGraph& graph = finder.graph();
    std::string text;
    for (const Witness& step : path) {
        if (!text.empty())
            text += " & ";
        const GraphAccount& account = graph.accounts[step.account];
        const std::string& role = graph.roles[step.role].name;
        const std::string& permission = graph.permissions[step.permission].name;
        if (!account.system.empty())
            text += account.system + ":";
        text += account.id;
        if (!role.empty() && role != permission)
            text += " > " + role;
        text += " > " + permission;
        if (step.level != Level::Unstated)
            text += std::string(" (") + access::name(step.level) + ")";
    }
    return text + " > " + finder.rules().functions[function].code;
}

} // namespace oxseal::sod
