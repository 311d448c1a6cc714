// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"

#include <set>

namespace oxseal::access {

/// What changed on one line, or of an account as a whole, since the last campaign (A12).
enum class Change : std::uint8_t {
    Added,
    Removed,
    LevelRaised,
    LevelLowered,
    AdminGained,
    OwnerChanged,
    Regranted,
    AdminLost,
    StatusChanged, ///< the account can sign in, or cannot any more
    MfaChanged,
    TypeChanged,
    PersonChanged, ///< whom the account belongs to, by employee id
    EmailChanged,
};
[[nodiscard]] const char* name(Change change) noexcept;
/// Of the account as a whole, not of one entitlement.
[[nodiscard]] bool ofAccount(Change change) noexcept;

struct DeltaLine
{
    Change change = Change::Added;
    std::string system;
    std::string account;
    std::string entitlement; ///< Entitlement::key(); "" where the account itself changed
    std::string before; ///< level, owner, "active", "disabled", "on", "off", "unknown" …; "" where it does not apply
    std::string after;

    friend auto operator<=>(const DeltaLine&, const DeltaLine&) = default;
};

/// Key under which a removed grant is remembered: system, account, entitlement.
[[nodiscard]] std::string grantKey(
    const std::string& system, const std::string& account, const std::string& entitlementKey);
[[nodiscard]] std::string grantKey(const Population& population, const Grant& grant);

/// The changes from `before` to `after` at entitlement level, and those of an account that is in both, in a fixed order. An
/// addition whose key stands in `revoked` (removed by an earlier review) is Regranted. Status, second
/// factor, type and e-mail that one of the two never states are not compared: a column more or less is no change of an account.
[[nodiscard]] std::vector<DeltaLine> delta(
    const Population& before, const Population& after, const std::set<std::string>& revoked = {});

} // namespace oxseal::access
