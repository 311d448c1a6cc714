// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/earlier_review.h"

#include "storage/reads/access_reads.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/counted_repo.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal {
namespace {

const CampaignRow* byId(const std::vector<CampaignRow>& all, CampaignId id)
{
    const auto found = std::find_if(all.begin(), all.end(), [id](const CampaignRow& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

/// A full review before one of changes, that before one of a part.
int weight(access::Shape shape) { return shape == access::Shape::Full ? 2 : shape == access::Shape::ChangesOnly ? 1 : 0; }

/// What was noted when the review was opened.
Status takeNoted(Database& db, const CampaignRow& campaign, EarlierReview& earlier)
{
    OXSEAL_TRY(std::vector<CampaignId> noted, counted_repo::counted(db, campaign.id));
    if (!noted.empty())
        earlier.counted = std::move(noted);
    else if (earlier.campaign)
        earlier.counted = {earlier.campaign};
    if (!earlier.counted.empty())
        earlier.campaign = earlier.counted.back();
    return {};
}

/// Lines that are the same in two listings.
std::string lineKey(const LineRow& line) { return line.account + '\x1f' + line.entitlement; }

} // namespace

std::vector<CampaignId> decidedIn(const std::vector<CampaignRow>& all, PeriodId period, const std::string& system)
{
    const CampaignRow* root = nullptr;
    for (const CampaignRow& one : all) { // by id
        if (one.period == period && one.system == system && one.concludedAt && !one.amends && (root == nullptr || weight(one.shape) >= weight(root->shape)))
            root = &one;
    }
    std::vector<CampaignId> out;
    if (root == nullptr)
        return out;
    out.push_back(root->id);
    for (const CampaignRow& one : all) {
        if (one.concludedAt && one.amends == out.back())
            out.push_back(one.id);
    }
    return out;
}

std::vector<CampaignId> decidedBy(const std::vector<CampaignRow>& all, CampaignId campaign)
{
    std::vector<CampaignId> out;
    const CampaignRow* row = byId(all, campaign);
    if (row == nullptr || !row->concludedAt)
        return out;
    for (; row != nullptr; row = row->amends && row->amends < row->id ? byId(all, row->amends) : nullptr) {
        if (row->concludedAt)
            out.insert(out.begin(), row->id);
    }
    return out;
}

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
        OXSEAL_CHECK(takeNoted(db, campaign, earlier));
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
    OXSEAL_CHECK(takeNoted(db, campaign, earlier));
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

Result<std::vector<std::pair<std::int64_t, access::Decision>>> decisionsCounted(
    Database& db, std::span<const CampaignId> counted, Instant opened, std::size_t flagsKnown)
{
    std::vector<std::pair<std::int64_t, access::Decision>> out;
    std::map<std::string, access::Decision> before;
    for (const CampaignId campaign : counted) {
        OXSEAL_TRY(const auto own, decisionsCounted(db, campaign, opened, flagsKnown));
        const std::map<std::int64_t, access::Decision> byRow(own.begin(), own.end());
        OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db, campaign));
        std::map<std::string, access::Decision> standing;
        out.clear();
        for (const LineRow& line : lines) {
            const auto decided = byRow.find(line.row);
            const auto former = before.find(lineKey(line));
            if (decided == byRow.end() && former == before.end())
                continue;
            const access::Decision decision = decided != byRow.end() ? decided->second : former->second;
            out.emplace_back(line.row, decision);
            standing[lineKey(line)] = decision;
        }
        before = std::move(standing);
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
