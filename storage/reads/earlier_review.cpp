// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/earlier_review.h"

#include "storage/reads/access_reads.h"
#include "storage/reads/company_reads.h"

#include <algorithm>
#include <set>

namespace oxseal {

Result<EarlierReview> earlierReview(Database& db, const CampaignRow& campaign)
{
    EarlierReview earlier;
    OXSEAL_TRY(const PeriodRow period, periodById(db, campaign.period));
    OXSEAL_TRY(const std::optional<PeriodRow> before, periodBefore(db, period));
    if (campaign.previous) {
        OXSEAL_TRY(earlier.listing, snapshotInfo(db, campaign.previous));
    }
    if (campaign.amends) { // laid beside the review it amends, not beside the period before
        OXSEAL_TRY(const CampaignRow base, campaignById(db, campaign.amends));
        OXSEAL_TRY(earlier.roster, snapshotInfo(db, base.roster));
        if (base.concludedAt && *base.concludedAt <= campaign.openedAt)
            earlier.campaign = base.id;
        return earlier;
    }
    if (!before)
        return earlier;
    OXSEAL_TRY(const std::vector<SnapshotInfo> rosters, listSnapshots(db, {"roster", "", "", before->period.name()}));
    for (const SnapshotInfo& info : rosters) { // oldest first
        if (info.importedAt <= campaign.openedAt)
            earlier.roster = info;
    }
    OXSEAL_TRY(const std::vector<CampaignRow> all, access_repo::campaigns(db));
    for (const CampaignRow& other : all) {
        if (other.period == before->id && other.system == campaign.system && other.concludedAt && *other.concludedAt <= campaign.openedAt)
            earlier.campaign = other.id;
    }
    return earlier;
}

Result<std::vector<std::pair<std::int64_t, access::Decision>>> decisionsCounted(Database& db, CampaignId campaign, Instant opened, std::size_t flagsKnown)
{
    std::set<std::int64_t> kept; // rows
    if (flagsKnown > static_cast<std::size_t>(access::LineFlag::Changed)) {
        OXSEAL_TRY(const std::vector<RegrantRow> words, access_repo::regrants(db, campaign));
        OXSEAL_TRY(const std::vector<RemovalRow> removals, access_repo::removals(db, campaign));
        for (const RegrantRow& word : words) {
            const auto removal = std::find_if(removals.begin(), removals.end(), [&word](const RemovalRow& one) { return one.id == word.removal; });
            if (word.kind == "accepted" && word.approvedAt && *word.approvedAt <= opened && removal != removals.end())
                kept.insert(removal->row);
        }
    }
    OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db, campaign));
    std::vector<std::pair<std::int64_t, access::Decision>> out;
    for (const LineRow& line : lines) {
        if (line.decision)
            out.emplace_back(line.row, kept.contains(line.row) ? access::Decision::Keep : *line.decision);
    }
    return out;
}

Result<std::vector<SnapshotInfo>> earlierSnapshots(Database& db, PeriodId period)
{
    std::vector<SnapshotInfo> out;
    const auto add = [&out](const std::optional<SnapshotInfo>& info) {
        if (info && std::none_of(out.begin(), out.end(), [&](const SnapshotInfo& known) { return known.id == info->id; }))
            out.push_back(*info);
    };
    OXSEAL_TRY(const std::vector<CampaignRow> all, access_repo::campaigns(db));
    for (const CampaignRow& campaign : all) {
        if (campaign.period != period)
            continue;
        OXSEAL_TRY(const EarlierReview earlier, earlierReview(db, campaign));
        add(earlier.listing);
        add(earlier.roster);
    }
    return out;
}

} // namespace oxseal
