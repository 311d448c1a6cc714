// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/people_reads.h"

#include <map>
#include <string>

namespace oxseal {

using NamesById = std::map<PersonId, std::string>;

/// What `known` says of all persons ever, for who did what.
[[nodiscard]] inline Result<NamesById> personsById(Database& db, std::string Person::*known)
{
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    NamesById names;
    for (const Person& person : people)
        names.emplace(person.id, person.*known);
    return names;
}
[[nodiscard]] inline Result<NamesById> namesById(Database& db) { return personsById(db, &Person::name); }
[[nodiscard]] inline Result<NamesById> loginsById(Database& db) { return personsById(db, &Person::login); }
/// "" for nobody.
[[nodiscard]] inline std::string named(const NamesById& names, PersonId id)
{
    const auto found = names.find(id);
    return found == names.end() ? std::string() : found->second;
}

} // namespace oxseal
