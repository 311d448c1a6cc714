// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/non_human_reads.h"

#include <algorithm>

namespace oxseal {

const access::NonHumanAccount* NonHumanSheet::of(std::uint32_t account) const
{
    const auto found = std::lower_bound(
        accounts.begin(), accounts.end(), account, [](const access::NonHumanAccount& one, std::uint32_t wanted) { return one.account < wanted; });
    return found == accounts.end() || found->account != account ? nullptr : &*found;
}

const AccountFactRow* NonHumanSheet::statement(std::int64_t id) const
{
    const auto found = std::find_if(statements.begin(), statements.end(), [id](const AccountFactRow& row) { return row.fact.id == id; });
    return found == statements.end() ? nullptr : &*found;
}

std::vector<access::StatedFact> factsIn(const std::vector<AccountFactRow>& rows)
{
    std::vector<access::StatedFact> out;
    out.reserve(rows.size());
    for (const AccountFactRow& row : rows)
        out.push_back(row.fact);
    return out;
}

Result<NonHumanSheet> nonHumanSheet(Database& db, const CampaignRow& campaign, const access::Population& listing, const access::Roster& roster)
{
    NonHumanSheet sheet;
    OXSEAL_TRY(sheet.statements, identity_repo::facts(db));
    std::erase_if(sheet.statements, [&campaign](const AccountFactRow& row) { return row.fact.id > campaign.factsThrough && row.campaign != campaign.id; });
    sheet.accounts = access::nonHumanAccounts(listing, factsIn(sheet.statements), roster, campaign.asOf);
    return sheet;
}

std::string ownerName(const access::NonHumanAccount& account, const access::Roster& roster)
{
    const std::int32_t worker = account.ownerFrom == access::FactSource::Stated ? roster.byId(account.owner) : -1;
    const std::string& named = worker < 0 ? account.owner : roster.workers()[static_cast<std::size_t>(worker)].name;
    return worker < 0 || named.empty() ? account.owner : named + " (" + account.owner + ")";
}

Result<access::Roster> decidedRoster(Workspace& workspace, SnapshotId id, std::int64_t through)
{
    OXSEAL_TRY(access::Roster roster, loadRoster(workspace, id));
    OXSEAL_TRY(const std::vector<IdentityDecisionRow> rows, identity_repo::decisions(workspace.db(), through));
    std::vector<access::IdentityDecision> decisions;
    for (const IdentityDecisionRow& row : rows)
        decisions.push_back(row.decision);
    roster.follow(std::move(decisions));
    return roster;
}

} // namespace oxseal
