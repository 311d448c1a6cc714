// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_finder.h"

#include "models/core/parallel.h"
#include "models/sod/bit_square.h"

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
    groupWords_ = (functionOfBit_.size() + 63) / 64;
    met_.assign(graph_.roles.size() * groupWords_, 0);
    for (std::size_t role = 0; role < graph_.roles.size(); ++role) {
        for (std::uint32_t c = roleStart_[role]; c < roleStart_[role + 1]; ++c)
            met_[role * groupWords_ + bits_[c] / 64] |= std::uint64_t{1} << (bits_[c] % 64);
    }
}

void ConflictFinder::groupGrants()
{
    std::vector<std::uint32_t> personOf; // an account is some strings long: millions of grants ask for its person alone
    personOf.reserve(graph_.accounts.size());
    for (const GraphAccount& account : graph_.accounts)
        personOf.push_back(account.person);
    // Counting sort of the grants by person keeps the file's order within a person.
    personStart_.assign(graph_.persons.size() + 1, 0);
    for (const GraphGrant& grant : graph_.grants) {
        const std::uint32_t person = personOf[grant.account];
        if (person != kNoPerson)
            ++personStart_[person + 1];
    }
    std::partial_sum(personStart_.begin(), personStart_.end(), personStart_.begin());
    personGrants_.resize(personStart_.back());
    grantOf_.resize(personStart_.back());
    std::vector<std::uint32_t> next(personStart_.begin(), personStart_.end() - 1);
    for (std::uint32_t at = 0; at < graph_.grants.size(); ++at) {
        const GraphGrant grant = graph_.grants[at];
        const std::uint32_t person = personOf[grant.account];
        if (person == kNoPerson)
            continue;
        const std::uint32_t place = next[person]++;
        personGrants_[place] = at;
        grantOf_[place] = grant;
    }
}

/// The legs of all rules, flat: millions of conflicts ask for a rule's functions.
struct FlatRules
{
    explicit FlatRules(const RuleSet& rules)
    {
        for (const Rule& rule : rules.rules) {
            for (const auto& leg : rule.legs) {
                functions.insert(functions.end(), leg.begin(), leg.end());
                legEnd.push_back(functions.size());
            }
            ruleEnd.push_back(legEnd.size());
        }
    }
    [[nodiscard]] std::size_t firstLeg(std::uint32_t rule) const { return rule == 0 ? 0 : ruleEnd[rule - 1]; }
    [[nodiscard]] std::size_t firstFunction(std::size_t leg) const { return leg == 0 ? 0 : legEnd[leg - 1]; }
    [[nodiscard]] std::span<const std::uint32_t> ofLeg(std::size_t leg) const
    {
        return std::span(functions).subspan(firstFunction(leg), legEnd[leg] - firstFunction(leg));
    }
    [[nodiscard]] std::span<const std::uint32_t> ofRule(std::uint32_t rule) const
    {
        const std::size_t from = firstFunction(firstLeg(rule));
        return std::span(functions).subspan(from, firstFunction(ruleEnd[rule]) - from);
    }

    std::vector<std::uint32_t> functions;
    std::vector<std::size_t> legEnd; ///< in functions
    std::vector<std::size_t> ruleEnd; ///< in legEnd
};

/// Persons from one multiple of 64 to another: their functions, their conflicts and how many ways led there. No two stretches
/// write of the same person, so they can be worked on beside each other.
class ConflictFinder::Stretch
{
public:
    Stretch(ConflictFinder& finder, const FlatRules& rules, const std::vector<std::uint32_t>& active, std::size_t first, std::size_t end)
        : finder_(finder), rules_(rules), active_(active), first_(first), end_(end), met_(finder.groupWords_), holders_(finder.functionWords_ * 64),
          ways_(finder.rules_.functions.size())
    {
    }
    void run()
    {
        for (std::size_t block = first_; block < end_; ++block) {
            findFunctions(block);
            const std::size_t before = found.conflicts.size();
            findConflicts(block);
            countWitnesses(before);
        }
    }

    FindResult found;

private:
    /// Of 64 persons: who meets which group, who therefore holds which function, and the same by person.
    void findFunctions(std::size_t block)
    {
        const std::size_t words = finder_.groupWords_;
        persons_ = std::min<std::size_t>(64, finder_.graph_.persons.size() - block * 64);
        for (BitSquare& square : met_)
            square.fill(0);
        for (std::uint32_t at = 0; at < persons_; ++at) {
            for (const GraphGrant& grant : finder_.heldBy(static_cast<std::uint32_t>(block * 64) + at)) {
                const std::uint64_t* role = finder_.met_.data() + grant.role * words;
                for (std::size_t word = 0; word < words; ++word)
                    met_[word][at] |= role[word];
            }
        }
        for (BitSquare& square : met_)
            transpose(square);
        for (std::uint32_t function = 0; function < finder_.rules_.functions.size(); ++function) {
            const auto [from, to] = finder_.groupsOf(function);
            std::uint64_t holders = from == to ? 0 : ~std::uint64_t{0}; // a function without groups is nobody's
            for (std::uint32_t group = from; group < to; ++group)
                holders &= met_[group / 64][group % 64];
            holders_[function] = holders;
            found.userFunctions += static_cast<std::uint64_t>(std::popcount(holders));
        }
        for (std::size_t word = 0; word < finder_.functionWords_; ++word) {
            BitSquare square;
            std::copy_n(holders_.begin() + static_cast<std::ptrdiff_t>(word * 64), 64, square.begin());
            transpose(square);
            for (std::size_t at = 0; at < persons_; ++at)
                finder_.held_[(block * 64 + at) * finder_.functionWords_ + word] = square[at];
        }
    }

    /// Who of 64 persons breaks which rule. Rule by rule is how they are found; person by person is how they are read.
    void findConflicts(std::size_t block)
    {
        broken_.clear();
        std::array<std::size_t, 64> next{};
        for (const std::uint32_t rule : active_) {
            std::uint64_t persons = persons_ < 64 ? (std::uint64_t{1} << persons_) - 1 : ~std::uint64_t{0};
            for (std::size_t leg = rules_.firstLeg(rule); leg < rules_.ruleEnd[rule]; ++leg) {
                std::uint64_t holders = 0;
                for (const std::uint32_t function : rules_.ofLeg(leg))
                    holders |= holders_[function];
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
                found.conflicts[next[static_cast<std::size_t>(bit)]++] = {static_cast<std::uint32_t>(block * 64) + static_cast<std::uint32_t>(bit), rule};
            }
        }
    }

    /// Of the conflicts from place `at` on.
    void countWitnesses(std::size_t at)
    {
        while (at < found.conflicts.size()) {
            const std::uint32_t person = found.conflicts[at].person;
            std::fill(ways_.begin(), ways_.end(), 0U);
            for (const GraphGrant& grant : finder_.heldBy(person))
                finder_.eachGroup(grant.role, [this](std::uint32_t group) { ++ways_[finder_.functionOfBit_[group]]; });
            for (; at < found.conflicts.size() && found.conflicts[at].person == person; ++at) {
                for (const std::uint32_t function : rules_.ofRule(found.conflicts[at].rule))
                    found.witnesses += finder_.holds(person, function) ? ways_[function] : 0;
            }
        }
    }

    ConflictFinder& finder_;
    const FlatRules& rules_;
    const std::vector<std::uint32_t>& active_;
    std::size_t first_, end_; ///< blocks of 64 persons
    std::size_t persons_ = 0; ///< of the block at hand
    std::vector<BitSquare> met_; ///< by word of groups
    std::vector<std::uint64_t> holders_; ///< by function
    std::vector<std::uint32_t> ways_; ///< by function
    std::vector<std::pair<std::uint32_t, std::uint64_t>> broken_; ///< rule, who of the 64
};

Result<FindResult> ConflictFinder::run(const std::vector<std::uint32_t>& active, const Progress& progress, unsigned threads)
{
    constexpr std::size_t kBlocks = 64; ///< of a stretch: 4,096 persons
    const std::size_t blocks = (graph_.persons.size() + 63) / 64;
    functionWords_ = (rules_.functions.size() + 63) / 64;
    held_.assign(graph_.persons.size() * functionWords_, 0);
    const FlatRules rules(rules_);
    std::vector<std::uint32_t> order = active;
    if (order.empty()) {
        order.resize(rules_.rules.size());
        std::iota(order.begin(), order.end(), 0U);
    }
    FindResult result;
    for (std::size_t from = 0; from < blocks; from += kBlocks * threads) {
        if (progress.cancelled())
            return fail(kCheckCancelled);
        progress.at(from, blocks);
        std::vector<Stretch> stretches;
        for (std::size_t block = from; block < std::min(blocks, from + kBlocks * threads); block += kBlocks)
            stretches.emplace_back(*this, rules, order, block, std::min(blocks, block + kBlocks));
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

void ConflictFinder::witnesses(
    const Conflict& conflict, const std::function<void(std::size_t leg, const Witness&)>& each) const
{
    const auto& legs = rules_.rules[conflict.rule].legs;
    for (std::size_t leg = 0; leg < legs.size(); ++leg) {
        for (const std::uint32_t function : legs[leg]) {
            if (!holds(conflict.person, function))
                continue;
            const std::uint32_t first = firstBit_[function], end = firstBit_[function + 1];
            for (const GraphGrant& grant : heldBy(conflict.person)) {
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
    for (const GraphGrant& grant : heldBy(person)) {
        if (path.size() == met.size())
            break;
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
    for (const Witness& step : finder.path(person, function)) {
        if (!text.empty())
            text += " & ";
        const GraphAccount& account = finder.graph().accounts[step.account];
        if (!account.system.empty())
            text.append(account.system).append(1, ':');
        text += account.id;
        appendRoute(text, finder.graph(), step.role, {step.permission, step.level});
    }
    return text.append(" > ").append(finder.rules().functions[function].code);
}

void appendRoute(std::string& text, const AccessGraph& graph, std::uint32_t role, const HeldPermission& permission)
{
    const std::string& given = graph.roles[role].name;
    const std::string& used = graph.permissions[permission.permission].name;
    if (!given.empty() && given != used)
        text.append(" > ").append(given);
    text.append(" > ").append(used);
    if (permission.level != Level::Unstated)
        text.append(" (").append(access::name(permission.level)).append(1, ')');
}

} // namespace oxseal::sod
