// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/objects/snapshot_store.h"
#include "storage/repos/access_repo.h"

#include <optional>
#include <span>
#include <vector>

namespace oxseal {

/// What a review was compared with when it was opened.
struct EarlierReview
{
    std::optional<SnapshotInfo> listing; ///< none: a first period without baseline
    std::optional<SnapshotInfo> roster; ///< the newest of the period before at that moment
    CampaignId campaign; ///< whose decisions counted, over those of what it amends; 0: a listing that was never reviewed
    std::vector<CampaignId> counted; ///< all whose decisions counted, in order; the last is `campaign`
};
[[nodiscard]] Result<EarlierReview> earlierReview(Database& db, const CampaignRow& campaign);

/// What a review decided of its lines, by row, as a later one counts it that was opened at `opened`: access that two people had let
/// stand by then (contested, or granted again) counts as kept. Programs that knew fewer flags than `flagsKnown` says now counted it as
/// revoked, and so it is told of their reviews.
[[nodiscard]] Result<std::vector<std::pair<std::int64_t, access::Decision>>> decisionsCounted(
    Database& db, CampaignId campaign, Instant opened, std::size_t flagsKnown = access::kLineFlags);

/// The same of several reviews that stand over one another, by the rows of the last: what it did not decide anew stays decided where it was.
[[nodiscard]] Result<std::vector<std::pair<std::int64_t, access::Decision>>> decisionsCounted(
    Database& db, std::span<const CampaignId> counted, Instant opened, std::size_t flagsKnown = access::kLineFlags);
/// The reviews whose decisions are those of a period for a system: its full review with the concluded amendments of it. One of a part
/// counts only where there is no other (A12). Empty: nothing was concluded.
[[nodiscard]] std::vector<CampaignId> decidedIn(const std::vector<CampaignRow>& all, PeriodId period, const std::string& system);
/// A concluded review with what it amends, in the order in which they were made; empty when it is not concluded.
[[nodiscard]] std::vector<CampaignId> decidedBy(const std::vector<CampaignRow>& all, CampaignId campaign);

/// Snapshots outside the period that its reviews rest on, each once.
[[nodiscard]] Result<std::vector<SnapshotInfo>> earlierSnapshots(Database& db, PeriodId period);

} // namespace oxseal
