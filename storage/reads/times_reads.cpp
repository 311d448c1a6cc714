// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/times_reads.h"

#include "models/access/review_basis.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/earlier_review.h"
#include "storage/reads/non_human_reads.h"
#include "storage/reads/review_quality.h"

#include <algorithm>

namespace oxseal {
namespace {

/// The listings of the system that a packet of the period holds.
Result<std::vector<SnapshotInfo>> extractsOf(Database& db, const CampaignRow& campaign, const PeriodRow& period)
{
    SnapshotKey key;
    key.kind = "listing";
    key.subject = campaign.system;
    key.period = period.period.name();
    OXSEAL_TRY(std::vector<SnapshotInfo> all, listSnapshots(db, key));
    OXSEAL_TRY(const std::vector<SnapshotInfo> earlier, earlierSnapshots(db, period.id));
    for (const SnapshotInfo& info : earlier) {
        if (info.key.kind == key.kind && info.key.subject == key.subject && info.key.period != key.period)
            all.push_back(info);
    }
    std::erase_if(all, [&](const SnapshotInfo& info) { return !info.asOf || info.key.entity != campaign.entity; });
    std::sort(all.begin(), all.end(), [](const SnapshotInfo& a, const SnapshotInfo& b) { return std::pair(*a.asOf, a.id) < std::pair(*b.asOf, b.id); });
    std::vector<SnapshotInfo> out;
    for (SnapshotInfo& info : all) {
        if (!out.empty() && out.back().asOf == info.asOf)
            out.pop_back();
        out.push_back(std::move(info));
    }
    return out;
}

std::size_t countLeavers(const access::AccessTimes& times, Flag late)
{
    return static_cast<std::size_t>(
        std::count_if(times.leavers.begin(), times.leavers.end(), [late](const access::LeaverTime& one) { return one.timing.late == late; }));
}

} // namespace

std::size_t TimesSheet::late() const { return countLeavers(times, Flag::Yes); }
std::size_t TimesSheet::unknown() const { return countLeavers(times, Flag::Unknown); }

Result<bool> timesStand(Database& db, const CampaignRow& campaign, const TimesSheet* known)
{
    if (known == nullptr || known->campaign.id != campaign.id)
        return false;
    OXSEAL_TRY(const PeriodRow period, periodById(db, campaign.period));
    OXSEAL_TRY(const std::vector<SnapshotInfo> extracts, extractsOf(db, campaign, period));
    return std::equal(extracts.begin(), extracts.end(), known->extracts.begin(), known->extracts.end(), [](const SnapshotInfo& a, const SnapshotInfo& b) { return a.id == b.id; });
}

Result<TimesSheet> timesSheet(Workspace& workspace, CampaignId id)
{
    Database& db = workspace.db();
    TimesSheet sheet;
    OXSEAL_TRY(sheet.campaign, campaignById(db, id));
    const CampaignRow& campaign = sheet.campaign;
    OXSEAL_TRY(const PeriodRow period, periodById(db, campaign.period));
    OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(db, campaign.openedAt.day()));
    OXSEAL_TRY(sheet.limits, access::timelinessLimits(policy.json));
    OXSEAL_TRY(sheet.extracts, extractsOf(db, campaign, period));
    const bool earlier = !sheet.extracts.empty() && *sheet.extracts.front().asOf < campaign.asOf;
    sheet.since = earlier ? *sheet.extracts.front().asOf : period.period.first.plus(-1);
    OXSEAL_TRY(const access::Roster roster, decidedRoster(workspace, campaign.roster, campaign.identitiesThrough));
    OXSEAL_TRY(const Table workers, loadSnapshot(workspace, campaign.roster));
    OXSEAL_TRY(const EarlierReview before, earlierReview(db, campaign));
    std::optional<access::Roster> rosterBefore;
    if (before.roster) {
        OXSEAL_TRY(rosterBefore, loadRoster(workspace, before.roster->id));
    }
    std::vector<Table> tables;
    std::vector<access::Population> listings;
    for (const SnapshotInfo& info : sheet.extracts) {
        OXSEAL_TRY(Table table, loadSnapshot(workspace, info.id));
        listings.push_back(access::populationOfSystem(table, info.key.subject));
        tables.push_back(std::move(table));
    }
    access::TimesBasis basis;
    for (std::size_t at = 0; at < listings.size(); ++at)
        basis.extracts.push_back({*sheet.extracts[at].asOf, &listings[at], access::daysIn(tables[at], access::kDisabledOn)});
    basis.roster = &roster;
    basis.jobChanged = access::daysIn(workers, access::kJobChanged);
    basis.rosterBefore = rosterBefore ? &*rosterBefore : nullptr;
    basis.since = sheet.since;
    basis.asOf = campaign.asOf;
    basis.limits = sheet.limits;
    sheet.times = access::accessTimes(basis);
    return sheet;
}

} // namespace oxseal
