// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/person_duties.h"

#include <algorithm>
#include <numeric>

namespace oxseal::sod {

PersonDuties::PersonDuties(const ConflictFinder& finder, std::vector<std::uint32_t> active)
    : finder_(finder)
    , active_(std::move(active))
    , count_(finder.groups())
    , met_(finder.rules().functions.size())
{
    if (active_.empty()) {
        active_.resize(finder.rules().rules.size());
        std::iota(active_.begin(), active_.end(), 0U);
    }
}

void PersonDuties::load(std::uint32_t person)
{
    for (const std::uint32_t group : touched_) {
        count_[group] = 0;
        met_[finder_.functionOfGroup(group)] = 0;
    }
    touched_.clear();
    if (person == kNoPerson)
        return;
    for (const std::uint32_t grant : finder_.grantsOf(person))
        give(finder_.graph().grants[grant].role);
}

void PersonDuties::give(std::uint32_t role)
{
    finder_.eachGroup(role, [this](std::uint32_t group) {
        if (count_[group]++ == 0) {
            ++met_[finder_.functionOfGroup(group)];
            touched_.push_back(group);
        }
    });
}

void PersonDuties::take(std::uint32_t role)
{
    finder_.eachGroup(role, [this](std::uint32_t group) {
        if (count_[group] > 0 && --count_[group] == 0)
            --met_[finder_.functionOfGroup(group)];
    });
}

bool PersonDuties::holds(std::uint32_t function) const
{
    const auto [first, end] = finder_.groupsOf(function);
    return first != end && met_[function] == end - first;
}

bool PersonDuties::breaks(std::uint32_t rule) const
{
    const auto& legs = finder_.rules().rules[rule].legs;
    return std::all_of(legs.begin(), legs.end(), [this](const std::vector<std::uint32_t>& leg) {
        return std::any_of(leg.begin(), leg.end(), [this](std::uint32_t function) { return holds(function); });
    });
}

std::vector<std::uint32_t> PersonDuties::conflicts() const
{
    std::vector<std::uint32_t> broken;
    std::copy_if(active_.begin(), active_.end(), std::back_inserter(broken), [this](std::uint32_t rule) { return breaks(rule); });
    return broken;
}

WhatIf compared(const std::vector<std::uint32_t>& before, const PersonDuties& duties)
{
    WhatIf out;
    for (const std::uint32_t rule : duties.conflicts()) {
        const bool known = std::find(before.begin(), before.end(), rule) != before.end();
        (known ? out.kept : out.gained).push_back(rule);
    }
    for (const std::uint32_t rule : before) {
        if (std::find(out.kept.begin(), out.kept.end(), rule) == out.kept.end())
            out.cleared.push_back(rule);
    }
    return out;
}

} // namespace oxseal::sod
