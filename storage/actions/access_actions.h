// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/quality.h"
#include "models/access/stages.h"
#include "storage/reads/access_reads.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoListing{"access.no_listing", ErrorClass::Refused};
inline constexpr ErrorCode kNoRoster{"access.no_roster", ErrorClass::Refused};
inline constexpr ErrorCode kCampaignExists{"access.campaign_exists", ErrorClass::Refused};
inline constexpr ErrorCode kNotTheReviewer{"access.not_the_reviewer", ErrorClass::Denied};
inline constexpr ErrorCode kNotTheSystemOwner{"access.not_the_system_owner", ErrorClass::Denied};
inline constexpr ErrorCode kNotConcluded{"access.not_concluded", ErrorClass::Refused};
inline constexpr ErrorCode kExtractUndated{"access.extract_undated", ErrorClass::Refused};
inline constexpr ErrorCode kNoSuchStage{"access.no_such_stage", ErrorClass::Usage};
inline constexpr ErrorCode kNoSeats{"access.no_seats", ErrorClass::Usage};
inline constexpr ErrorCode kResolutionOpen{"access.resolution_open", ErrorClass::Usage};
inline constexpr ErrorCode kNothingToAmend{"access.nothing_to_amend", ErrorClass::Refused};
inline constexpr ErrorCode kAlreadyAmended{"access.already_amended", ErrorClass::Refused};
inline constexpr ErrorCode kNothingOverdue{"access.nothing_overdue", ErrorClass::Refused};
inline constexpr ErrorCode kPerformanceDay{"access.performance_day", ErrorClass::Usage};
inline constexpr ErrorCode kContestPending{"access.contest_pending", ErrorClass::Refused};

struct ReviewOpening
{
    std::string system; ///< the subject of the imported listing
    std::string systemOwner; ///< login of the person who signs off for the system
    access::Shape shape = access::Shape::Full;
    int dormantDays = 90;
    int keyDays = 90;
    /// A4, in their order, with logins in escalateTo; empty: one stage that the first decision closes, without a due day.
    std::vector<access::Stage> stages;
};
/// Freezes the period's latest listing of the system with its flags against the period's latest roster and the previous
/// period's listing and decisions (if any: else there is no baseline). The Merkle root of the listing's rows becomes part of
/// the event. Where a listing has no column for privileged access, roles and permissions named like an administrator's
/// are (access::isAdministratorName).
[[nodiscard]] Result<CampaignId> openReview(
    Workspace& workspace, const PeriodRow& period, const ReviewOpening& opening, const std::string& reason);

/// Enters the period's later or corrected extract of the review's system as an amendment (A1): a review of what differs from the
/// listing of `campaign`, with its roster, limits, stages and system owner (due days that have passed fall away); every line that stands unchanged is left out, because it is
/// decided there. The changes are counted in the event and told by amendmentDelta. The review itself is not restarted. A base that
/// was concluded lends its decisions: what it revoked and is there again is pointed out. kNothingToAmend without a later listing
/// that is in no review; kAlreadyAmended when another amends it: amend that one.
[[nodiscard]] Result<CampaignId> amendReview(Workspace& workspace, CampaignId campaign, const std::string& reason);

struct AssignOutcome
{
    std::int64_t assigned = 0;
    std::vector<std::int64_t> exceptions; ///< rows for which none (or too few) of the candidates may decide
};
struct AssignWish
{
    std::vector<std::string> candidates; ///< logins, in the order in which they are tried
    std::vector<std::int64_t> rows; ///< empty: all included lines that the stage takes and where nobody sits
    std::int64_t stage = 1;
    int perLine = 1; ///< seats at each line; with too few eligible people the line stays empty, and is an exception
    bool managersFirst = false; ///< the worker's manager by the campaign's roster comes before the candidates
};
/// Gives each line the first of the candidates who may review it (A7) and do not sit at another stage of it. Lines for which
/// nobody is eligible stay unassigned and are open exceptions. There is no override. Named rows lose whoever sat there; a
/// stage that has decided is refused.
[[nodiscard]] Result<AssignOutcome> assignReviewers(
    Workspace& workspace, CampaignId campaign, const AssignWish& wish, const std::string& reason);
/// At the first stage, one seat a line.
[[nodiscard]] inline Result<AssignOutcome> assignReviewers(Workspace& workspace, CampaignId campaign,
    const std::vector<std::string>& candidateLogins, const std::vector<std::int64_t>& rows, const std::string& reason)
{
    return assignReviewers(workspace, campaign, {candidateLogins, rows}, reason);
}

struct LineDecision
{
    std::int64_t row = 0;
    access::Decision decision = access::Decision::Keep;
    std::string code; ///< reason code; required except for keep
    std::string target; ///< what a reduction leaves
    std::string comment;
    std::vector<access::Showing> shown{}; ///< when it was on show before; kept only where quality may be measured (A17)
};
/// Decides lines one by one; all or none. The actor must sit at each line's open stage. When the last stage is closed, revoke
/// and reduce make work orders with a due date; deciding again before the removal is claimed withdraws the order.
[[nodiscard]] Status decideLines(
    Workspace& workspace, CampaignId campaign, const std::vector<LineDecision>& decisions, const std::string& reason);
/// The same for the lines of one file: they count as decided together, and so say row and ledger ("file_of"). Kept lines that are flagged,
/// privileged or in a conflict of duties need a comment of their own (access::allowedInFile, A8).
[[nodiscard]] Status decideFile(
    Workspace& workspace, CampaignId campaign, const std::vector<LineDecision>& decisions, const std::string& reason);
/// One decision for many lines of one entitlement; refused for flagged and privileged lines (A8).
[[nodiscard]] Status decideBulk(Workspace& workspace, CampaignId campaign, const std::vector<std::int64_t>& rows,
    const LineDecision& decision, const std::string& reason);

/// The campaign owner's (or a chief officer's) decision on a line whose last stage disagreed, with a comment. By somebody who may
/// review the line and sits at none of its stages.
[[nodiscard]] Status resolveLine(
    Workspace& workspace, CampaignId campaign, const LineDecision& decision, const std::string& reason);

/// What became of an overdue stage. Nothing is approved by it.
struct StageEscalated
{
    std::int64_t stage = 1;
    access::Escalation kind = access::Escalation::Tell;
    PersonId to; ///< 0: nobody was named
    int overdue = 0; ///< days
    std::int64_t late = 0; ///< lines that the stage has to decide now
    std::int64_t moved = 0; ///< taken over
    std::vector<std::int64_t> exceptions; ///< rows that the person named may not decide (A7): they stay late
};
/// Escalates every overdue stage as its plan says: records who is told, or gives that person the seats that are late.
/// kNothingOverdue when every stage is in time.
[[nodiscard]] Result<std::vector<StageEscalated>> escalateReview(
    Workspace& workspace, CampaignId campaign, const std::string& reason);

/// The system owner's signature.
[[nodiscard]] Status signOffSystem(Workspace& workspace, CampaignId campaign, const std::string& reason);
/// The campaign owner's signature, with the control's performance date. Refused while an obstacle stands
/// (reviewObstacles); signs for the system too when the actor is its owner.
[[nodiscard]] Status concludeReview(
    Workspace& workspace, CampaignId campaign, Day performanceDay, const std::string& reason);
[[nodiscard]] Status cancelReview(Workspace& workspace, CampaignId campaign, const std::string& reason);

/// Somebody says that it is removed. That is a claim, not a proof. kContestPending while it is asked that the access may stay: until
/// another person has said so, nobody is to take it away and nobody is to say that it is gone.
[[nodiscard]] Status claimRemoval(
    Workspace& workspace, std::int64_t removal, const std::string& ticket, const std::string& reason);

/// A removal that an extract says nothing about.
struct UnprovenRemoval
{
    RemovalRow removal;
    Error why; ///< of access::verify, HeldAccess or the extract itself; words stand in storage/texts
};

struct VerifyOutcome
{
    std::int64_t removed = 0;
    std::int64_t stillPresent = 0;
    std::int64_t regranted = 0;
    std::int64_t unproven = 0; ///< not claimed, the extract is not later than the claim, or it proves nothing
    std::vector<UnprovenRemoval> why; ///< as many as are unproven
    bool remediationVerified = false; ///< nothing is left to remove
};
/// Looks for the campaign's removals in an extract of the same system (default: the last one imported). An account that is
/// disabled there cannot use its access and counts as removed. An extract that proves nothing (storage/reads/extract_proof.h) changes
/// no removal; VerifyOutcome::why says so of each.
[[nodiscard]] Result<VerifyOutcome> verifyRemovals(
    Workspace& workspace, CampaignId campaign, std::optional<SnapshotId> extract, const std::string& reason);

} // namespace oxseal
