// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/person_paths.h"

namespace oxseal::sod {

PersonPaths::PersonPaths(const ConflictFinder& finder)
    : finder_(finder)
    , first_(finder.groups())
    , firstOf_(finder.groups(), kNoPerson)
    , text_(finder.rules().functions.size())
    , textOf_(text_.size(), kNoPerson)
{
}

void PersonPaths::load(std::uint32_t person)
{
    person_ = person;
    finder_.eachWay(person, [this](std::uint32_t group, const auto& way) {
        if (firstOf_[group] == person_)
            return;
        firstOf_[group] = person_;
        first_[group] = way();
    });
}

const std::string& PersonPaths::text(std::uint32_t function)
{
    std::string& text = text_[function];
    if (textOf_[function] == person_)
        return text;
    textOf_[function] = person_;
    path_.clear();
    const auto [from, to] = finder_.groupsOf(function);
    for (std::uint32_t group = from; group < to; ++group) {
        if (firstOf_[group] == person_)
            path_.push_back(first_[group]);
    }
    text.clear();
    appendPath(text, finder_, function, path_);
    return text;
}

} // namespace oxseal::sod
