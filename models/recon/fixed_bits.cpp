// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/fixed_bits.h"

#include <algorithm>
#include <array>
#include <bit>

namespace oxseal::recon {
namespace {

__extension__ typedef unsigned __int128 Wide;

/// log2 of a positive integer with 24 fraction bits: one bit of the fraction per squaring of the mantissa.
std::int64_t log2Of(std::uint64_t value) noexcept
{
    const int whole = 63 - std::countl_zero(value);
    std::uint64_t mantissa = value << static_cast<unsigned>(63 - whole); // 1.0 = 2^63
    std::int64_t result = whole;
    for (int i = 0; i < 24; ++i) {
        const Wide square = Wide{mantissa} * mantissa; // 1.0 = 2^126
        const bool two = (square >> 127U) != 0;
        mantissa = static_cast<std::uint64_t>(square >> (two ? 64U : 63U));
        result = result * 2 + (two ? 1 : 0);
    }
    return result;
}

std::uint64_t rootOf(Wide value) noexcept
{
    std::uint64_t root = 0;
    for (int bit = 63; bit >= 0; --bit) {
        const std::uint64_t more = root | std::uint64_t{1} << static_cast<unsigned>(bit);
        if (Wide{more} * more <= value)
            root = more;
    }
    return root;
}

/// 2^(i/256) and 2^(i/65,536) for i < 256, 1.0 = 2^60.
struct PowerTables
{
    std::array<std::uint64_t, 256> high{};
    std::array<std::uint64_t, 256> low{};

    PowerTables()
    {
        std::array<std::uint64_t, 16> roots{}; // 2^(1/2), 2^(1/4), …
        std::uint64_t root = std::uint64_t{1} << 61U;
        for (auto& entry : roots)
            entry = root = rootOf(Wide{root} << 60U);
        for (std::size_t i = 0; i < 256; ++i) {
            high[i] = low[i] = std::uint64_t{1} << 60U;
            for (std::size_t bit = 0; bit < 8; ++bit) {
                if ((i >> (7 - bit) & 1U) == 0)
                    continue;
                high[i] = static_cast<std::uint64_t>(Wide{high[i]} * roots[bit] >> 60U);
                low[i] = static_cast<std::uint64_t>(Wide{low[i]} * roots[bit + 8] >> 60U);
            }
        }
    }
};

} // namespace

Bits log2Ratio(std::uint64_t numerator, std::uint64_t denominator) noexcept
{
    return static_cast<Bits>((log2Of(numerator) - log2Of(denominator)) >> 8);
}

std::uint64_t oddsOf(std::int64_t bits) noexcept
{
    static const PowerTables tables;
    const auto clamped = std::clamp<std::int64_t>(bits, -kMostBits, kMostBits) + kMostBits; // 0 … 32 bits
    const auto whole = static_cast<unsigned>(clamped >> 16);
    const auto fraction = static_cast<std::size_t>(clamped & 0xFFFF);
    const Wide power = Wide{tables.high[fraction >> 8U]} * tables.low[fraction & 0xFFU] >> 60U; // 2^fraction, 1.0 = 2^60
    return static_cast<std::uint64_t>((power << whole) >> 44U); // 60 − 32 + 16
}

std::uint64_t shareOf(std::int64_t bits) noexcept
{
    const Wide odds = oddsOf(bits);
    return static_cast<std::uint64_t>((odds << 32U) / (odds + kCertain));
}

} // namespace oxseal::recon
