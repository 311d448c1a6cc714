// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/user.h"

namespace oxseal {

const char* name(PersonState state) noexcept
{
    switch (state) {
    case PersonState::Invited:
        return "invited";
    case PersonState::Active:
        return "active";
    case PersonState::Removed:
        break;
    }
    return "removed";
}

} // namespace oxseal
