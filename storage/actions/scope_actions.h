// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/scope_reads.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kScopeNoName{"access.scope_no_name", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchScope{"access.no_such_scope", ErrorClass::Usage};
inline constexpr ErrorCode kNothingToCarry{"access.nothing_to_carry", ErrorClass::Refused};
inline constexpr ErrorCode kSkipExists{"access.skip_exists", ErrorClass::Refused};
inline constexpr ErrorCode kNoSuchSkip{"access.no_such_skip", ErrorClass::Usage};
inline constexpr ErrorCode kKnownListEmpty{"access.known_list_empty", ErrorClass::Input};
inline constexpr ErrorCode kNoSuchKnown{"access.no_such_known", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchRole{"access.no_such_role", ErrorClass::Usage};
inline constexpr ErrorCode kNotTheRoleOwner{"access.not_the_role_owner", ErrorClass::Denied};
inline constexpr ErrorCode kRoleBare{"access.role_bare", ErrorClass::Refused}; ///< {0} role, {1} system
inline constexpr ErrorCode kPrivilegeTold{"access.privilege_told", ErrorClass::Refused}; ///< {0} role, {1} system

inline constexpr ErrorCode kOwnRole{"access.own_role", ErrorClass::Denied}; ///< {0} role, {1} system

struct ScopeWish
{
    std::string system; ///< as in its listing
    access::ScopeRisk risk = access::ScopeRisk::Medium;
    access::ReviewFrequency frequency = access::ReviewFrequency::Quarterly;
    std::vector<std::string> aliases; ///< how other lists call it
    std::string note;
};
/// Puts a system on the period's sheet, or changes it. Nothing is taken off a sheet: a system is skipped, with an approver.
[[nodiscard]] Status setScope(Workspace& workspace, const PeriodRow& period, const ScopeWish& wish, const std::string& reason);
/// Copies what the period before has and this one has not; gives their number.
[[nodiscard]] Result<std::int64_t> carryScope(Workspace& workspace, const PeriodRow& period, const std::string& reason);

/// Asks to leave a system out this quarter; the reason is kept. Without effect before it is approved.
[[nodiscard]] Result<std::int64_t> askSkip(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& reason);
/// By a controller or chief officer other than who asked.
[[nodiscard]] Status approveSkip(Workspace& workspace, std::int64_t id, const std::string& reason);
[[nodiscard]] Status withdrawSkip(Workspace& workspace, std::int64_t id, const std::string& reason);

/// Takes the names of a list (the applications of the single sign-on, vendors of accounts payable, interfaces): one a row, in the
/// column "application", "app label", "vendor", "interface", "system" or "name", or `column`. The file is kept. Gives the number
/// of names.
[[nodiscard]] Result<std::int64_t> loadKnownList(Workspace& workspace, const PeriodRow& period, access::KnownSource source,
    const std::filesystem::path& file, const std::string& column, const std::string& reason);
/// Says that a name of the source is a system of the sheet, or ("" and the reason) none of those in scope. Holds for later
/// periods, too, until something else is said.
[[nodiscard]] Status sayKnown(Workspace& workspace, const PeriodRow& period, access::KnownSource source, const std::string& name,
    const std::string& system, const std::string& reason);

/// Who answers for what a role can do.
[[nodiscard]] Status setRoleOwner(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& role,
    const std::string& login, const std::string& reason);
/// The owner approves what the role can do by the period's last listing; the reason is the note. With `privileged` it is stated in the
/// same act whether the role gives privileged access.
[[nodiscard]] Status approveRole(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& role,
    const std::string& reason, std::optional<bool> privileged = {});
/// States whether a role gives privileged access, where the listing does not say: by the role's owner, or by the owner of the system in a
/// review of the period. Counts in the reviews that are opened from then on, and in open ones for the lines that were unknown.
[[nodiscard]] Status stateRolePrivilege(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& role,
    bool privileged, const std::string& reason);

} // namespace oxseal
