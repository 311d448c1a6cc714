// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace oxseal::recon {

/// Evidence in bits (base-2 logarithms) as fixed point: 65,536 units are one bit. All of it is integer arithmetic, so every
/// machine and every optimisation level gives the same number.
using Bits = std::int32_t;
inline constexpr Bits kOneBit = 1 << 16;

/// log2(numerator / denominator), rounded down to a unit. Both must be positive.
[[nodiscard]] Bits log2Ratio(std::uint64_t numerator, std::uint64_t denominator) noexcept;

/// Probabilities are fixed point with 32 fraction bits.
inline constexpr std::uint64_t kCertain = std::uint64_t{1} << 32U;
/// Odds beyond 2^±16 are treated as 2^±16: a probability is never stated closer to 0 or 1 than 1/65,537.
inline constexpr Bits kMostBits = 16 * kOneBit;

/// 2^(bits / 65,536) with 32 fraction bits; `bits` is clamped to ±kMostBits.
[[nodiscard]] std::uint64_t oddsOf(std::int64_t bits) noexcept;
/// odds / (1 + odds), with 32 fraction bits.
[[nodiscard]] std::uint64_t shareOf(std::int64_t bits) noexcept;

} // namespace oxseal::recon
