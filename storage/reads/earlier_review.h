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

/// Snapshots outside the period that its reviews rest on, each once.
[[nodiscard]] Result<std::vector<SnapshotInfo>> earlierSnapshots(Database& db, PeriodId period);

} // namespace oxseal
