// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/recon/account_limits.h"
#include "storage/db/database.h"

#include <string>
#include <vector>

namespace oxseal {

/// Limits of one account as somebody set them.
struct AccountLimitRow
{
    std::int64_t id = 0;
    std::string entity;
    std::string account;
    recon::AccountLimits limits;
    std::string reason;
    Instant setAt;
    PersonId setBy;
    int version = 0; ///< of this account, from 1
};

/// The SQL of limits by account. Writers are called inside a unit of work only.
namespace limit_repo {

[[nodiscard]] Result<std::int64_t> insert(Database& db, const AccountLimitRow& row);
[[nodiscard]] Result<std::vector<AccountLimitRow>> all(Database& db); ///< by entity and account, oldest first

} // namespace limit_repo
} // namespace oxseal
