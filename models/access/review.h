// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/flags.h"
#include "models/core/date.h"
#include "models/core/finding.h"
#include "models/core/result.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::access {

inline constexpr ErrorCode kReviewWrongState{"access.review_wrong_state", ErrorClass::Refused};
inline constexpr ErrorCode kSelfReview{"access.self_review", ErrorClass::Refused};
inline constexpr ErrorCode kReciprocalReview{"access.reciprocal_review", ErrorClass::Refused};
inline constexpr ErrorCode kAdministeredReview{"access.administered_review", ErrorClass::Refused};
inline constexpr ErrorCode kOwnedReview{"access.owned_review", ErrorClass::Refused}; ///< {0} reviewer, {1} account
inline constexpr ErrorCode kOfficerReview{"access.officer_review", ErrorClass::Refused};
inline constexpr ErrorCode kReviewerUnknown{"access.reviewer_unknown", ErrorClass::Refused};
inline constexpr ErrorCode kBulkFlagged{"access.bulk_flagged", ErrorClass::Refused};
inline constexpr ErrorCode kBulkMixed{"access.bulk_mixed", ErrorClass::Refused};
inline constexpr ErrorCode kBulkWithoutComment{"access.bulk_without_comment", ErrorClass::Refused};
inline constexpr ErrorCode kReasonRequired{"access.reason_required", ErrorClass::Refused};
inline constexpr ErrorCode kReduceWithoutTarget{"access.reduce_without_target", ErrorClass::Refused};

/// A2.
enum class CampaignState : std::uint8_t { Draft, Open, Concluded, Remediating, RemediationVerified, Cancelled };
[[nodiscard]] const char* name(CampaignState state) noexcept; ///< "draft", "open", … "remediation_verified"
[[nodiscard]] std::optional<CampaignState> campaignStateFromName(std::string_view name) noexcept;
/// Draft → Open → Concluded → Remediating → RemediationVerified; Concluded → RemediationVerified when nothing was revoked;
/// Draft, Open → Cancelled. Nothing else, and no way back.
[[nodiscard]] bool canGo(CampaignState from, CampaignState to) noexcept;

/// A3: filters over one population; what a filter leaves out is listed and belongs to the record.
enum class Shape : std::uint8_t { Full, ChangesOnly, Leavers, Privileged, Uncorrelated, NonHuman };
[[nodiscard]] const char* name(Shape shape) noexcept;
[[nodiscard]] std::optional<Shape> shapeFromName(std::string_view name) noexcept;
/// Does the filter take the line? An unknown flag is taken: unknown is not false.
[[nodiscard]] bool takes(Shape shape, const LineFlags& flags, bool nonHuman) noexcept;

/// A6.
enum class Decision : std::uint8_t { Keep, Revoke, Reduce, NotMine, Unsure };
[[nodiscard]] const char* name(Decision decision) noexcept; ///< "keep", "revoke", "reduce", "not_mine", "unsure"
[[nodiscard]] std::optional<Decision> decisionFromName(std::string_view name) noexcept;
/// Not mine and unsure leave the line pending.
[[nodiscard]] inline bool settles(Decision decision) noexcept
{
    return decision == Decision::Keep || decision == Decision::Revoke || decision == Decision::Reduce;
}

/// One line of a campaign, as far as the rules need it.
struct ReviewLine
{
    std::string id; ///< named in refusals
    std::string system;
    std::string account;
    std::string subject; ///< employee id of the account's worker; "" for nobody
    std::string entitlement;
    bool officer = false; ///< the worker is PEO or PFO
    LineFlags flags;
    std::string reviewer; ///< employee id (or login) of the reviewer; "" = not assigned
    std::optional<Decision> decision;
};

/// Someone who may review.
struct Reviewer
{
    std::string id; ///< employee id, or the login when HR does not know the person
    bool independentOfOfficers = false; ///< audit-committee chair or counsel
    std::set<std::string> administers; ///< systems whose accounts this person administers
    std::set<std::string> owns; ///< accounts of the campaign that are no person's and belong to this one (account_owner.h)
};

/// A7: why `reviewer` may not decide `line`; success = may. `reviewedBy` tells who reviews whom elsewhere in the campaign
/// (subject, reviewer): reciprocal pairs are refused. There is no override.
[[nodiscard]] Status mayReview(
    const Reviewer& reviewer, const ReviewLine& line, const std::set<std::pair<std::string, std::string>>& reviewedBy);
/// All (subject, reviewer) pairs of a campaign.
[[nodiscard]] std::set<std::pair<std::string, std::string>> reviewPairs(const std::vector<ReviewLine>& lines);

/// The first of `candidates`, in order, who may review the line, as an index; nullopt is an open exception (A7).
[[nodiscard]] std::optional<std::size_t> eligible(const std::vector<Reviewer>& candidates, const ReviewLine& line,
    const std::set<std::pair<std::string, std::string>>& reviewedBy);

/// A6: a decision needs a reason code where it takes or doubts something, and a target when it reduces.
[[nodiscard]] Status allowedDecision(Decision decision, const std::string& reasonCode, const std::string& target);
/// A8: one decision on many lines: commented, one system and entitlement, none privileged (or not known not to be) or
/// flagged.
[[nodiscard]] Status allowedBulk(const std::vector<ReviewLine>& lines, const std::string& comment);

/// What keeps one line from being concluded, as the code of its finding; nullptr when nothing does. Cheap, so that a listing of a
/// million lines can be looked through.
[[nodiscard]] const char* obstacleCode(
    const std::optional<Decision>& decision, std::string_view subject, std::string_view reviewer) noexcept;
/// A2: what keeps the campaign from being concluded, one finding per obstacle; empty = may be concluded. Codes:
/// access.line_pending, access.line_unsure, access.line_not_mine, access.no_eligible_reviewer, access.reviewer_not_allowed,
/// access.no_system_owner. `systemOwnerSignedOff` lists systems whose owner has signed.
[[nodiscard]] std::vector<Finding> conclusionObstacles(
    const std::vector<ReviewLine>& lines, const std::set<std::string>& systemOwnerSignedOff);
/// access.no_system_owner
[[nodiscard]] Finding noSystemOwner(const std::string& system);

} // namespace oxseal::access
