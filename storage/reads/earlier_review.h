// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/objects/snapshot_store.h"
#include "storage/repos/access_repo.h"

#include <optional>

namespace oxseal {

/// What a review was compared with when it was opened.
struct EarlierReview
{
    std::optional<SnapshotInfo> listing; ///< none: a first period without baseline
    std::optional<SnapshotInfo> roster; ///< the newest of the period before at that moment
    CampaignId campaign; ///< whose decisions counted; 0: a listing that was never reviewed
};
[[nodiscard]] Result<EarlierReview> earlierReview(Database& db, const CampaignRow& campaign);

/// What a review decided of its lines, by row, as a later one counts it that was opened at `opened`: access that two people had let
/// stand by then (contested, or granted again) counts as kept. Programs that knew fewer flags than `flagsKnown` says now counted it as
/// revoked, and so it is told of their reviews.
[[nodiscard]] Result<std::vector<std::pair<std::int64_t, access::Decision>>> decisionsCounted(
    Database& db, CampaignId campaign, Instant opened, std::size_t flagsKnown = access::kLineFlags);

/// Snapshots outside the period that its reviews rest on, each once.
[[nodiscard]] Result<std::vector<SnapshotInfo>> earlierSnapshots(Database& db, PeriodId period);

} // namespace oxseal
