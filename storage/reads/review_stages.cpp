// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/review_stages.h"

#include "models/access/decision_history.h"
#include "storage/reads/people_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

using access::StageState;

/// Calls `each(line, seats of the line)` for every included line.
template <class F>
Status eachLine(Database& db, CampaignId campaign, F each)
{
    OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db, campaign));
    OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db, campaign));
    for (const LineRow& line : lines) {
        if (line.included)
            each(line, seatsAt(seats, line.row));
    }
    return {};
}

} // namespace

Result<RuleIds> ruleIds(Database& db)
{
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    RuleIds ids;
    for (const Person& person : people)
        ids[person.id] = reviewerId(person);
    return ids;
}

std::string idOf(const RuleIds& ids, PersonId person)
{
    const auto found = ids.find(person);
    return found == ids.end() ? std::string() : found->second;
}

Result<StagePlan> stagePlan(Database& db, CampaignId campaign, const RuleIds& ids)
{
    StagePlan plan;
    OXSEAL_TRY(plan.rows, stage_repo::stages(db, campaign));
    for (const StageRow& row : plan.rows) {
        access::Stage& rule = plan.rules.emplace_back();
        rule.kind = row.kind;
        rule.lines = row.lines;
        rule.quorum = row.quorum;
        rule.due = row.due;
        rule.escalateTo = row.escalateTo ? idOf(ids, row.escalateTo) : std::string();
        rule.escalation = row.escalation;
    }
    return plan;
}

std::vector<access::Vote> votesOf(std::span<const SeatRow> seats, const StagePlan& plan, const RuleIds& ids)
{
    std::vector<access::Vote> votes;
    votes.reserve(seats.size());
    for (const SeatRow& seat : seats) {
        access::Vote& vote = votes.emplace_back();
        vote.stage = plan.indexOf(seat.stage);
        vote.holder = idOf(ids, seat.person);
        if (seat.decision && seat.decidedBy != seat.person)
            vote.decider = idOf(ids, seat.decidedBy);
        vote.decision = seat.decision;
        vote.target = seat.target;
    }
    return votes;
}

LineShown shownOf(const StagePlan& plan, const access::LineStanding& standing, std::span<const SeatRow> seats)
{
    std::vector<access::Vote> votes(seats.size());
    for (std::size_t at = 0; at < seats.size(); ++at) {
        votes[at].stage = plan.indexOf(seats[at].stage);
        votes[at].decision = seats[at].decision;
    }
    const access::ShownVotes which = access::shownVotes(plan.rules, standing, votes);
    LineShown shown;
    if (which.reviewer)
        shown.reviewer = seats[*which.reviewer].person;
    if (which.decision)
        shown.decision = seats[*which.decision].decisionId;
    return shown;
}

std::span<const SeatRow> seatsAt(std::span<const SeatRow> all, std::int64_t row)
{
    const auto first = std::lower_bound(all.begin(), all.end(), row, [](const SeatRow& seat, std::int64_t at) { return seat.row < at; });
    auto last = first;
    while (last != all.end() && last->row == row)
        ++last;
    return {first, last};
}

void countStanding(std::vector<StageStatus>& statuses, const access::LineStanding& standing)
{
    for (std::size_t at = 0; at < statuses.size(); ++at) {
        const access::StageView& view = standing.stages[at];
        if (view.state == StageState::NotNeeded)
            continue;
        StageStatus& status = statuses[at];
        ++status.lines;
        status.withoutReviewer += view.seats == 0 ? 1 : 0;
        switch (view.state) {
        case StageState::Waiting: ++status.waiting; break;
        case StageState::Open: ++status.open; break;
        case StageState::Agreed: ++status.agreed; break;
        case StageState::Disagreed: ++status.disagreed; break;
        case StageState::NotNeeded: break;
        }
    }
}

Result<std::vector<StageStatus>> beginStatuses(Database& db, CampaignId campaign, const StagePlan& plan)
{
    OXSEAL_TRY(const std::vector<EscalationRow> escalations, stage_repo::escalations(db, campaign));
    std::vector<StageStatus> statuses(plan.rows.size());
    for (std::size_t at = 0; at < statuses.size(); ++at) {
        statuses[at].row = plan.rows[at];
        for (const EscalationRow& one : escalations) {
            if (one.stage == statuses[at].row.stage)
                statuses[at].escalations.push_back(one);
        }
    }
    return statuses;
}

void endStatuses(std::vector<StageStatus>& statuses, const StagePlan& plan, access::CampaignState state, Day today)
{
    for (std::size_t at = 0; at < statuses.size(); ++at) {
        if (state == access::CampaignState::Open && statuses[at].open + statuses[at].waiting > 0)
            statuses[at].overdue = access::overdueBy(plan.rules[at], today);
    }
}

void countPlain(StageStatus& status, const CampaignCounts& counts)
{
    status.lines = counts.lines;
    status.open = counts.pending;
    status.agreed = counts.decided;
    status.withoutReviewer = counts.unassigned;
}

Result<std::vector<StageStatus>> stageStatuses(Database& db, const CampaignRow& campaign, Day today)
{
    OXSEAL_TRY(const RuleIds ids, ruleIds(db));
    OXSEAL_TRY(const StagePlan plan, stagePlan(db, campaign.id, ids));
    OXSEAL_TRY(std::vector<StageStatus> statuses, beginStatuses(db, campaign.id, plan));
    if (plan.plain()) {
        OXSEAL_TRY(const CampaignStatus status, reviewStatus(db, campaign.id));
        countPlain(statuses.front(), status.counts);
    } else {
        OXSEAL_CHECK(eachLine(db, campaign.id, [&](const LineRow& line, std::span<const SeatRow> seats) {
            countStanding(statuses, access::standingOf(plan.rules, line.flags, votesOf(seats, plan, ids)));
        }));
    }
    endStatuses(statuses, plan, campaign.state, today);
    return statuses;
}

Result<std::vector<std::int64_t>> disputedLines(Database& db, CampaignId campaign)
{
    OXSEAL_TRY(const RuleIds ids, ruleIds(db));
    OXSEAL_TRY(const StagePlan plan, stagePlan(db, campaign, ids));
    std::vector<std::int64_t> rows;
    if (plan.plain())
        return rows;
    OXSEAL_CHECK(eachLine(db, campaign, [&](const LineRow& line, std::span<const SeatRow> seats) {
        if (access::standingOf(plan.rules, line.flags, votesOf(seats, plan, ids)).disputed)
            rows.push_back(line.row);
    }));
    return rows;
}

Result<std::vector<Finding>> stageFindings(Database& db, const CampaignRow& campaign, const StagePlan& plan, const RuleIds& ids)
{
    std::vector<Finding> found;
    OXSEAL_CHECK(eachLine(db, campaign.id, [&](const LineRow& line, std::span<const SeatRow> seats) {
        for (const access::StageObstacle& obstacle : access::stageObstacles(plan.rules, line.flags, votesOf(seats, plan, ids), line.subject)) {
            Finding& finding = found.emplace_back();
            finding.code = obstacle.code;
            finding.severity = access::graveObstacle(obstacle.code) ? Severity::High : Severity::Medium;
            finding.subject = std::to_string(line.row);
            const bool resolution = obstacle.stage >= plan.rules.size();
            finding.arguments = {finding.subject, campaign.system, line.subject, line.entitlement,
                resolution ? "" : std::to_string(obstacle.stage + 1), resolution ? "" : name(plan.rules[obstacle.stage].kind)};
        }
    }));
    return found;
}

} // namespace oxseal
