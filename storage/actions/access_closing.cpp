// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/delta.h"
#include "storage/actions/access_actions.h"
#include "storage/actions/review_support.h"

#include <algorithm>

namespace oxseal {
namespace {

using access::CampaignState;
using access::RevocationState;

Status requireState(const CampaignRow& campaign, CampaignState next)
{
    if (!access::canGo(campaign.state, next))
        return fail(access::kReviewWrongState, {}, {name(campaign.state), next == CampaignState::Concluded ? "open" : "draft or open"});
    return {};
}

bool signedAs(const std::vector<access_repo::Signoff>& signoffs, const char* capacity)
{
    return std::any_of(signoffs.begin(), signoffs.end(), [capacity](const auto& s) { return s.capacity == capacity; });
}

bool settledRemoval(const RemovalRow& removal) { return removal.state == "removed" || removal.state == "withdrawn" || closed(removal); }

/// What an extract still holds: grants of accounts that can be used.
struct Extract
{
    std::set<std::string> keys; ///< system, account, entitlement without level
    std::set<std::string> texts; ///< the same with level

    explicit Extract(const access::Population& population)
    {
        for (const auto& grant : population.grants) {
            const auto& account = population.accounts[grant.account];
            if (account.enabled == Flag::No)
                continue;
            const auto& entitlement = population.entitlements[grant.entitlement];
            keys.insert(access::grantKey(account.system, account.id, entitlement.key()));
            texts.insert(access::grantKey(account.system, account.id, entitlement.text()));
        }
    }
    [[nodiscard]] bool holds(const RemovalRow& removal, const std::string& system) const
    {
        // A reduction leaves the entitlement at a lower level; only the old level must be gone.
        return removal.kind == "reduce"
            ? texts.contains(access::grantKey(system, removal.account, removal.entitlement))
            : keys.contains(access::grantKey(system, removal.account, removal.entitlementKey));
    }
};

} // namespace

Status signOffSystem(Workspace& workspace, CampaignId campaign, const std::string& reason)
{
    return workspace.write(Permission::DecideAccess, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const CampaignRow row, campaignById(unit.db(), campaign));
        OXSEAL_CHECK(requireState(row, CampaignState::Concluded));
        if (row.systemOwner != unit.actor().person)
            return fail(kNotTheSystemOwner, {}, {row.system});
        OXSEAL_TRY(const auto signoffs, access_repo::signoffs(unit.db(), campaign));
        if (signedAs(signoffs, "system_owner"))
            return fail(access::kReviewWrongState, {}, {"system_owner", "open"});
        OXSEAL_CHECK(access_repo::insertSignoff(unit.db(), campaign, "system_owner", unit.actor().person, unit.now()));
        unit.record({"review.signoff", campaignObject(campaign), "access", {}, Json::Object{{"capacity", "system_owner"}}, {}});
        return {};
    });
}

Status concludeReview(Workspace& workspace, CampaignId campaign, Day performanceDay, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        Database& db = unit.db();
        OXSEAL_TRY(const CampaignRow row, campaignById(db, campaign));
        OXSEAL_CHECK(requireState(row, CampaignState::Concluded));
        if (performanceDay < row.openedAt.day() || performanceDay > unit.now().day())
            return fail(kPerformanceDay, {}, {performanceDay.iso()});
        OXSEAL_TRY(const auto signoffs, access_repo::signoffs(db, campaign));
        if (row.systemOwner == unit.actor().person && !signedAs(signoffs, "system_owner"))
            OXSEAL_CHECK(access_repo::insertSignoff(db, campaign, "system_owner", unit.actor().person, unit.now()));
        OXSEAL_TRY(const std::vector<Finding> obstacles, reviewObstacles(db, campaign));
        if (!obstacles.empty())
            return fail(kNotConcluded, obstacles.front().code, {std::to_string(obstacles.size())});
        OXSEAL_CHECK(access_repo::insertSignoff(db, campaign, "campaign_owner", unit.actor().person, unit.now()));
        OXSEAL_TRY(const std::vector<RemovalRow> removals, removalsOf(db, campaign));
        const bool open = !std::all_of(removals.begin(), removals.end(), settledRemoval);
        // Concluded is the moment; what follows from it is the state.
        const CampaignState next = open ? CampaignState::Remediating : CampaignState::RemediationVerified;
        OXSEAL_CHECK(access_repo::setConcluded(db, campaign, name(next), unit.now(), unit.actor().person, performanceDay));
        if (!open)
            OXSEAL_CHECK(access_repo::setVerified(db, campaign, unit.now()));
        Event event{"review.conclude", campaignObject(campaign), "access", {}, {}, {}};
        event.before = Json::Object{{"state", name(row.state)}};
        event.after = Json::Object{{"state", name(next)}, {"performance_date", performanceDay.iso()},
            {"row_root", row.rowRoot.hex()}, {"removals", removals.size()}};
        unit.record(std::move(event));
        return {};
    });
}

Status cancelReview(Workspace& workspace, CampaignId campaign, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const CampaignRow row, campaignById(unit.db(), campaign));
        OXSEAL_CHECK(requireState(row, CampaignState::Cancelled));
        OXSEAL_CHECK(access_repo::setCancelled(unit.db(), campaign, unit.now(), reason));
        unit.record({"review.cancel", campaignObject(campaign), "access", Json::Object{{"state", name(row.state)}},
            Json::Object{{"state", "cancelled"}}, {}});
        return {};
    });
}

Status claimRemoval(Workspace& workspace, std::int64_t removal, const std::string& ticket, const std::string& reason)
{
    return workspace.write(Permission::ClaimRemoval, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(RemovalRow row, removalById(unit.db(), removal));
        if (row.state != "requested" || closed(row))
            return fail(access::kAlreadyClaimed, {}, {std::to_string(removal)});
        if (row.closing == "asked")
            return fail(kContestPending, {}, {std::to_string(removal)});
        row.state = name(RevocationState::Claimed);
        row.claimedAt = unit.now();
        row.claimedBy = unit.actor().person;
        row.ticket = ticket;
        OXSEAL_CHECK(access_repo::updateRemoval(unit.db(), row));
        unit.record({"review.claim_removal", campaignObject(row.campaign) + "/removal:" + std::to_string(removal), "access",
            Json::Object{{"state", "requested"}}, Json::Object{{"state", row.state}}, ticket});
        return {};
    });
}

Result<VerifyOutcome> verifyRemovals(
    Workspace& workspace, CampaignId campaign, std::optional<SnapshotId> extract, const std::string& reason)
{
    OXSEAL_TRY(const CampaignRow row, campaignById(workspace.db(), campaign));
    std::optional<SnapshotInfo> info;
    if (extract) {
        OXSEAL_TRY(info, snapshotInfo(workspace.db(), *extract));
    } else {
        OXSEAL_TRY(info, latestSnapshot(workspace.db(), {"listing", row.system, "", ""}));
    }
    if (!info)
        return fail(kNoListing, {}, {row.system, ""});
    if (info->key.kind != "listing" || info->key.subject != row.system)
        return fail(access::kExtractOtherSystem);
    if (!info->asOf)
        return fail(kExtractUndated);
    const Instant takenAt{std::int64_t{info->asOf->number} * 86'400'000'000};
    OXSEAL_TRY(const access::Population population, loadListing(workspace, *info));
    const Extract held(population);

    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<VerifyOutcome> {
        OXSEAL_TRY(std::vector<RemovalRow> removals, removalsOf(unit.db(), campaign));
        VerifyOutcome outcome;
        Json::Array changes;
        for (RemovalRow& removal : removals) {
            const auto state = access::revocationStateFromName(removal.state);
            if (!state || closed(removal))
                continue; // withdrawn, or its re-grant came to an end otherwise
            const auto seen = access::verify({*state, removal.claimedAt, removal.removedAsOf},
                {takenAt, true, held.holds(removal, row.system)});
            if (!seen) {
                ++outcome.unproven;
                continue;
            }
            if (*seen == RevocationState::Removed && *state != RevocationState::Removed)
                removal.removedAsOf = takenAt;
            changes.emplace_back(Json::Object{{"removal", removal.id}, {"from", removal.state}, {"to", name(*seen)}});
            removal.state = name(*seen);
            removal.checked = info->id;
            OXSEAL_CHECK(access_repo::updateRemoval(unit.db(), removal));
            ++(*seen == RevocationState::Removed          ? outcome.removed
                    : *seen == RevocationState::Regranted ? outcome.regranted
                                                          : outcome.stillPresent);
        }
        const bool nothingLeft = std::all_of(removals.begin(), removals.end(), settledRemoval);
        if (row.state == CampaignState::Remediating && nothingLeft) {
            OXSEAL_CHECK(access_repo::setVerified(unit.db(), campaign, unit.now()));
            outcome.remediationVerified = true;
        }
        Event event{"review.verify_removals", campaignObject(campaign), "access", {}, {}, {}};
        event.after = Json::Object{{"extract", info->id.value}, {"as_of", info->asOf->iso()}, {"changes", std::move(changes)},
            {"unproven", outcome.unproven}, {"remediation_verified", outcome.remediationVerified}};
        unit.record(std::move(event));
        return outcome;
    });
}

} // namespace oxseal
