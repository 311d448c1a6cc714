// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/people/user.h"
#include "storage/reads/review_handover.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

struct LineDecision;

/// What the actions on access reviews share; used inside a unit of work.

[[nodiscard]] inline std::string campaignObject(CampaignId id) { return "campaign:" + std::to_string(id.value); }
/// Nothing is left to do about it: proven, withdrawn, or it came to an end otherwise.
[[nodiscard]] inline bool settledRemoval(const RemovalRow& removal) { return removal.state == "removed" || removal.state == "withdrawn" || closed(removal); }
/// access.review_wrong_state unless the campaign is open.
[[nodiscard]] Status requireOpen(const CampaignRow& campaign);

/// A campaign with what every decision on its lines is judged by.
struct OpenCampaign
{
    CampaignRow row;
    RuleIds ids;
    StagePlan plan;
    std::vector<access::Delegation> delegations;
    Day today;

    [[nodiscard]] static Result<OpenCampaign> of(Database& db, CampaignId id, Day today); ///< refuses one that is not open
    /// A7 at the stage, and never a stand-in who is a subordinate on the delegator's own access.
    [[nodiscard]] Status maySit(const access::Reviewer& reviewer, const access::ReviewLine& line,
        const std::set<std::pair<std::string, std::string>>& pairs, std::span<const access::Vote> votes, std::size_t stage) const
    {
        OXSEAL_CHECK(access::maySit(reviewer, line, pairs, votes, stage));
        return access::mayJudgeDelegator(delegations, reviewer.id, line.subject, today);
    }
    [[nodiscard]] access::LineStanding standing(const LineRow& line, std::span<const SeatRow> seats) const
    {
        return access::standingOf(plan.rules, line.flags, votesOf(seats, plan, ids));
    }
};

/// Brings the line's own columns in step with its seats; gives the standing. A resolution is kept while the line stays disputed
/// by its stages.
[[nodiscard]] Result<access::LineStanding> refreshLine(Database& db, const OpenCampaign& campaign, const LineRow& line);
/// Brings the line's work order in step with what stands: made for an outcome that takes something away, withdrawn when there is
/// none any more. Refused once it is claimed and would have to change.
[[nodiscard]] Status settleRemoval(UnitOfWork& unit, CampaignId campaign, const LineRow& line);

/// A decision of somebody who is not the actor: an answer that came from outside (A18). Judged by the same rules as one made here;
/// stand-ins do not count. Gives its id and adds what was said to `said`, for the ledger.
[[nodiscard]] Result<std::int64_t> decideFor(
    UnitOfWork& unit, const OpenCampaign& campaign, const Person& reviewer, const LineDecision& decision, Json::Array& said);

} // namespace oxseal
