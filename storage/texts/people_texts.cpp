// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> peopleTexts()
{
    static constexpr Entry entries[] = {
        {"people.none", "", ""},
    };
    return entries;
}

} // namespace oxseal::texts
