// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/amendment_reads.h"

#include <set>

namespace oxseal {

Result<std::optional<SnapshotInfo>> laterListing(Database& db, const CampaignRow& campaign, bool provenToo)
{
    OXSEAL_TRY(const PeriodRow period, periodById(db, campaign.period));
    OXSEAL_TRY(const std::optional<SnapshotInfo> newest, latestSnapshot(db, {"listing", campaign.system, "", period.period.name()}));
    if (!newest || newest->id.value <= campaign.listing.value)
        return std::optional<SnapshotInfo>();
    OXSEAL_TRY(const std::vector<CampaignRow> all, access_repo::campaigns(db));
    for (const CampaignRow& other : all) {
        if (other.listing == newest->id && other.state != access::CampaignState::Cancelled)
            return std::optional<SnapshotInfo>();
    }
    OXSEAL_TRY(const std::vector<RemovalRow> removals, access_repo::removals(db));
    for (const RemovalRow& removal : removals) {
        if (!provenToo && removal.checked == newest->id)
            return std::optional<SnapshotInfo>();
    }
    return newest;
}

Result<std::optional<CampaignRow>> amendmentOf(Database& db, CampaignId campaign)
{
    OXSEAL_TRY(const std::vector<CampaignRow> all, access_repo::campaigns(db));
    for (const CampaignRow& other : all) {
        if (other.amends == campaign && other.state != access::CampaignState::Cancelled)
            return std::optional<CampaignRow>(other);
    }
    return std::optional<CampaignRow>();
}

Result<std::vector<access::DeltaLine>> amendmentDelta(Workspace& workspace, const CampaignRow& campaign)
{
    if (!campaign.amends)
        return std::vector<access::DeltaLine>();
    OXSEAL_TRY(const CampaignRow base, campaignById(workspace.db(), campaign.amends));
    OXSEAL_TRY(const SnapshotInfo before, snapshotInfo(workspace.db(), base.listing));
    OXSEAL_TRY(const SnapshotInfo after, snapshotInfo(workspace.db(), campaign.listing));
    OXSEAL_TRY(const access::Population old, loadListing(workspace, before));
    OXSEAL_TRY(const access::Population now, loadListing(workspace, after));
    return access::delta(old, now);
}

} // namespace oxseal
