// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/access_reads.h"
#include "storage/repos/stage_repo.h"

#include <map>
#include <span>

namespace oxseal {

/// Employee id, or the login of somebody whom HR does not know, by person: how the rules name people.
using RuleIds = std::map<PersonId, std::string>;
[[nodiscard]] Result<RuleIds> ruleIds(Database& db);
[[nodiscard]] std::string idOf(const RuleIds& ids, PersonId person); ///< "" for nobody known

/// The stages of a campaign, as kept and as the rules see them.
struct StagePlan
{
    std::vector<StageRow> rows;
    std::vector<access::Stage> rules; ///< parallel; escalateTo by rule id

    /// One stage that the first decision closes: a line's own columns say everything about it.
    [[nodiscard]] bool plain() const noexcept
    {
        return rules.size() == 1 && rules.front().quorum == access::Quorum::First;
    }
    /// Index into `rules` of a stage's number; rules.size() for a resolution (0).
    [[nodiscard]] std::size_t indexOf(std::int64_t stage) const noexcept
    {
        return stage == 0 ? rules.size() : static_cast<std::size_t>(stage - 1);
    }
};
[[nodiscard]] Result<StagePlan> stagePlan(Database& db, CampaignId campaign, const RuleIds& ids);

/// The seats of one line as votes, in the same order.
[[nodiscard]] std::vector<access::Vote> votesOf(std::span<const SeatRow> seats, const StagePlan& plan, const RuleIds& ids);

/// What a line shows of its seats: whose turn it is, and what stands.
struct LineShown
{
    PersonId reviewer; ///< who has to decide next, or whose vote stands; 0: nobody sits there
    std::int64_t decision = 0; ///< the outcome; before there is one, an unsure or not-mine of the open stage
};
[[nodiscard]] LineShown shownOf(
    const StagePlan& plan, const access::LineStanding& standing, std::span<const SeatRow> seats);

/// The seats of one line within those of all lines, which are ordered by row.
[[nodiscard]] std::span<const SeatRow> seatsAt(std::span<const SeatRow> all, std::int64_t row);

/// How far one stage is.
struct StageStatus
{
    StageRow row;
    std::int64_t lines = 0; ///< that the stage takes
    std::int64_t waiting = 0;
    std::int64_t open = 0;
    std::int64_t agreed = 0;
    std::int64_t disagreed = 0;
    std::int64_t withoutReviewer = 0; ///< taken by the stage, and nobody sits there
    int overdue = 0; ///< days, while something is open or waiting; 0: in time
    std::vector<EscalationRow> escalations;
};
[[nodiscard]] Result<std::vector<StageStatus>> stageStatuses(Database& db, const CampaignRow& campaign, Day today);
/// The same in steps, for whoever reads the lines anyway: nothing counted yet, one line more, lateness.
[[nodiscard]] Result<std::vector<StageStatus>> beginStatuses(Database& db, CampaignId campaign, const StagePlan& plan);
void countStanding(std::vector<StageStatus>& statuses, const access::LineStanding& standing);
void endStatuses(std::vector<StageStatus>& statuses, const StagePlan& plan, access::CampaignState state, Day today);
/// The one stage of a plain campaign, from the campaign's counts.
void countPlain(StageStatus& status, const CampaignCounts& counts);
/// Lines that the last stage left in disagreement.
[[nodiscard]] Result<std::vector<std::int64_t>> disputedLines(Database& db, CampaignId campaign);

/// What keeps a staged campaign's lines from being concluded, with the stage as the fifth argument and its kind as the sixth.
[[nodiscard]] Result<std::vector<Finding>> stageFindings(Database& db, const CampaignRow& campaign, const StagePlan& plan, const RuleIds& ids);

} // namespace oxseal
