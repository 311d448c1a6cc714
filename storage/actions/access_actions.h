// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
inline constexpr ErrorCode kPerformanceDay{"access.performance_day", ErrorClass::Usage};

struct ReviewOpening
{
    std::string system; ///< the subject of the imported listing
    std::string systemOwner; ///< login of the person who signs off for the system
    access::Shape shape = access::Shape::Full;
    int dormantDays = 90;
    int keyDays = 90;
};
/// Freezes the period's latest listing of the system with its flags against the period's latest roster and the previous
/// period's listing and decisions (if any: else there is no baseline). The Merkle root of the listing's rows becomes part of
/// the event. Where a listing has no column for privileged access, roles and permissions named like an administrator's
/// are (access::isAdministratorName).
[[nodiscard]] Result<CampaignId> openReview(
    Workspace& workspace, const PeriodRow& period, const ReviewOpening& opening, const std::string& reason);

struct AssignOutcome
{
    std::int64_t assigned = 0;
    std::vector<std::int64_t> exceptions; ///< rows for which none of the candidates may decide
};
/// Gives each of `rows` (empty: all included lines without a reviewer) the first of the candidates who may review it (A7).
/// Lines for which nobody is eligible stay unassigned and are open exceptions. There is no override.
[[nodiscard]] Result<AssignOutcome> assignReviewers(Workspace& workspace, CampaignId campaign,
    const std::vector<std::string>& candidateLogins, const std::vector<std::int64_t>& rows, const std::string& reason);

struct LineDecision
{
    std::int64_t row = 0;
    access::Decision decision = access::Decision::Keep;
    std::string code; ///< reason code; required except for keep
    std::string target; ///< what a reduction leaves
    std::string comment;
};
/// Decides lines one by one; all or none. The actor must be each line's reviewer. Revoke and reduce make work orders with a
/// due date; deciding again before the removal is claimed withdraws the order.
[[nodiscard]] Status decideLines(
    Workspace& workspace, CampaignId campaign, const std::vector<LineDecision>& decisions, const std::string& reason);
/// One decision for many lines of one entitlement; refused for flagged and privileged lines (A8).
[[nodiscard]] Status decideBulk(Workspace& workspace, CampaignId campaign, const std::vector<std::int64_t>& rows,
    const LineDecision& decision, const std::string& reason);

/// The system owner's signature.
[[nodiscard]] Status signOffSystem(Workspace& workspace, CampaignId campaign, const std::string& reason);
/// The campaign owner's signature, with the control's performance date. Refused while an obstacle stands
/// (reviewObstacles); signs for the system too when the actor is its owner.
[[nodiscard]] Status concludeReview(
    Workspace& workspace, CampaignId campaign, Day performanceDay, const std::string& reason);
[[nodiscard]] Status cancelReview(Workspace& workspace, CampaignId campaign, const std::string& reason);

/// Somebody says that it is removed. That is a claim, not a proof.
[[nodiscard]] Status claimRemoval(
    Workspace& workspace, std::int64_t removal, const std::string& ticket, const std::string& reason);

struct VerifyOutcome
{
    std::int64_t removed = 0;
    std::int64_t stillPresent = 0;
    std::int64_t regranted = 0;
    std::int64_t unproven = 0; ///< not claimed, or the extract is not later than the claim
    bool remediationVerified = false; ///< nothing is left to remove
};
/// Looks for the campaign's removals in an extract of the same system (default: the last one imported). An account that is
/// disabled there cannot use its access and counts as removed.
[[nodiscard]] Result<VerifyOutcome> verifyRemovals(
    Workspace& workspace, CampaignId campaign, std::optional<SnapshotId> extract, const std::string& reason);

} // namespace oxseal
