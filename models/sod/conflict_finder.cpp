// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_finder.h"

#include "models/core/parallel.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

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
        roleStart_.push_back(static_cast<std::uint32_t>(bits_.size()));
        const auto contribute = [&](std::uint32_t bit, const HeldPermission& by) {
            if (stamp[bit] == r)
                return; // one witness per role and group
            stamp[bit] = r;
            bits_.push_back(bit);
            by_.push_back(by);
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
    roleStart_.push_back(static_cast<std::uint32_t>(bits_.size()));
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

/// Persons from one multiple of 64 to another: their functions, their conflicts and how many ways led there. Stretches share no
/// word of a column, so they can be worked on beside each other.
class ConflictFinder::Stretch
{
public:
    Stretch(ConflictFinder& finder, const std::vector<std::uint32_t>& rules, std::size_t firstWord, std::size_t endWord)
        : finder_(finder), rules_(rules), firstWord_(firstWord), endWord_(endWord)
    {
    }
    void run()
    {
        findFunctions();
        for (std::size_t word = firstWord_; word < endWord_; ++word)
            findConflicts(word);
        countWitnesses();
    }

    FindResult found;

private:
    void findFunctions()
    {
        const std::size_t functions = finder_.rules_.functions.size();
        const auto end = static_cast<std::uint32_t>(std::min(finder_.graph_.persons.size(), endWord_ * 64));
        std::vector<char> met(finder_.functionOfBit_.size());
        for (auto person = static_cast<std::uint32_t>(firstWord_ * 64); person < end; ++person) {
            std::fill(met.begin(), met.end(), '\0');
            for (std::uint32_t g = finder_.personStart_[person]; g < finder_.personStart_[person + 1]; ++g)
                finder_.eachGroup(finder_.graph_.grants[finder_.personGrants_[g]].role, [&](std::uint32_t bit) { met[bit] = 1; });
            for (std::uint32_t function = 0; function < functions; ++function) {
                const auto [from, to] = finder_.groupsOf(function);
                std::uint32_t bit = from;
                while (bit < to && met[bit] != 0)
                    ++bit;
                if (bit < to || from == to)
                    continue; // a function without groups is nobody's
                finder_.held_[function * finder_.words_ + person / 64] |= std::uint64_t{1} << (person % 64);
                ++found.userFunctions;
            }
        }
    }

    /// Who of 64 persons breaks which rule. Rule by rule is how they are found; person by person is how they are read.
    void findConflicts(std::size_t word)
    {
        broken_.clear();
        std::array<std::size_t, 64> next{};
        for (const std::uint32_t rule : rules_) {
            std::uint64_t persons = ~std::uint64_t{0};
            for (const auto& leg : finder_.rules_.rules[rule].legs) {
                std::uint64_t holders = 0;
                for (const std::uint32_t function : leg)
                    holders |= finder_.held_[function * finder_.words_ + word];
                persons &= holders;
            }
            if (persons == 0)
                continue;
            broken_.emplace_back(rule, persons);
            for (std::uint64_t bits = persons; bits != 0; bits &= bits - 1)
                ++next[static_cast<std::size_t>(std::countr_zero(bits))];
        }
        std::size_t at = found.conflicts.size();
        for (std::size_t& count : next) {
            found.personsInConflict += count != 0 ? 1U : 0U;
            at += std::exchange(count, at);
        }
        found.conflicts.resize(at);
        for (const auto& [rule, persons] : broken_) {
            for (std::uint64_t bits = persons; bits != 0; bits &= bits - 1) {
                const int bit = std::countr_zero(bits);
                found.conflicts[next[static_cast<std::size_t>(bit)]++] = {static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(bit), rule};
            }
        }
    }

    void countWitnesses()
    {
        std::vector<std::uint32_t> ways(finder_.rules_.functions.size());
        std::uint32_t counted = kNoPerson;
        for (const Conflict& conflict : found.conflicts) {
            if (conflict.person != counted) {
                counted = conflict.person;
                std::fill(ways.begin(), ways.end(), 0U);
                for (std::uint32_t g = finder_.personStart_[counted]; g < finder_.personStart_[counted + 1]; ++g) {
                    finder_.eachGroup(finder_.graph_.grants[finder_.personGrants_[g]].role,
                        [&](std::uint32_t bit) { ++ways[finder_.functionOfBit_[bit]]; });
                }
            }
            for (const auto& leg : finder_.rules_.rules[conflict.rule].legs) {
                for (const std::uint32_t function : leg) {
                    if (finder_.holds(conflict.person, function))
                        found.witnesses += ways[function];
                }
            }
        }
    }

    ConflictFinder& finder_;
    const std::vector<std::uint32_t>& rules_;
    std::size_t firstWord_, endWord_;
    std::vector<std::pair<std::uint32_t, std::uint64_t>> broken_; ///< rule, who of the 64
};

Result<FindResult> ConflictFinder::run(const std::vector<std::uint32_t>& active, const Progress& progress, unsigned threads)
{
    constexpr std::size_t kWords = 64; ///< of a stretch: 4,096 persons
    words_ = (graph_.persons.size() + 63) / 64;
    held_.assign(rules_.functions.size() * words_, 0);
    std::vector<std::uint32_t> order = active;
    if (order.empty()) {
        order.resize(rules_.rules.size());
        std::iota(order.begin(), order.end(), 0U);
    }
    FindResult result;
    for (std::size_t from = 0; from < words_; from += kWords * threads) {
        if (progress.cancelled())
            return fail(kCheckCancelled);
        progress.at(from, words_);
        std::vector<Stretch> stretches;
        for (std::size_t word = from; word < std::min(words_, from + kWords * threads); word += kWords)
            stretches.emplace_back(*this, order, word, std::min(words_, word + kWords));
        std::vector<std::function<void()>> tasks;
        for (Stretch& stretch : stretches)
            tasks.emplace_back([&stretch] { stretch.run(); });
        runTasks(threads, tasks);
        for (const Stretch& stretch : stretches) {
            const FindResult& found = stretch.found;
            result.conflicts.insert(result.conflicts.end(), found.conflicts.begin(), found.conflicts.end());
            result.userFunctions += found.userFunctions;
            result.personsInConflict += found.personsInConflict;
            result.witnesses += found.witnesses;
        }
    }
    return result;
}

bool ConflictFinder::holds(std::uint32_t person, std::uint32_t function) const
{
    return (held_[function * words_ + person / 64] >> (person % 64) & 1U) != 0;
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
                    if (bits_[c] >= first && bits_[c] < end)
                        each(leg, witness(grant, c));
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
            if (bits_[c] < first || bits_[c] >= end || met[bits_[c] - first])
                continue;
            met[bits_[c] - first] = true;
            path.push_back(witness(grant, c));
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
    std::string text;
    appendPath(text, finder, function, finder.path(person, function));
    return text;
}

void appendPath(std::string& text, const ConflictFinder& finder, std::uint32_t function, const std::vector<Witness>& path)
{
    const AccessGraph& graph = finder.graph();
    bool first = true;
    for (const Witness& step : path) {
        if (!first)
            text += " & ";
        first = false;
        const GraphAccount& account = graph.accounts[step.account];
        const std::string& role = graph.roles[step.role].name;
        const std::string& permission = graph.permissions[step.permission].name;
        if (!account.system.empty())
            text.append(account.system).append(1, ':');
        text += account.id;
        if (!role.empty() && role != permission)
            text.append(" > ").append(role);
        text.append(" > ").append(permission);
        if (step.level != Level::Unstated)
            text.append(" (").append(access::name(step.level)).append(1, ')');
    }
    text.append(" > ").append(finder.rules().functions[function].code);
}

} // namespace oxseal::sod
