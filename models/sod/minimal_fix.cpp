// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/minimal_fix.h"

#include "models/sod/person_duties.h"

#include <algorithm>
#include <limits>

namespace oxseal::sod {
namespace {

/// A removal more is never worth any number of permissions.
constexpr std::int64_t kPerRemoval = 1'000'000'000;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

} // namespace

MinimalFix::MinimalFix(const ConflictFinder& finder, std::vector<std::uint32_t> active, std::uint64_t steps)
    : finder_(finder)
    , active_(std::move(active))
    , limit_(steps)
    , carriers_(finder.groups())
{
}

void MinimalFix::load(std::uint32_t person)
{
    for (const std::uint32_t group : used_)
        carriers_[group].clear();
    used_.clear();
    units_.clear();
    PersonDuties duties(finder_, active_);
    duties.load(person);
    rules_ = duties.conflicts();
    if (rules_.empty())
        return;
    std::vector<bool> wanted(finder_.groups());
    for (const std::uint32_t rule : rules_) {
        for (const auto& leg : finder_.rules().rules[rule].legs) {
            for (const std::uint32_t function : leg) {
                const auto [first, end] = finder_.groupsOf(function);
                std::fill(wanted.begin() + first, wanted.begin() + end, true);
            }
        }
    }
    for (const std::uint32_t grant : finder_.grantsOf(person))
        addGrant(grant);
    for (std::uint32_t at = 0; at < units_.size(); ++at) {
        Unit& unit = units_[at];
        std::erase_if(unit.groups, [&wanted](std::uint32_t group) { return !wanted[group]; });
        std::sort(unit.groups.begin(), unit.groups.end());
        unit.groups.erase(std::unique(unit.groups.begin(), unit.groups.end()), unit.groups.end());
        unit.cost = kPerRemoval + static_cast<std::int64_t>(unit.removal.permissions);
        for (const std::uint32_t group : unit.groups) {
            if (carriers_[group].empty())
                used_.push_back(group);
            carriers_[group].push_back(at);
        }
    }
    state_.assign(units_.size(), State::Free);
}

void MinimalFix::addGrant(std::uint32_t grant)
{
    const AccessGraph& graph = finder_.graph();
    const GraphGrant& held = graph.grants[grant];
    const GraphRole& role = graph.roles[held.role];
    auto unit = std::find_if(units_.begin(), units_.end(), [&](const Unit& other) {
        const GraphRole& named = graph.roles[other.removal.role];
        return other.removal.account == held.account
            && (other.removal.role == held.role || (!role.name.empty() && named.name == role.name && named.system == role.system));
    });
    if (unit == units_.end()) {
        units_.push_back({{held.account, held.role, {}, 0}, {}, 0});
        unit = units_.end() - 1;
    }
    unit->removal.grants.push_back(grant);
    unit->removal.permissions += std::max<std::size_t>(1, role.permissions.size());
    finder_.eachGroup(held.role, [unit](std::uint32_t group) { unit->groups.push_back(group); });
}

bool MinimalFix::carried(std::uint32_t group, const std::vector<bool>& chosen) const
{
    const Units& by = carriers_[group];
    return std::any_of(by.begin(), by.end(), [&](std::uint32_t unit) { return state_[unit] == State::Kept || chosen[unit]; });
}

bool MinimalFix::broken(std::uint32_t rule, const std::vector<bool>& chosen) const
{
    const auto& legs = finder_.rules().rules[rule].legs;
    return std::all_of(legs.begin(), legs.end(), [&](const std::vector<std::uint32_t>& leg) {
        return std::any_of(leg.begin(), leg.end(), [&](std::uint32_t function) {
            const auto [first, end] = finder_.groupsOf(function);
            for (std::uint32_t group = first; group < end; ++group) {
                if (!carried(group, chosen))
                    return false;
            }
            return first != end;
        });
    });
}

/// Units to choose beyond `chosen` so that the function is held: the one that meets most of what is missing first.
std::optional<MinimalFix::Units> MinimalFix::cover(std::uint32_t function, std::vector<bool>& chosen) const
{
    const auto [first, end] = finder_.groupsOf(function);
    Units more;
    for (;;) {
        Units missing;
        for (std::uint32_t group = first; group < end; ++group) {
            if (!carried(group, chosen))
                missing.push_back(group);
        }
        if (missing.empty())
            break;
        std::uint32_t best = 0;
        std::size_t most = 0;
        for (const std::uint32_t unit : carriers_[missing.front()]) { // that group must be met by one of these
            if (state_[unit] == State::Gone)
                continue;
            const auto& groups = units_[unit].groups;
            const auto meets = static_cast<std::size_t>(std::count_if(missing.begin(), missing.end(),
                [&groups](std::uint32_t group) { return std::binary_search(groups.begin(), groups.end(), group); }));
            if (meets > most) {
                most = meets;
                best = unit;
            }
        }
        if (most == 0) {
            for (const std::uint32_t unit : more)
                chosen[unit] = false;
            return {};
        }
        chosen[best] = true;
        more.push_back(best);
    }
    return first == end ? std::nullopt : std::optional(std::move(more));
}

/// Free units that, left where they are, keep the rule broken; none when it no longer is; empty when the kept ones suffice.
std::optional<MinimalFix::Units> MinimalFix::witness(std::uint32_t rule) const
{
    std::vector<bool> chosen(units_.size());
    for (const auto& leg : finder_.rules().rules[rule].legs) {
        std::optional<Units> least;
        for (const std::uint32_t function : leg) {
            std::optional<Units> found = cover(function, chosen);
            if (!found)
                continue;
            for (const std::uint32_t unit : *found)
                chosen[unit] = false;
            if (!least || found->size() < least->size())
                least = std::move(found);
        }
        if (!least)
            return {};
        for (const std::uint32_t unit : *least)
            chosen[unit] = true;
    }
    Units out;
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
        if (!chosen[unit])
            continue;
        chosen[unit] = false;
        if (!broken(rule, chosen)) { // it is needed
            chosen[unit] = true;
            out.push_back(unit);
        }
    }
    return out;
}

std::optional<MinimalFix::Units> MinimalFix::smallestWitness() const
{
    std::optional<Units> least;
    for (const std::uint32_t rule : rules_) {
        std::optional<Units> found = witness(rule);
        if (found && (!least || found->size() < least->size()))
            least = std::move(found);
        if (least && least->size() <= 1)
            break;
    }
    return least;
}

bool MinimalFix::anyBroken() const
{
    return std::any_of(rules_.begin(), rules_.end(), [this](std::uint32_t rule) { return witness(rule).has_value(); });
}

/// What still must be spent at least; kNever when what is kept breaks a rule by itself.
std::int64_t MinimalFix::bound()
{
    const std::vector<State> before = state_;
    std::int64_t sum = 0;
    for (const std::uint32_t rule : rules_) {
        while (const auto found = witness(rule)) {
            if (found->empty()) {
                state_ = before;
                return kNever;
            }
            std::int64_t least = kNever;
            for (const std::uint32_t unit : *found) {
                least = std::min(least, units_[unit].cost);
                state_[unit] = State::Gone; // the next sets are disjoint from this one
            }
            sum += least;
        }
    }
    state_ = before;
    return sum;
}

void MinimalFix::keepBest(std::int64_t cost)
{
    best_ = state_;
    bestCost_ = cost;
}

void MinimalFix::takeGreedily()
{
    for (;;) {
        std::vector<std::size_t> hits(units_.size());
        bool any = false;
        for (const std::uint32_t rule : rules_) {
            if (const auto found = witness(rule)) {
                any = true;
                for (const std::uint32_t unit : *found)
                    ++hits[unit];
            }
        }
        if (!any)
            break;
        std::uint32_t best = 0;
        for (std::uint32_t unit = 1; unit < units_.size(); ++unit) {
            if (hits[unit] > hits[best] || (hits[unit] == hits[best] && units_[unit].cost < units_[best].cost))
                best = unit;
        }
        state_[best] = State::Gone;
    }
    Units gone;
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
        if (state_[unit] == State::Gone)
            gone.push_back(unit);
    }
    std::stable_sort(gone.begin(), gone.end(), [this](std::uint32_t a, std::uint32_t b) { return units_[a].cost > units_[b].cost; });
    for (const std::uint32_t unit : gone) {
        state_[unit] = State::Free;
        if (anyBroken())
            state_[unit] = State::Gone;
    }
    std::int64_t cost = 0;
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit)
        cost += state_[unit] == State::Gone ? units_[unit].cost : 0;
    keepBest(cost);
    state_.assign(units_.size(), State::Free);
}

void MinimalFix::search(std::int64_t cost)
{
    if (steps_ >= limit_) {
        stopped_ = true;
        return;
    }
    ++steps_;
    std::optional<Units> least = smallestWitness();
    if (!least) {
        if (cost < bestCost_)
            keepBest(cost);
        return;
    }
    const std::int64_t more = bound();
    if (more == kNever || cost + more >= bestCost_)
        return;
    std::stable_sort(least->begin(), least->end(),
        [this](std::uint32_t a, std::uint32_t b) { return units_[a].groups.size() > units_[b].groups.size(); });
    for (const std::uint32_t unit : *least) {
        state_[unit] = State::Gone;
        search(cost + units_[unit].cost);
        if (stopped_)
            break;
        state_[unit] = State::Kept; // the branches after it are those that keep it
    }
    for (const std::uint32_t unit : *least)
        state_[unit] = State::Free;
}

Fix MinimalFix::of(std::uint32_t person)
{
    load(person);
    Fix fix;
    fix.proven = true;
    if (rules_.empty())
        return fix;
    steps_ = 0;
    stopped_ = false;
    takeGreedily();
    const std::int64_t least = bound();
    if (least < bestCost_)
        search(0);
    fix.proven = !stopped_;
    fix.steps = steps_;
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
        if (best_[unit] != State::Gone)
            continue;
        fix.permissions += units_[unit].removal.permissions;
        fix.removals.push_back(units_[unit].removal);
    }
    fix.atLeastRemovals = fix.proven ? fix.removals.size() : static_cast<std::uint64_t>(least / kPerRemoval);
    return fix;
}

} // namespace oxseal::sod
