// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/review_support.h"

#include "models/access/revocation.h"

namespace oxseal {

Status requireOpen(const CampaignRow& campaign)
{
    if (campaign.state != access::CampaignState::Open)
        return fail(access::kReviewWrongState, {}, {name(campaign.state), name(access::CampaignState::Open)});
    return {};
}

Result<OpenCampaign> OpenCampaign::of(Database& db, CampaignId id, Day today)
{
    OpenCampaign campaign;
    OXSEAL_TRY(campaign.row, campaignById(db, id));
    OXSEAL_CHECK(requireOpen(campaign.row));
    OXSEAL_TRY(campaign.ids, ruleIds(db));
    OXSEAL_TRY(campaign.plan, stagePlan(db, id, campaign.ids));
    OXSEAL_TRY(campaign.delegations, ruleDelegations(db, campaign.ids));
    campaign.today = today;
    return campaign;
}

Result<access::LineStanding> refreshLine(Database& db, const OpenCampaign& campaign, const LineRow& line)
{
    OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db, campaign.row.id, line.row));
    const access::LineStanding standing = campaign.standing(line, seats);
    const LineShown shown = shownOf(campaign.plan, standing, seats);
    OXSEAL_CHECK(stage_repo::setLineStanding(db, campaign.row.id, line.row, shown.reviewer, shown.decision));
    return standing;
}

namespace {

Status request(UnitOfWork& unit, CampaignId campaign, const LineRow& line)
{
    RemovalRow removal;
    removal.campaign = campaign;
    removal.row = line.row;
    removal.kind = name(*line.decision);
    removal.target = line.target;
    removal.state = name(access::RevocationState::Requested);
    removal.requestedAt = unit.now();
    removal.requestedBy = unit.actor().person;
    removal.due = access::removalDue(
        unit.now().day(), line.mayBePrivileged(), line.flags.is(access::LineFlag::Terminated));
    OXSEAL_TRY([[maybe_unused]] const std::int64_t id, access_repo::insertRemoval(unit.db(), removal));
    return {};
}

} // namespace

Status settleRemoval(UnitOfWork& unit, CampaignId campaign, const LineRow& line)
{
    const bool takes = line.decision && (*line.decision == access::Decision::Revoke || *line.decision == access::Decision::Reduce);
    OXSEAL_TRY(const std::vector<RemovalRow> removals, access_repo::removals(unit.db(), campaign, line.row));
    for (RemovalRow removal : removals) {
        if (removal.state == "withdrawn")
            continue;
        if (takes && removal.kind == name(*line.decision) && removal.target == line.target)
            return {};
        if (removal.state != "requested")
            return fail(access::kAlreadyClaimed, {}, {std::to_string(removal.id)});
        removal.state = "withdrawn";
        OXSEAL_CHECK(access_repo::updateRemoval(unit.db(), removal));
    }
    return takes ? request(unit, campaign, line) : Status();
}

} // namespace oxseal
