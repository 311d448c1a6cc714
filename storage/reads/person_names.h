// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/people_reads.h"

#include <map>
#include <string>

namespace oxseal {

using NamesById = std::map<PersonId, std::string>;

/// Names of all persons ever, for who did what.
[[nodiscard]] inline Result<NamesById> namesById(Database& db)
{
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    NamesById names;
    for (const Person& person : people)
        names.emplace(person.id, person.name);
    return names;
}
/// The same with their logins.
[[nodiscard]] inline Result<NamesById> loginsById(Database& db)
{
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    NamesById logins;
    for (const Person& person : people)
        logins.emplace(person.id, person.login);
    return logins;
}
/// "" for nobody.
[[nodiscard]] inline std::string named(const NamesById& names, PersonId id)
{
    const auto found = names.find(id);
    return found == names.end() ? std::string() : found->second;
}

} // namespace oxseal
