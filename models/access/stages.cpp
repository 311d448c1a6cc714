// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/stages.h"

#include "models/access/person_number.h"
#include "models/core/named.h"
#include "models/core/text.h"

#include <algorithm>

namespace oxseal::access {
namespace {

constexpr std::array<const char*, 4> kKinds{"reviewer", "manager", "system_owner", "second_reviewer"};
constexpr std::array<const char*, 2> kLines{"all", "privileged"};
constexpr std::array<const char*, 2> kQuorums{"first", "all"};
constexpr std::array<const char*, 2> kEscalations{"tell", "take_over"};
constexpr std::array<const char*, 5> kStates{"not_needed", "waiting", "open", "agreed", "disagreed"};

bool closed(StageState state) noexcept { return state == StageState::Agreed || state == StageState::Disagreed; }

bool alike(const Vote& a, const Vote& b) noexcept
{
    return a.decision == b.decision && (a.decision != Decision::Reduce || a.target == b.target);
}

/// Seats, settled votes and whether those agree; without regard to other stages.
StageView viewOf(const Stage& stage, std::span<const Vote> votes, std::size_t index) noexcept
{
    StageView view;
    view.state = StageState::Open;
    bool agreed = true;
    for (std::size_t at = 0; at < votes.size(); ++at) {
        if (votes[at].stage != index)
            continue;
        ++view.seats;
        if (!votes[at].settled())
            continue;
        if (view.decided++ == 0)
            view.vote = at;
        else
            agreed = agreed && alike(votes[view.vote], votes[at]);
    }
    const bool done = stage.quorum == Quorum::First ? view.decided > 0 : view.seats > 0 && view.decided == view.seats;
    if (done)
        view.state = agreed ? StageState::Agreed : StageState::Disagreed;
    return view;
}

std::string numberOf(std::size_t stage) { return std::to_string(stage + 1); }

} // namespace

const char* name(StageKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)]; }
const char* name(StageLines lines) noexcept { return kLines[static_cast<std::size_t>(lines)]; }
const char* name(Quorum quorum) noexcept { return kQuorums[static_cast<std::size_t>(quorum)]; }
const char* name(Escalation escalation) noexcept { return kEscalations[static_cast<std::size_t>(escalation)]; }
const char* name(StageState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }
std::optional<StageKind> stageKindFromName(std::string_view text) noexcept { return fromName<StageKind>(kKinds, text); }
std::optional<StageLines> stageLinesFromName(std::string_view text) noexcept { return fromName<StageLines>(kLines, text); }
std::optional<Quorum> quorumFromName(std::string_view text) noexcept { return fromName<Quorum>(kQuorums, text); }
std::optional<Escalation> escalationFromName(std::string_view text) noexcept { return fromName<Escalation>(kEscalations, text); }

Status allowedStages(std::span<const Stage> stages, Day opened)
{
    if (stages.empty() || stages.size() > kMostStages)
        return fail(kStageCount, {}, {std::to_string(stages.size())});
    if (stages.front().lines != StageLines::All)
        return fail(kStageFirstLines, {}, {name(stages.front().kind)});
    const Day* before = &opened;
    for (std::size_t at = 0; at < stages.size(); ++at) {
        const Stage& stage = stages[at];
        const bool sole = stage.kind != StageKind::Reviewer || stages.size() == 1;
        if (!sole || (at > 0 && stage.kind <= stages[at - 1].kind))
            return fail(kStageOrder, {}, {numberOf(at), name(stage.kind)});
        if (stage.due && *stage.due < *before)
            return fail(kStageDue, {}, {numberOf(at), stage.due->iso(), before->iso()});
        if (stage.due)
            before = &*stage.due;
        if (!stage.escalateTo.empty() && !stage.due)
            return fail(kEscalationWithoutDue, {}, {numberOf(at)});
        if (stage.escalation == Escalation::TakeOver && stage.escalateTo.empty())
            return fail(kTakeOverByNobody, {}, {numberOf(at)});
    }
    return {};
}

bool takes(const Stage& stage, const LineFlags& flags) noexcept
{
    return stage.lines == StageLines::All || flags.get(LineFlag::Privileged) != Flag::No;
}

LineStanding standingOf(std::span<const Stage> stages, const LineFlags& flags, std::span<const Vote> votes)
{
    LineStanding standing;
    bool waits = false;
    const StageView* last = nullptr;
    for (std::size_t at = 0; at < stages.size() && at < kMostStages; ++at) {
        StageView& view = standing.stages[at];
        if (!takes(stages[at], flags))
            continue;
        view = viewOf(stages[at], votes, at);
        if (waits) {
            view.state = StageState::Waiting;
            continue;
        }
        last = &view;
        if (view.state == StageState::Open) {
            standing.open = at;
            waits = true;
        }
    }
    if (waits || last == nullptr)
        return standing;
    if (last->state == StageState::Agreed) {
        standing.outcome = last->vote;
        return standing;
    }
    for (std::size_t at = 0; at < votes.size(); ++at) {
        if (votes[at].stage == stages.size() && votes[at].settled())
            standing.outcome = at;
    }
    standing.disputed = !standing.outcome;
    return standing;
}

Status maySit(const Reviewer& reviewer, const ReviewLine& line,
    const std::set<std::pair<std::string, std::string>>& reviewedBy, std::span<const Vote> votes, std::size_t stage)
{
    OXSEAL_CHECK(mayReview(reviewer, line, reviewedBy));
    for (const Vote& vote : votes) {
        if (vote.stage != stage && (sameNumber(vote.holder, reviewer.id) || sameNumber(vote.decider, reviewer.id)))
            return fail(kTwoStages, {}, {reviewer.id, line.id, numberOf(vote.stage)});
    }
    return {};
}

Status mayVote(std::span<const Stage> stages, const LineFlags& flags, std::span<const Vote> votes, std::size_t stage,
    std::string_view holder, std::string_view lineId)
{
    const std::string line(lineId);
    if (stage >= stages.size() || !takes(stages[stage], flags))
        return fail(kStageNotNeeded, {}, {line, numberOf(stage)});
    const bool decidedBefore = std::any_of(votes.begin(), votes.end(),
        [&](const Vote& vote) { return vote.stage == stage && vote.holder == holder && vote.decision; });
    for (const Vote& vote : votes) {
        if (vote.stage > stage && vote.decision && decidedBefore)
            return fail(kStageClosed, {}, {line, numberOf(stage)});
        const bool others = vote.stage == stage && vote.holder != holder && vote.settled();
        if (others && stages[stage].quorum == Quorum::First)
            return fail(kStageDecided, {}, {line, numberOf(stage)});
    }
    const LineStanding standing = standingOf(stages, flags, votes);
    if (standing.stages[stage].state == StageState::Waiting)
        return fail(kStageWaits, {}, {line, numberOf(stage), numberOf(standing.open.value_or(0))});
    return {};
}

Status mayResolve(const LineStanding& standing, std::string_view lineId)
{
    if (!standing.disputed)
        return fail(kNothingToResolve, {}, {std::string(lineId)});
    return {};
}

Status explained(const LineStanding& standing, std::span<const Vote> votes, std::size_t stage, Decision decision,
    std::string_view target, std::string_view comment, std::string_view lineId)
{
    if (!settles(decision) || !trimmed(comment).empty())
        return {};
    // What the last closed stage before this one said.
    for (std::size_t at = std::min(stage, kMostStages); at-- > 0;) {
        const StageView& before = standing.stages[at];
        if (!closed(before.state))
            continue;
        Vote own;
        own.decision = decision;
        own.target = target;
        if (before.state == StageState::Disagreed || !alike(votes[before.vote], own))
            return fail(kMustExplain, {}, {std::string(lineId), numberOf(at)});
        break;
    }
    return {};
}

std::vector<StageObstacle> stageObstacles(std::span<const Stage> stages, const LineFlags& flags,
    std::span<const Vote> votes, std::string_view subject)
{
    std::vector<StageObstacle> found;
    const LineStanding standing = standingOf(stages, flags, votes);
    for (std::size_t at = 0; at < stages.size(); ++at) {
        const StageView& view = standing.stages[at];
        if (view.state == StageState::NotNeeded || closed(view.state))
            continue;
        if (view.seats == 0) {
            found.push_back({at, "access.stage_no_reviewer"});
            continue;
        }
        const char* code = "access.stage_pending";
        for (const Vote& vote : votes) {
            if (vote.stage == at && vote.decision == Decision::Unsure)
                code = "access.stage_unsure";
            else if (vote.stage == at && vote.decision == Decision::NotMine)
                code = "access.stage_not_mine";
        }
        found.push_back({at, code});
    }
    if (standing.disputed) {
        for (std::size_t at = stages.size(); at-- > 0;) {
            if (standing.stages[at].state == StageState::Disagreed) {
                found.push_back({at, "access.stage_disagreed"});
                break;
            }
        }
    }
    // A decision by the subject himself never counts, however it came in; nor one who fills two stages.
    for (std::size_t at = 0; at < votes.size(); ++at) {
        const Vote& vote = votes[at];
        if (!vote.decision)
            continue;
        const std::string& by = vote.decider.empty() ? vote.holder : vote.decider;
        if (sameNumber(subject, by) || sameNumber(subject, vote.holder))
            found.push_back({vote.stage, "access.reviewer_not_allowed"});
        for (std::size_t other = 0; other < at; ++other) {
            const std::string& first = votes[other].decider.empty() ? votes[other].holder : votes[other].decider;
            if (votes[other].decision && votes[other].stage != vote.stage && first == by)
                found.push_back({vote.stage, "access.decided_twice"});
        }
    }
    return found;
}

bool graveObstacle(std::string_view code) noexcept
{
    return code == "access.stage_no_reviewer" || code == "access.stage_disagreed" || code == "access.reviewer_not_allowed"
        || code == "access.decided_twice";
}

int overdueBy(const Stage& stage, Day today) noexcept
{
    return stage.due && *stage.due < today ? today - *stage.due : 0;
}

} // namespace oxseal::access
