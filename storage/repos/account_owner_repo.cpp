// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/account_owner_repo.h"

#include "storage/db/done.h"

namespace oxseal::account_owner_repo {

Status insert(Database& db, CampaignId campaign, const std::vector<access::AccountOwner>& owners)
{
    for (const access::AccountOwner& one : owners) {
        OXSEAL_CHECK(db.run("INSERT INTO access_account_owner (campaign_id, account, employee_id) VALUES (?, ?, ?)",
            {campaign.value, std::string_view(one.account), std::string_view(one.employeeId)}));
    }
    return {};
}

Result<std::set<std::string>> ownedBy(Database& db, CampaignId campaign, const std::string& employeeId)
{
    std::set<std::string> out;
    OXSEAL_CHECK(db.each("SELECT account FROM access_account_owner WHERE campaign_id = ? AND employee_id = ?", {campaign.value, std::string_view(employeeId)},
        [&out](const SqlRow& row) {
            out.emplace(row.text(0));
            return true;
        }));
    return out;
}

} // namespace oxseal::account_owner_repo
