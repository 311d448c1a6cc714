// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oxseal::recon {

/// How two references compare. `Near` is one inside the other (five characters or more) or at most two slips in six
/// characters or more; `Missing` when either line has none.
enum class ReferenceLevel : std::uint8_t { Missing, Equal, Near, Conflict };
inline constexpr std::size_t kReferenceLevels = 4;

/// Both in the form of reference_key; "" = none.
[[nodiscard]] ReferenceLevel compareReferences(std::string_view left, std::string_view right) noexcept;

} // namespace oxseal::recon
