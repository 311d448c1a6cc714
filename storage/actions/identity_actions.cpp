// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/identity_actions.h"

#include "storage/actions/account_fact_actions.h"
#include "storage/actions/review_support.h"
#include "storage/reads/people_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

/// The account of the queue, or one of a person whom the listing does not name.
Result<IdentityLine> lineOf(const IdentitySheet& sheet, const std::string& account)
{
    const auto found = std::find_if(sheet.listing.accounts.begin(), sheet.listing.accounts.end(), [&account](const access::Account& one) { return one.id == account; });
    if (found == sheet.listing.accounts.end())
        return fail(kNotInListing, {}, {account, std::to_string(sheet.campaign.id.value)});
    const auto at = static_cast<std::uint32_t>(found - sheet.listing.accounts.begin());
    for (const IdentityLine& line : sheet.queue.lines) {
        if (line.doubt.account == at)
            return line;
    }
    IdentityLine line;
    line.doubt = {at, access::Doubt::Unmatched, sheet.roster.match(*found), {}};
    const bool nobodys = found->type == access::AccountType::Service || found->type == access::AccountType::Shared;
    if (line.doubt.match.worker >= 0 || nobodys)
        return fail(kIdentityCertain, {}, {account});
    return line;
}

/// Nobody who may be meant says who is, or is not.
Status refuseConcerned(UnitOfWork& unit, const IdentitySheet& sheet, const IdentityLine& line, const std::string& employeeId)
{
    OXSEAL_TRY(const Person actor, personById(unit.db(), unit.actor().person));
    if (actor.employeeId.empty())
        return {};
    const std::vector<std::uint32_t> pool = line.pool();
    const bool meant = std::any_of(pool.begin(), pool.end(), [&](std::uint32_t worker) { return sheet.roster.workers()[worker].employeeId == actor.employeeId; });
    if (meant || actor.employeeId == employeeId)
        return fail(kIdentityOwn, {}, {actor.login});
    return {};
}

} // namespace

Status decideIdentity(Workspace& workspace, CampaignId id, const IdentityVerdict& verdict, const std::string& reason)
{
    OXSEAL_TRY(const IdentitySheet sheet, identitySheet(workspace, id));
    if (sheet.campaign.state == access::CampaignState::Cancelled)
        return fail(access::kReviewWrongState, {}, {name(sheet.campaign.state), name(access::CampaignState::Open)});
    OXSEAL_TRY(const IdentityLine line, lineOf(sheet, verdict.account));
    const std::int32_t worker = sheet.roster.byId(verdict.employeeId);
    if (worker < 0)
        return fail(access::kNoSuchWorker, {}, {verdict.employeeId});
    const access::Worker& about = sheet.roster.workers()[static_cast<std::size_t>(worker)];
    const IdentityDecisionRow* former = line.about(about.employeeId);
    if (former != nullptr && former->decision.same == verdict.same)
        return fail(kIdentityDecided, {}, {verdict.account, about.employeeId});
    const access::Account& account = sheet.listing.accounts[line.doubt.account];
    return workspace.writeStatus(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(refuseConcerned(unit, sheet, line, about.employeeId));
        const IdentityDecisionRow row{{0, account.system, account.id, account.employeeId, account.email, account.name, about.employeeId, verdict.same}, about.name, id,
            unit.reason(), unit.now(), unit.actor().person};
        OXSEAL_TRY(const std::int64_t made, identity_repo::insert(unit.db(), row));
        Event event{"review.identity", campaignObject(id) + "/identity:" + std::to_string(made), "access", {}, {}, {}};
        const IdentityDecisionRow* is = line.is();
        if (is != nullptr || former != nullptr) {
            const IdentityDecisionRow& before = former != nullptr ? *former : *is;
            event.before = Json::Object{{"employee_id", before.decision.employeeId}, {"same", before.decision.same}};
        }
        event.after = Json::Object{{"system", account.system}, {"account", account.id}, {"stated_id", account.employeeId}, {"email", account.email},
            {"name", account.name}, {"doubt", access::name(line.doubt.doubt)}, {"employee_id", about.employeeId}, {"same", verdict.same}};
        unit.record(std::move(event));
        return {};
    });
}

} // namespace oxseal
