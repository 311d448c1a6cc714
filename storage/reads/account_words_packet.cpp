// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/account_words_packet.h"

#include "storage/repos/role_privilege_repo.h"
#include "storage/repos/sod_repo.h"

#include <algorithm>
#include <set>

namespace oxseal {

Status AccountWordsFiles::addAccounts(Workspace& workspace, const CampaignRow& campaign)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(db, campaign.listing));
    OXSEAL_TRY(const access::Population listing, loadListing(workspace, info));
    OXSEAL_TRY(const access::Roster roster, loadRoster(workspace, campaign.roster));
    OXSEAL_TRY(const NonHumanSheet sheet, nonHumanSheet(db, campaign, listing, roster));
    const auto number = [](std::int64_t id) { return id == 0 ? std::string() : std::to_string(id); };
    for (const access::NonHumanAccount& one : sheet.accounts) {
        const access::Account& account = listing.accounts[one.account];
        accounts.row({std::to_string(campaign.id.value), std::to_string(one.row), account.id, account.name, access::name(account.type), one.owner,
            access::name(one.ownerFrom), number(one.ownerStated), one.purpose, access::name(one.purposeFrom), number(one.purposeStated),
            one.keyAge ? std::to_string(*one.keyAge) : ""});
    }
    return {};
}

Status AccountWordsFiles::addWords(Database& db, const PeriodRow& period, const NamesById& names)
{
    std::int64_t factsThrough = 0, identitiesThrough = 0, privilegesThrough = 0;
    std::set<CampaignId> reviews;
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    for (const CampaignRow& campaign : campaigns) {
        if (campaign.period != period.id)
            continue;
        reviews.insert(campaign.id);
        factsThrough = std::max(factsThrough, campaign.factsThrough);
        privilegesThrough = std::max(privilegesThrough, campaign.privilegesThrough.value_or(0));
        OXSEAL_TRY(const auto onLines, role_privilege_repo::lines(db, campaign.id));
        for (const auto& [row, statement] : onLines)
            privilegesThrough = std::max(privilegesThrough, statement);
        identitiesThrough = std::max({identitiesThrough, campaign.identitiesThrough, campaign.identitiesBefore});
    }
    OXSEAL_TRY(const std::optional<SodRunRow> run, sod_repo::lastRun(db, period.id));
    if (run)
        identitiesThrough = std::max(identitiesThrough, run->identitiesThrough);
    OXSEAL_TRY(const std::vector<AccountFactRow> stated, identity_repo::facts(db));
    for (const AccountFactRow& row : stated) {
        if (row.fact.id <= factsThrough || reviews.contains(row.campaign))
            facts.row({std::to_string(row.fact.id), std::to_string(row.campaign.value), row.fact.system, row.fact.account, access::name(row.fact.what), row.fact.value,
                row.why, named(names, row.by), row.at.iso()});
    }
    OXSEAL_TRY(const std::vector<IdentityDecisionRow> decided, identity_repo::decisions(db));
    for (const IdentityDecisionRow& row : decided) {
        const access::IdentityDecision& one = row.decision;
        if (one.id <= identitiesThrough || reviews.contains(row.campaign))
            identities.row({std::to_string(one.id), std::to_string(row.campaign.value), one.system, one.account, one.statedId, one.email, one.name, one.employeeId,
                row.worker, one.same ? "yes" : "no", row.why, named(names, row.by), row.at.iso()});
    }
    // All before the last that counted: what was left out would show.
    OXSEAL_TRY(const std::vector<RolePrivilegeRow> roles, role_privilege_repo::all(db, privilegesThrough));
    for (const RolePrivilegeRow& row : roles)
        privileges.row({std::to_string(row.said.id), row.said.system, row.said.role, row.said.privileged ? "yes" : "no", std::to_string(row.listing.value), row.why,
            named(names, row.by), row.at.iso()});
    return {};
}

} // namespace oxseal
