// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/counted_repo.h"

#include "storage/db/done.h"

namespace oxseal::counted_repo {

Status insert(Database& db, CampaignId campaign, const std::vector<CampaignId>& counted)
{
    std::int64_t position = 0;
    for (const CampaignId one : counted) {
        OXSEAL_CHECK(db.run("INSERT INTO access_counted (campaign_id, position, counted_id) VALUES (?, ?, ?)", {campaign.value, ++position, one.value}));
    }
    return {};
}

Result<std::vector<CampaignId>> counted(Database& db, CampaignId campaign)
{
    std::vector<CampaignId> out;
    OXSEAL_CHECK(db.each("SELECT counted_id FROM access_counted WHERE campaign_id = ? ORDER BY position", {campaign.value}, [&out](const SqlRow& row) {
        out.emplace_back(row.integer(0));
        return true;
    }));
    return out;
}

} // namespace oxseal::counted_repo
