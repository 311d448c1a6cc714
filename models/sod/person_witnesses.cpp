// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/person_witnesses.h"

#include <algorithm>

namespace oxseal::sod {

PersonWitnesses::PersonWitnesses(const ConflictFinder& finder)
    : finder_(finder)
    , start_(finder.rules().functions.size() + 1, 0)
{
}

void PersonWitnesses::load(std::uint32_t person)
{
    person_ = person;
    found_.clear();
    std::fill(start_.begin(), start_.end(), 0U);
    finder_.eachWay(person, [this](std::uint32_t, const GraphGrant& grant, std::uint32_t way) {
        found_.push_back(finder_.witness(grant, way));
        ++start_[found_.back().function];
    });
    // Counting sort from behind: afterwards start_ holds the beginnings, and equal functions keep their order.
    std::uint32_t end = 0;
    for (auto& at : start_)
        at = end += at;
    sorted_.resize(found_.size());
    for (auto way = found_.rbegin(); way != found_.rend(); ++way)
        sorted_[--start_[way->function]] = *way;
}

std::span<const Witness> PersonWitnesses::of(std::uint32_t function) const
{
    return std::span(sorted_).subspan(start_[function], start_[function + 1] - start_[function]);
}

} // namespace oxseal::sod
