// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/person_paths.h"

namespace oxseal::sod {

PathWords::PathWords(const ConflictFinder& finder)
    : routes_(finder.ways())
{
    for (std::uint32_t role = 0; role < finder.graph().roles.size(); ++role) {
        finder.eachWayOf(role, [&](std::uint32_t, std::uint32_t way) {
            const Witness step = finder.witness({0, role}, way);
            appendRoute(routes_[way], finder.graph(), role, {step.permission, step.level});
        });
    }
}

PersonPaths::PersonPaths(const ConflictFinder& finder, const PathWords& words)
    : finder_(finder)
    , words_(words)
    , first_(finder.groups())
    , text_(finder.rules().functions.size())
    , textOf_(text_.size(), kNoPerson)
{
}

void PersonPaths::load(std::uint32_t person)
{
    person_ = person;
    finder_.eachWay(person, [this](std::uint32_t group, const GraphGrant& grant, std::uint32_t way) {
        if (first_[group].person != person_)
            first_[group] = {person_, grant.account, way};
    });
}

std::string_view PersonPaths::text(std::uint32_t function)
{
    TextBuffer& text = text_[function];
    if (textOf_[function] == person_)
        return text.view();
    textOf_[function] = person_;
    text.clear();
    const auto [from, to] = finder_.groupsOf(function);
    for (std::uint32_t group = from; group < to; ++group) {
        const Step& step = first_[group];
        if (step.person != person_)
            continue;
        const GraphAccount& account = finder_.graph().accounts[step.account];
        const std::string_view joined = text.empty() ? "" : " & ";
        text.add({joined, account.system, account.system.empty() ? "" : ":", account.id, words_.route(step.way)});
    }
    text.add({" > ", finder_.rules().functions[function].code});
    return text.view();
}

} // namespace oxseal::sod
