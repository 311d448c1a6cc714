// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/result.h"

namespace oxseal {

std::string Error::debugString() const
{
    std::string text = code_.id;
    if (!place_.empty())
        text += " at " + place_;
    for (const auto& argument : arguments_)
        text += " [" + argument + "]";
    return text;
}

} // namespace oxseal
