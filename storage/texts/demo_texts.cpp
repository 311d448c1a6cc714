// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> demoTexts()
{
    static constexpr Entry entries[] = {
        {"demo.no_words", "The demo's words or templates lack {0}.", "Reinstall the program; its resources are incomplete."},
    };
    return entries;
}

} // namespace oxseal::texts
