// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"
#include "models/access/roster_compare.h"

#include <string>
#include <vector>

namespace oxseal::access {

/// The listing of one system: accounts and entitlements whose rows name no system belong to it.
[[nodiscard]] Population populationOfSystem(const Table& listing, const std::string& system);

/// Where the listing is silent, an administrator's name is what makes access privileged.
void nameAdministrators(Population& population);

/// One line of a review as it is opened, in the order of the listing.
struct ListedLine
{
    bool included = true; ///< false: left out by the shape's filter
    std::string account;
    std::string accountName; ///< or e-mail address
    std::string subject; ///< employee id; "" = nobody
    std::string matchedBy;
    std::string entitlement;
    std::string entitlementKey;
    LineFlags flags;
};
/// Flags that a program did not know count as "no", so that what it opened comes out again: `flagsKnown` tells how many it knew.
[[nodiscard]] std::vector<ListedLine> listedLines(const Population& population, const Roster& roster, const Comparison& compared,
    Shape shape, std::size_t flagsKnown = kLineFlags);

/// Names of the flags that have the value, joined by ';' in their order.
[[nodiscard]] std::string flagNames(const LineFlags& flags, Flag wanted);

} // namespace oxseal::access
