// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <optional>

namespace oxseal::access {

/// When access counts as rare among peers (S81); policy values, not rules of law (member "rarity" of a review policy).
struct RarityLimits
{
    std::int64_t fewestPeers = 4; ///< fewer say nothing about what is usual
    std::int64_t rarePercent = 75; ///< of the peers at least this share does not hold it
};
/// kReviewPolicyInvalid names the member; peers 1 … 1,000, per cent 1 … 100. A policy of before this member has the default ones.
[[nodiscard]] Result<RarityLimits> rarityLimits(const Json& policy);

/// Rare among `peers`, of whom `holding` hold it? Unknown with too few peers.
[[nodiscard]] Flag isRare(std::int64_t holding, std::int64_t peers, const RarityLimits& limits) noexcept;

/// How often pointing out as rare was of use: what people decided on lines that were pointed out.
struct RarityRecord
{
    std::int64_t pointedOut = 0;
    std::int64_t decided = 0; ///< of them kept, revoked or reduced
    std::int64_t kept = 0; ///< of those: the false positives

    void add(Flag rare, const std::optional<Decision>& decision) noexcept;
    /// Kept of decided, in per cent rounded to the nearest, half up; none while nothing is decided.
    [[nodiscard]] std::optional<std::int64_t> falsePercent() const noexcept;
};

} // namespace oxseal::access
