// SPDX-License-Identifier: GPL-3.0-or-later
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

} // namespace oxseal
