// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "models/core/money.h"
#include "models/core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kEntityCycle{"people.entity_cycle", ErrorClass::Refused};
inline constexpr ErrorCode kEntityNoParent{"people.entity_no_parent", ErrorClass::Refused};
inline constexpr ErrorCode kEntityDuplicate{"people.entity_duplicate", ErrorClass::Refused};
inline constexpr ErrorCode kEntityOwnership{"people.entity_ownership", ErrorClass::Usage};
inline constexpr ErrorCode kBadYearEnd{"people.bad_year_end", ErrorClass::Usage};

/// A legal entity (P2). Everything imported or reconciled belongs to one, or to the group.
struct Entity
{
    EntityId id;
    std::string code; ///< short, unique; also the ERP company code unless erpCode differs
    std::string name;
    EntityId parent; ///< 0 for a top entity
    int ownershipBasisPoints = 10000; ///< of the parent's share in it; 10000 = 100 %
    std::string country; ///< ISO 3166 alpha-2
    Currency currency; ///< functional currency
    std::string fiscalYearEnd; ///< "12-31"
    std::string erpCode;
    std::string scopeReason;
    std::string financeLead;
    std::string sharedService; ///< code of the entity that keeps its books; "" = itself

    friend bool operator==(const Entity&, const Entity&) = default;
};

/// Every parent exists, codes are unique, no entity is its own ancestor, ownership within 0 … 10000.
/// The error's place is the code of the offending entity.
[[nodiscard]] Status checkTree(const std::vector<Entity>& entities);
/// Share of the top entity in `id` in basis points along the chain, rounded down at each step; nullopt when not in the tree.
[[nodiscard]] std::optional<int> groupShare(const std::vector<Entity>& entities, EntityId id);
/// "MM-DD" naming a real day (02-29 is accepted as the end of February).
[[nodiscard]] bool isYearEnd(std::string_view text);

} // namespace oxseal
