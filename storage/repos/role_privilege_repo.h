// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/role_privilege.h"
#include "models/core/date.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <limits>
#include <map>
#include <string>
#include <vector>

namespace oxseal {

struct RolePrivilegeRow
{
    access::RolePrivilege said;
    SnapshotId listing; ///< that was looked at
    std::string why;
    Instant at;
    PersonId by;
};

/// Lines of one review that give a role of which nobody has said whether it is privileged.
struct SilentRole
{
    std::string entitlement; ///< as the lines name it: the role, and the scope where there is one
    std::int64_t lines = 0;
};

/// The SQL of what owners of roles state (schema 0027). Writers are called inside a unit of work only.
namespace role_privilege_repo {

[[nodiscard]] Result<std::int64_t> insert(Database& db, const RolePrivilegeRow& row);
[[nodiscard]] Status insertLine(Database& db, CampaignId campaign, std::int64_t row, std::int64_t statement);
/// Up to this one, oldest first.
[[nodiscard]] Result<std::vector<RolePrivilegeRow>> all(Database& db, std::int64_t through = std::numeric_limits<std::int64_t>::max());
[[nodiscard]] Result<std::vector<access::RolePrivilege>> said(Database& db, std::int64_t through); ///< without who, when and why
[[nodiscard]] Result<std::int64_t> last(Database& db); ///< 0: none
/// The last statement on each line of a review that came while it was open, by row.
[[nodiscard]] Result<std::map<std::int64_t, std::int64_t>> lines(Database& db, CampaignId campaign);
/// Lines that were unknown when the review was opened, and of whose role nobody has said anything until now, by entitlement.
[[nodiscard]] Result<std::vector<SilentRole>> silent(Database& db, CampaignId campaign);

} // namespace role_privilege_repo
} // namespace oxseal
