// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace oxseal::sod {

/// 64 rows of 64 bits.
using BitSquare = std::array<std::uint64_t, 64>;

/// Turns rows into columns: bit c of row r becomes bit r of row c. Ever smaller squares across the diagonal change places, 6 × 32
/// exchanges in all (Warren, Hacker's Delight, 2nd ed., 7-3).
inline void transpose(BitSquare& rows) noexcept
{
    std::uint64_t mask = 0x00000000FFFFFFFFULL;
    for (unsigned width = 32; width != 0; width >>= 1U, mask ^= mask << width) {
        for (unsigned row = 0; row < 64; row = (row + width + 1) & ~width) {
            const std::uint64_t moved = (rows[row] >> width ^ rows[row + width]) & mask;
            rows[row] ^= moved << width;
            rows[row + width] ^= moved;
        }
    }
}

} // namespace oxseal::sod
