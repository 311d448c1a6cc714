// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace oxseal {

/// The places of `keys` in ascending order of their keys; equal keys keep their order. Radix sort from the lowest digit on, so
/// the cost is linear in the number of keys and in the bits that differ among them. At most 2^32 − 1 keys.
[[nodiscard]] std::vector<std::uint32_t> radixOrder(std::span<const std::uint64_t> keys);

} // namespace oxseal
