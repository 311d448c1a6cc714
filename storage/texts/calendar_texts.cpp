// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> calendarTexts()
{
    static constexpr Entry entries[] = {
        {"calendar.none", "", ""},
    };
    return entries;
}

} // namespace oxseal::texts
