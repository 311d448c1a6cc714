// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/delta.h"
#include "storage/reads/access_reads.h"

namespace oxseal {

/// The newest listing of the review's system and period that is neither the review's own nor that of a review amending it, and
/// (unless `provenToo`) that no removal was proven by; nullopt: there is none. What it holds otherwise is in no review.
[[nodiscard]] Result<std::optional<SnapshotInfo>> laterListing(Database& db, const CampaignRow& campaign, bool provenToo = false);
/// The review that amends this one and was not cancelled; nullopt: none does.
[[nodiscard]] Result<std::optional<CampaignRow>> amendmentOf(Database& db, CampaignId campaign);
/// What an amendment changed against the listing it replaces, at entitlement level, in a fixed order; empty for a review that
/// amends none.
[[nodiscard]] Result<std::vector<access::DeltaLine>> amendmentDelta(Workspace& workspace, const CampaignRow& campaign);

} // namespace oxseal
