// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/radix_order.h"

#include <array>
#include <utility>

namespace oxseal {
namespace {

constexpr unsigned kDigitBits = 11; // the counters of a digit fit into the nearest cache
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;

struct Item
{
    std::uint64_t key = 0;
    std::uint32_t place = 0;
};

/// Deals the items of one digit out in its order.
void deal(const std::vector<Item>& from, std::vector<Item>& to, unsigned shift)
{
    std::array<std::uint32_t, kDigits> next{};
    for (const Item& item : from)
        ++next[item.key >> shift & (kDigits - 1)];
    std::uint32_t at = 0;
    for (std::uint32_t& count : next)
        at += std::exchange(count, at);
    for (const Item& item : from)
        to[next[item.key >> shift & (kDigits - 1)]++] = item;
}

} // namespace

std::vector<std::uint32_t> radixOrder(std::span<const std::uint64_t> keys)
{
    std::vector<Item> items;
    items.reserve(keys.size());
    std::uint64_t differs = 0;
    for (const std::uint64_t key : keys) {
        differs |= key ^ keys.front();
        items.push_back({key, static_cast<std::uint32_t>(items.size())});
    }
    std::vector<Item> other(items.size());
    for (unsigned shift = 0; shift < 64; shift += kDigitBits) {
        if ((differs >> shift & (kDigits - 1)) == 0)
            continue; // all keys agree in this digit
        deal(items, other, shift);
        std::swap(items, other);
    }
    std::vector<std::uint32_t> order;
    order.reserve(items.size());
    for (const Item& item : items)
        order.push_back(item.place);
    return order;
}

} // namespace oxseal
