// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace oxseal::access {

/// How many people can be laid side by side.
inline constexpr std::size_t kFewestCompared = 2;
inline constexpr std::size_t kMostCompared = 5;

/// One permission somebody holds.
struct HeldPermission
{
    std::string key; ///< Entitlement::key(): without the level
    std::string level; ///< "" where the listing states none
};

/// One permission beside all who are compared.
struct ComparedPermission
{
    std::string key;
    /// By person: "" is not held; the level, or "held" where none is stated; several joined by " + " in their order.
    std::vector<std::string> held;
    bool same = false; ///< everybody holds it alike
};

/// People side by side, permission by permission: first what not all hold alike, then the rest, each by key.
[[nodiscard]] std::vector<ComparedPermission> comparePeople(std::span<const std::vector<HeldPermission>> people);

} // namespace oxseal::access
