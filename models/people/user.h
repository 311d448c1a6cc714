// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "models/people/permissions.h"

#include <set>
#include <string>

namespace oxseal {

enum class PersonState {
    Invited, ///< has a one-time code, no keys of his own yet
    Active,
    Removed, ///< stays in the records, cannot open the workspace
};
[[nodiscard]] const char* name(PersonState state) noexcept;

/// Somebody who may open the workspace, or could. Never a name from a roster: those are rows of a snapshot.
struct Person
{
    PersonId id;
    std::string login;
    std::string name;
    PersonState state = PersonState::Invited;
    std::string employeeId; ///< links to rosters; "" when unknown
    std::set<Role> roles;

    friend bool operator==(const Person&, const Person&) = default;
};

} // namespace oxseal
