// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace oxseal {

/// Insert-only hash from a 64-bit key to a 32-bit value: open addressing, one cache line per look-up. A million grants are
/// joined on pairs of dictionary codes; node-based maps cost ten times as much there.
class FlatIndex
{
public:
    explicit FlatIndex(std::size_t expected = 16) { grow(expected); }

    /// The value now stored under `key`, and whether it is the new one.
    std::pair<std::uint32_t, bool> insert(std::uint64_t key, std::uint32_t value)
    {
        if ((used_ + 1) * 2 > slots_.size())
            grow(slots_.size());
        Slot& slot = slots_[place(key)];
        if (slot.taken)
            return {slot.value, false};
        slot = {key, value, true};
        ++used_;
        return {value, true};
    }
    /// nullptr when there is none.
    [[nodiscard]] const std::uint32_t* find(std::uint64_t key) const
    {
        const Slot& slot = slots_[place(key)];
        return slot.taken ? &slot.value : nullptr;
    }
    [[nodiscard]] std::size_t size() const noexcept { return used_; }

    [[nodiscard]] static std::uint64_t pair(std::uint32_t a, std::uint32_t b) noexcept
    {
        return (static_cast<std::uint64_t>(a) << 32) | b;
    }

private:
    struct Slot
    {
        std::uint64_t key = 0;
        std::uint32_t value = 0;
        bool taken = false;
    };

    [[nodiscard]] std::size_t place(std::uint64_t key) const
    {
        // Finaliser of SplitMix64: neighbouring codes must not share a run of slots.
        std::uint64_t h = key;
        h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
        h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
        h ^= h >> 31;
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = static_cast<std::size_t>(h) & mask;
        while (slots_[at].taken && slots_[at].key != key)
            at = (at + 1) & mask;
        return at;
    }
    void grow(std::size_t expected)
    {
        std::size_t size = 32;
        while (size < expected * 2)
            size *= 2;
        std::vector<Slot> old = std::move(slots_);
        slots_.assign(size, Slot());
        for (const Slot& slot : old) {
            if (slot.taken)
                slots_[place(slot.key)] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

} // namespace oxseal
