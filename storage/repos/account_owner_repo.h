// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/account_owner.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <set>
#include <string>
#include <vector>

namespace oxseal {

/// The SQL of who owned the accounts that are no person's when a review was opened (schema 0024). The writer is called inside a unit of
/// work only.
namespace account_owner_repo {

[[nodiscard]] Status insert(Database& db, CampaignId campaign, const std::vector<access::AccountOwner>& owners);
/// The accounts of a review that this worker owns.
[[nodiscard]] Result<std::set<std::string>> ownedBy(Database& db, CampaignId campaign, const std::string& employeeId);

} // namespace account_owner_repo
} // namespace oxseal
