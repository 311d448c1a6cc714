// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"
#include "models/core/result.h"

#include <map>
#include <set>

namespace oxseal::access {

inline constexpr ErrorCode kExtractEmpty{"access.extract_empty", ErrorClass::Refused}; ///< {0} file
inline constexpr ErrorCode kExtractColumnLost{"access.extract_column_lost", ErrorClass::Refused}; ///< {0} file, {1} columns
inline constexpr ErrorCode kExtractFuture{"access.extract_future", ErrorClass::Refused}; ///< {0} its day, {1} today
inline constexpr ErrorCode kTargetNoLevel{"access.target_no_level", ErrorClass::Refused}; ///< {0} target
inline constexpr ErrorCode kHeldLevelUnknown{"access.held_level_unknown", ErrorClass::Refused}; ///< {0} entitlement, {1} level as stated

/// What an extract of one system still holds: the grants of accounts that can be used. Whatever a column of the file calls the
/// system, the rows belong to the one that the extract was imported for.
class HeldAccess
{
public:
    explicit HeldAccess(const Population& population);

    /// Is the grant, at whatever level, still there?
    [[nodiscard]] bool holds(const std::string& account, const std::string& entitlementKey) const;
    /// Does the account still hold more than a reduction left it? Not when the highest level is at most the target's, or the line is
    /// gone. kTargetNoLevel or kHeldLevelUnknown when the two cannot be compared; `before` is Entitlement::text() of the reduced
    /// line: while that is there unchanged, nothing was reduced.
    [[nodiscard]] Result<bool> holdsMore(const std::string& account, const std::string& entitlementKey, const std::string& before, const std::string& target) const;

private:
    std::map<std::string, std::set<std::string>> levels_; ///< as stated, by account and entitlement
    std::set<std::string> texts_; ///< account and Entitlement::text()
};

/// Why the absence of a line in this extract would prove nothing: it has no row, it speaks of a day that has not come, or columns that
/// tell entitlements apart in the reviewed listing are not there, or are empty throughout. Success: it can be asked.
[[nodiscard]] Status canProve(const Table& extract, const Table& reviewed, const std::string& fileName, Day asOf, Day today);

} // namespace oxseal::access
