// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace oxseal::recon {

/// What the signer holds to be the cause of a difference that the figures do not account for. Stated with the signature; the
/// difference stays an open matter all the same.
inline constexpr std::array<const char*, 6> kDifferenceCauses{"timing", "book_error", "other_side_error", "not_booked", "disputed", "unidentified"};

[[nodiscard]] constexpr bool isDifferenceCause(std::string_view text) noexcept
{
    for (const char* cause : kDifferenceCauses) {
        if (text == cause)
            return true;
    }
    return false;
}

} // namespace oxseal::recon
