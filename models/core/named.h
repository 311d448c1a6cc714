// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace oxseal {

/// The enumerator that stands at the place of a name in the table of all names, which is in the enum's order from 0.
template <class E, std::size_t N>
[[nodiscard]] std::optional<E> fromName(const std::array<const char*, N>& names, std::string_view text) noexcept
{
    for (std::size_t at = 0; at < N; ++at) {
        if (text == names[at])
            return static_cast<E>(at);
    }
    return std::nullopt;
}

} // namespace oxseal
