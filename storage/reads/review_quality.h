// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/duty_limits.h"
#include "storage/reads/access_reads.h"
#include "storage/repos/quality_repo.h"

namespace oxseal {

/// The review policy that counts on a day: the newest approved version that has begun, else the one that came with Oxseal.
struct ReviewPolicyInForce
{
    std::int64_t id = 0; ///< 0: came with Oxseal
    Day effective;
    Json json;
    Digest sha256;
    access::QualityLimits limits;
    sod::DutyLimits duties;
};
[[nodiscard]] Result<ReviewPolicyInForce> reviewPolicyOn(Database& db, Day day);

/// Everybody's part of a campaign, by login, as measured by the policy of today. Those whose mode is off have no figures.
[[nodiscard]] Result<std::vector<access::ReviewerPart>> reviewerParts(
    Workspace& workspace, const CampaignRow& campaign, const access::QualityLimits& limits);

/// The quality of the reviewers' work in a campaign as who looks may see it: everybody sees the own figures, controllers and
/// chief officers those of the others, once these have decided everything.
struct ReviewQuality
{
    CampaignRow campaign;
    ReviewPolicyInForce policy;
    std::optional<QualityModeRow> mode; ///< nullopt: never switched on
    std::optional<access::ReviewerPart> own; ///< of who looks, while that is measured
    bool seesOthers = false;
    access::QualitySheet sheet; ///< empty unless seesOthers

    [[nodiscard]] access::QualityMode now() const { return mode ? mode->mode : access::QualityMode::Off; }
};
[[nodiscard]] Result<ReviewQuality> reviewQuality(Workspace& workspace, CampaignId campaign);

/// Stands for a reviewer in one packet (their number, from 1): the same in all its files, another in the next, and not to be led
/// back without the key, which stays in the workspace. "reviewer-" and 16 hexadecimal digits.
[[nodiscard]] Result<std::string> reviewerPseudonym(const QualityModeRow& mode, std::int64_t packet, PersonId person);

} // namespace oxseal
