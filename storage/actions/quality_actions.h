// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/review_quality.h"

#include <span>

namespace oxseal {

inline constexpr ErrorCode kQualityDay{"access.quality_day", ErrorClass::Usage};
inline constexpr ErrorCode kQualityNoEntity{"access.quality_no_entity", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchReviewPolicy{"access.no_such_review_policy", ErrorClass::Usage};
inline constexpr ErrorCode kReviewPolicyApproved{"access.review_policy_approved", ErrorClass::Refused};
inline constexpr ErrorCode kReviewPolicyOwn{"access.review_policy_own", ErrorClass::Denied};
inline constexpr ErrorCode kReviewPolicyPast{"access.review_policy_past", ErrorClass::Usage};

struct QualityModeWish
{
    std::string entity; ///< code; "" is the group
    access::QualityMode mode = access::QualityMode::Off;
    std::string notice; ///< what the reviewers are told; required unless it is switched off
    Day from; ///< not before today
};
/// Switches the measurement of reviewers' work for the listings of an entity. Permission ManageCompany.
[[nodiscard]] Status setQualityMode(Workspace& workspace, const QualityModeWish& wish, const std::string& reason);

/// Lays a version of the review policy before another person; it counts from `effective` on, when that person has approved it.
/// Permission ManageCompany. Gives its number.
[[nodiscard]] Result<std::int64_t> proposeReviewPolicy(
    Workspace& workspace, const Json& policy, Day effective, const std::string& reason);
/// By a controller or chief officer other than who proposed it.
[[nodiscard]] Status approveReviewPolicy(Workspace& workspace, std::int64_t id, const std::string& reason);

/// Keeps for how long a line was on show before a decision, as far as the campaign's entity allows today; inside a unit of work.
/// Implausible times are left out. Gives the digest of what was kept for the ledger, which has no times; "" when nothing was.
[[nodiscard]] Result<std::string> keepShowings(
    UnitOfWork& unit, const CampaignRow& campaign, std::int64_t decision, std::span<const access::Showing> shown);

} // namespace oxseal
