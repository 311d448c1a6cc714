// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace oxseal {

/// Randomness is a parameter. Programs pass systemRandom(); tests pass a seeded one.
class Random
{
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// The operating system's generator through Botan. Thread-safe; lives for the program.
[[nodiscard]] Random& systemRandom();

} // namespace oxseal
