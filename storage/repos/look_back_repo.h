// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/look_back.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <string>
#include <vector>

namespace oxseal {

/// What a person found out about an account that outlived its worker.
struct LookBackRow
{
    std::int64_t id = 0;
    CampaignId campaign;
    std::string account;
    access::LookBackConclusion conclusion = access::LookBackConclusion::NotUsed;
    std::string explanation;
    access::LookBackProcedures procedures;
    ObjectId evidence;
    std::string evidenceName;
    std::int64_t uses = 0; ///< acts after leaving, as the logs showed them then
    int lagDays = 0;
    Instant at;
    PersonId by;
};

/// The SQL of look-backs. Writers are called inside a unit of work only.
namespace look_back_repo {

[[nodiscard]] Result<std::int64_t> insert(Database& db, const LookBackRow& row);
[[nodiscard]] Result<std::vector<LookBackRow>> all(Database& db, CampaignId campaign); ///< oldest first
/// Accounts that ended late are rows of the review's worksheet: of reviews opened since schema 0028. The writer is for whoever opens one.
[[nodiscard]] Status takeLate(Database& db, CampaignId campaign);
[[nodiscard]] Result<bool> takesLate(Database& db, CampaignId campaign);

} // namespace look_back_repo
} // namespace oxseal
