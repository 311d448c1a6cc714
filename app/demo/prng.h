// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace oxseal::demo {

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014), one independent stream per
/// label, so that a new fault family leaves the bytes of all others as they were. For demo data only, never for keys.
class Prng
{
public:
    Prng(std::uint64_t seed, std::string_view stream) : state_(seed * 0x9E3779B97F4A7C15ULL)
    {
        std::uint64_t hash = 0xCBF29CE484222325ULL; // FNV-1a over the label
        for (const char letter : stream)
            hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3ULL;
        state_ ^= hash;
    }

    std::uint64_t next()
    {
        std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15ULL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
        return mixed ^ (mixed >> 31);
    }
    /// 0 … bound − 1; bound must not be 0. The bias of the plain remainder is far below anything a demo shows.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    /// low … high, both included.
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
    }
    template <class T>
    const T& pick(const std::vector<T>& list)
    {
        return list[static_cast<std::size_t>(below(list.size()))];
    }

private:
    std::uint64_t state_;
};

} // namespace oxseal::demo
