// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/identity_reads.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using Rows = std::vector<IdentityDecisionRow>;

/// Sorts what was decided about the account into what stands and what has lapsed.
void addDecisions(IdentityLine& line, const access::Account& account, const access::IdentityDecisions& decisions, const Rows& rows)
{
    const auto standing = decisions.on(account);
    for (const IdentityDecisionRow& row : rows) {
        if (row.decision.account != account.id || row.decision.system != account.system)
            continue;
        if (std::any_of(standing.begin(), standing.end(), [&row](const access::IdentityDecision* one) { return one->id == row.decision.id; }))
            line.standing.push_back(row);
        else if (!access::speaksOf(row.decision, account))
            line.lapsed.push_back(row);
    }
}

void settle(IdentityLine& line, const CampaignRow& campaign, const access::Roster& roster)
{
    for (const IdentityDecisionRow& row : line.standing) {
        const std::int32_t worker = roster.byId(row.decision.employeeId);
        auto& candidates = line.doubt.candidates;
        if (worker >= 0 && worker != line.doubt.match.worker && std::find(candidates.begin(), candidates.end(), static_cast<std::uint32_t>(worker)) == candidates.end())
            candidates.push_back(static_cast<std::uint32_t>(worker));
    }
    const std::vector<std::uint32_t> pool = line.pool();
    line.settled = line.is() != nullptr || (!pool.empty() && std::all_of(pool.begin(), pool.end(), [&](std::uint32_t worker) {
        return line.about(roster.workers()[worker].employeeId) != nullptr;
    }));
    line.counts = !line.standing.empty() && line.standing.back().decision.id <= campaign.identitiesThrough;
}

} // namespace

const IdentityDecisionRow* IdentityLine::is() const
{
    const auto found = std::find_if(standing.begin(), standing.end(), [](const IdentityDecisionRow& row) { return row.decision.same; });
    return found == standing.end() ? nullptr : &*found;
}

const IdentityDecisionRow* IdentityLine::about(const std::string& employeeId) const
{
    const auto found = std::find_if(standing.begin(), standing.end(), [&employeeId](const IdentityDecisionRow& row) { return row.decision.employeeId == employeeId; });
    return found == standing.end() ? nullptr : &*found;
}

std::vector<std::uint32_t> IdentityLine::pool() const
{
    std::vector<std::uint32_t> out;
    if (doubt.match.worker >= 0)
        out.push_back(static_cast<std::uint32_t>(doubt.match.worker));
    out.insert(out.end(), doubt.candidates.begin(), doubt.candidates.end());
    return out;
}

Result<IdentityQueue> identityQueue(Database& db, const CampaignRow& campaign, const access::Population& listing, const access::Roster& roster,
    const std::vector<access::DoubtfulAccount>& doubts)
{
    OXSEAL_TRY(const Rows rows, identity_repo::decisions(db));
    std::vector<access::IdentityDecision> values;
    std::map<std::pair<std::string, std::string>, bool> unlisted; // accounts with decisions that have no doubt of their own
    for (const IdentityDecisionRow& row : rows) {
        values.push_back(row.decision);
        unlisted[{row.decision.system, row.decision.account}] = true;
    }
    const access::IdentityDecisions decisions(std::move(values));
    IdentityQueue queue;
    const auto add = [&](const access::DoubtfulAccount& doubt) {
        IdentityLine line;
        line.doubt = doubt;
        if (!decisions.empty())
            addDecisions(line, listing.accounts[doubt.account], decisions, rows);
        settle(line, campaign, roster);
        queue.open += line.settled ? 0 : 1;
        queue.lines.push_back(std::move(line));
    };
    for (const access::DoubtfulAccount& doubt : doubts) {
        unlisted.erase({listing.accounts[doubt.account].system, listing.accounts[doubt.account].id});
        add(doubt);
    }
    for (std::uint32_t at = 0; !unlisted.empty() && at < listing.accounts.size(); ++at) {
        const access::Account& account = listing.accounts[at];
        if (!unlisted.contains({account.system, account.id}) || decisions.on(account).empty())
            continue;
        add({at, access::Doubt::Unmatched, roster.match(account), {}});
    }
    return queue;
}

Result<IdentitySheet> identitySheet(Workspace& workspace, CampaignId id)
{
    Database& db = workspace.db();
    IdentitySheet sheet;
    OXSEAL_TRY(sheet.campaign, campaignById(db, id));
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(db, sheet.campaign.listing));
    OXSEAL_TRY(sheet.listing, loadListing(workspace, info));
    OXSEAL_TRY(sheet.roster, loadRoster(workspace, sheet.campaign.roster));
    OXSEAL_TRY(sheet.queue, identityQueue(db, sheet.campaign, sheet.listing, sheet.roster, access::doubtfulAccounts(sheet.listing, sheet.roster)));
    return sheet;
}

} // namespace oxseal
