// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"

#include <set>

namespace oxseal::access {

/// What changed on one line since the last campaign (A12).
enum class Change : std::uint8_t { Added, Removed, LevelRaised, LevelLowered, AdminGained, OwnerChanged, Regranted };
[[nodiscard]] const char* name(Change change) noexcept;

struct DeltaLine
{
    Change change = Change::Added;
    std::string system;
    std::string account;
    std::string entitlement; ///< Entitlement::key()
    std::string before; ///< level, owner; "" where it does not apply
    std::string after;

    friend auto operator<=>(const DeltaLine&, const DeltaLine&) = default;
};

/// Key under which a removed grant is remembered: system, account, entitlement.
[[nodiscard]] std::string grantKey(
    const std::string& system, const std::string& account, const std::string& entitlementKey);
[[nodiscard]] std::string grantKey(const Population& population, const Grant& grant);

/// The changes from `before` to `after` at entitlement level, in a fixed order. An addition whose key stands in `revoked`
/// (removed by an earlier review) is Regranted.
[[nodiscard]] std::vector<DeltaLine> delta(
    const Population& before, const Population& after, const std::set<std::string>& revoked = {});

} // namespace oxseal::access
