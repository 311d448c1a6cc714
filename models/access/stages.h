// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"

#include <array>
#include <span>

namespace oxseal::access {

inline constexpr ErrorCode kStageCount{"access.stage_count", ErrorClass::Usage};
inline constexpr ErrorCode kStageOrder{"access.stage_order", ErrorClass::Usage};
inline constexpr ErrorCode kStageFirstLines{"access.stage_first_lines", ErrorClass::Usage};
inline constexpr ErrorCode kStageDue{"access.stage_due", ErrorClass::Usage};
inline constexpr ErrorCode kEscalationWithoutDue{"access.escalation_without_due", ErrorClass::Usage};
inline constexpr ErrorCode kTakeOverByNobody{"access.take_over_by_nobody", ErrorClass::Usage};
inline constexpr ErrorCode kStageNotNeeded{"access.stage_not_needed", ErrorClass::Refused};
inline constexpr ErrorCode kStageWaits{"access.stage_waits", ErrorClass::Refused};
inline constexpr ErrorCode kStageClosed{"access.stage_closed", ErrorClass::Refused};
inline constexpr ErrorCode kStageDecided{"access.stage_decided", ErrorClass::Refused};
inline constexpr ErrorCode kTwoStages{"access.two_stages", ErrorClass::Refused};
inline constexpr ErrorCode kMustExplain{"access.must_explain", ErrorClass::Refused};
inline constexpr ErrorCode kNothingToResolve{"access.nothing_to_resolve", ErrorClass::Refused};

/// A4. Reviewer is the one stage of a review without a plan.
enum class StageKind : std::uint8_t { Reviewer, Manager, SystemOwner, SecondReviewer };
[[nodiscard]] const char* name(StageKind kind) noexcept; ///< "reviewer", "manager", "system_owner", "second_reviewer"
[[nodiscard]] std::optional<StageKind> stageKindFromName(std::string_view name) noexcept;

enum class StageLines : std::uint8_t { All, Privileged };
[[nodiscard]] const char* name(StageLines lines) noexcept; ///< "all", "privileged"
[[nodiscard]] std::optional<StageLines> stageLinesFromName(std::string_view name) noexcept;

/// A5: the first decision closes the stage, or everybody who sits at the line must decide.
enum class Quorum : std::uint8_t { First, All };
[[nodiscard]] const char* name(Quorum quorum) noexcept; ///< "first", "all"
[[nodiscard]] std::optional<Quorum> quorumFromName(std::string_view name) noexcept;

/// What happens to lines that are not decided when the due day has passed. Neither approves anything.
enum class Escalation : std::uint8_t { Tell, TakeOver };
[[nodiscard]] const char* name(Escalation escalation) noexcept; ///< "tell", "take_over"
[[nodiscard]] std::optional<Escalation> escalationFromName(std::string_view name) noexcept;

struct Stage
{
    StageKind kind = StageKind::Reviewer;
    StageLines lines = StageLines::All;
    Quorum quorum = Quorum::First;
    std::optional<Day> due; ///< last day on which it is in time
    std::string escalateTo; ///< employee id or login; "" = the campaign owner alone sees that it is late
    Escalation escalation = Escalation::Tell;
};
inline constexpr std::size_t kMostStages = 3;

/// One to three stages, each kind once and in the order of StageKind; the first takes every line, so that no line passes
/// without a decision; due days not before `opened` and not falling; an escalation has a due day, a take-over a person.
[[nodiscard]] Status allowedStages(std::span<const Stage> stages, Day opened);
/// An unknown Privileged is taken: unknown is not false.
[[nodiscard]] bool takes(const Stage& stage, const LineFlags& flags) noexcept;

/// One seat at a line with the latest decision of who sits there. The campaign owner's resolution of a disagreement is a vote
/// whose stage is the number of stages.
struct Vote
{
    std::size_t stage = 0; ///< from 0
    std::string holder; ///< employee id or login
    std::string decider; ///< who decided in the holder's place; "" = the holder
    std::optional<Decision> decision;
    std::string target; ///< of a reduction

    [[nodiscard]] bool settled() const noexcept { return decision && settles(*decision); }
};

enum class StageState : std::uint8_t {
    NotNeeded, ///< the stage does not take the line
    Waiting, ///< an earlier stage is open
    Open,
    Agreed,
    Disagreed, ///< all have decided, not alike: the next stage decides, or the campaign owner
};
[[nodiscard]] const char* name(StageState state) noexcept;

struct StageView
{
    StageState state = StageState::NotNeeded;
    std::size_t seats = 0;
    std::size_t decided = 0; ///< settled
    std::size_t vote = 0; ///< when Agreed: index of the vote that says the outcome
};

/// Where a line stands.
struct LineStanding
{
    std::array<StageView, kMostStages> stages{};
    std::optional<std::size_t> open; ///< stage that has to decide now; nullopt: none
    bool disputed = false; ///< the last stage disagreed and the campaign owner has not resolved it
    std::optional<std::size_t> outcome; ///< index of the vote that stands when every stage is closed
};
/// Quorum: First is closed by the first settled vote, All when every seat is settled. A stage is open only when the ones before
/// it are closed; one without a seat stays open. A disagreement is closed by the next stage that takes the line.
[[nodiscard]] LineStanding standingOf(std::span<const Stage> stages, const LineFlags& flags, std::span<const Vote> votes);

/// A7 at every stage: mayReview, and nobody sits at (or has decided) two stages of one line. `stage` = number of stages is the
/// campaign owner's resolution.
[[nodiscard]] Status maySit(const Reviewer& reviewer, const ReviewLine& line,
    const std::set<std::pair<std::string, std::string>>& reviewedBy, std::span<const Vote> votes, std::size_t stage);

/// Why who sits at `stage` as `holder` may not decide now: the stage does not take the line, waits for an earlier one, was
/// closed by another's first decision, or a later stage has decided on the strength of it. A seat without a decision may decide
/// even then: its holder has to confirm what a predecessor decided.
[[nodiscard]] Status mayVote(std::span<const Stage> stages, const LineFlags& flags, std::span<const Vote> votes,
    std::size_t stage, std::string_view holder, std::string_view lineId);
/// Only a disagreement that no stage is left to decide can be resolved by the campaign owner.
[[nodiscard]] Status mayResolve(const LineStanding& standing, std::string_view lineId);
/// A decision that departs from what the stage before agreed on, or ends a disagreement, must be explained.
[[nodiscard]] Status explained(const LineStanding& standing, std::span<const Vote> votes, std::size_t stage, Decision decision,
    std::string_view target, std::string_view comment, std::string_view lineId);

/// What keeps a stage from being closed.
struct StageObstacle
{
    std::size_t stage = 0;
    /// access.stage_no_reviewer, _pending, _unsure, _not_mine, _disagreed; access.reviewer_not_allowed, access.decided_twice
    const char* code = "";
};
/// True for an obstacle that a decision by the present reviewers cannot remove.
[[nodiscard]] bool graveObstacle(std::string_view code) noexcept;
/// Every reason why the line is not through; empty = it is. A later stage without a reviewer is told before its turn.
[[nodiscard]] std::vector<StageObstacle> stageObstacles(std::span<const Stage> stages, const LineFlags& flags,
    std::span<const Vote> votes, std::string_view subject);

/// Days by which the stage is late on `today`; 0 = in time, or no due day.
[[nodiscard]] int overdueBy(const Stage& stage, Day today) noexcept;

} // namespace oxseal::access
