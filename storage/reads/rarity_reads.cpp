// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/rarity_reads.h"

#include "storage/reads/review_quality.h"

#include <map>

namespace oxseal {

Result<RarityMeasured> rarityMeasured(Workspace& workspace)
{
    Database& db = workspace.db();
    RarityMeasured out;
    OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(db, workspace.environment().clock.now().day()));
    OXSEAL_TRY(out.limits, access::rarityLimits(policy.json));
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    std::map<std::pair<std::string, std::string>, const CampaignRow*> newest; // by system and entity
    for (const CampaignRow& campaign : campaigns) {
        // An amendment is of a part: what it decides anew was odd for another reason.
        if (campaign.concludedAt && !campaign.amends && campaign.state != access::CampaignState::Cancelled)
            newest[{campaign.system, campaign.entity}] = &campaign;
    }
    for (const auto& [system, campaign] : newest) {
        OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db, campaign->id));
        OXSEAL_TRY(const ReviewBasis basis, peerBasis(workspace, *campaign, lines));
        const access::RarityRecord one = rarityOf(basis, lines, out.limits);
        out.record.pointedOut += one.pointedOut;
        out.record.decided += one.decided;
        out.record.kept += one.kept;
        ++out.reviews;
    }
    return out;
}

access::RarityRecord rarityOf(const ReviewBasis& basis, std::span<const LineRow> lines, const access::RarityLimits& limits)
{
    access::RarityRecord record;
    for (const LineRow& line : lines) {
        const auto row = static_cast<std::size_t>(line.row);
        if (line.included && row < basis.lines.size())
            record.add(access::isRare(basis.lines[row].holding, basis.lines[row].peers, limits), line.decision);
    }
    return record;
}

} // namespace oxseal
