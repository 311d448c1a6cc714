// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/account_fact_actions.h"

#include "models/core/text.h"
#include "storage/actions/review_support.h"

#include <algorithm>

namespace oxseal {
namespace {

using access::AccountFact;

/// The worker's number, whether his number or his address was given.
std::string employeeOf(const access::Roster& roster, std::string_view given)
{
    const std::string text(trimmed(given));
    if (text.find('@') == std::string::npos || roster.byId(text) >= 0)
        return text;
    access::Account address;
    address.email = text;
    const access::IdentityMatch match = roster.match(address);
    return match.worker < 0 ? text : roster.workers()[static_cast<std::size_t>(match.worker)].employeeId;
}

const std::string* lastOf(const std::vector<AccountFactRow>& rows, const access::Account& account, AccountFact what)
{
    const auto found = std::find_if(rows.rbegin(), rows.rend(), [&](const AccountFactRow& row) {
        return row.fact.what == what && row.fact.account == account.id && row.fact.system == account.system;
    });
    return found == rows.rend() ? nullptr : &found->fact.value;
}

} // namespace

Status stateAccount(Workspace& workspace, CampaignId id, const AccountStatement& statement, const std::string& reason)
{
    if (!statement.owner && !statement.purpose)
        return fail(kNothingStated, statement.account);
    Database& db = workspace.db();
    OXSEAL_TRY(const CampaignRow campaign, campaignById(db, id));
    OXSEAL_CHECK(requireOpen(campaign));
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(db, campaign.listing));
    OXSEAL_TRY(const access::Population listing, loadListing(workspace, info));
    OXSEAL_TRY(const access::Roster roster, loadRoster(workspace, campaign.roster));
    const auto found = std::find_if(listing.accounts.begin(), listing.accounts.end(), [&](const access::Account& one) { return one.id == statement.account; });
    if (found == listing.accounts.end())
        return fail(kNotInListing, {}, {statement.account, std::to_string(id.value)});
    std::vector<access::StatedFact> stated;
    const auto take = [&](AccountFact what, const std::string& value) -> Status {
        OXSEAL_CHECK(access::mayState(*found, what, value, roster, campaign.asOf));
        stated.push_back({0, found->system, found->id, what, value});
        return {};
    };
    if (statement.owner)
        OXSEAL_CHECK(take(AccountFact::Owner, employeeOf(roster, *statement.owner)));
    if (statement.purpose)
        OXSEAL_CHECK(take(AccountFact::Purpose, std::string(trimmed(*statement.purpose))));
    return workspace.writeStatus(Permission::DecideAccess, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const CampaignRow now, campaignById(unit.db(), id));
        OXSEAL_CHECK(requireOpen(now));
        OXSEAL_TRY(const std::vector<AccountFactRow> former, identity_repo::facts(unit.db()));
        Event event{"review.state_account", campaignObject(id), "access", {}, {}, {}};
        event.after = Json::Object{{"system", found->system}, {"account", found->id}};
        for (const access::StatedFact& fact : stated) {
            OXSEAL_TRY([[maybe_unused]] const std::int64_t row, identity_repo::insert(unit.db(), {fact, id, unit.reason(), unit.now(), unit.actor().person}));
            event.after.set(name(fact.what), fact.value);
            if (const std::string* before = lastOf(former, *found, fact.what))
                event.before.set(name(fact.what), *before);
        }
        unit.record(std::move(event));
        return {};
    });
}

} // namespace oxseal
