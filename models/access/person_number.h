// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/text.h"

#include <string>
#include <string_view>
#include <utility>

namespace oxseal::access {

/// An employee number (or login) as it is compared: HR, a system's administrator and whoever invites a user write the same one with
/// other letters or blanks around it, and nobody becomes another person by that.
[[nodiscard]] inline std::string foldedNumber(std::string_view number) { return lowerAscii(trimmed(number)); }
/// The same person; "" is nobody and never the same.
[[nodiscard]] inline bool sameNumber(std::string_view a, std::string_view b) noexcept
{
    const std::string_view one = trimmed(a);
    return !one.empty() && equalsIgnoringCase(one, trimmed(b));
}
/// Who is reviewed by whom, as sets of such pairs hold it.
[[nodiscard]] inline std::pair<std::string, std::string> reviewPair(std::string_view subject, std::string_view reviewer)
{
    return {foldedNumber(subject), foldedNumber(reviewer)};
}

} // namespace oxseal::access
