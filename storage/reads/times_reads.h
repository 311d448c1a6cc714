// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/leaver_times.h"
#include "storage/objects/snapshot_store.h"
#include "storage/repos/access_repo.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

/// How soon access of leavers and movers ended in the system of a review (A13), by the extracts of the review's period and those that its
/// reviews were compared with.
struct TimesSheet
{
    CampaignRow campaign;
    access::TimelinessLimits limits; ///< of the policy on the day on which the review was opened
    std::vector<SnapshotInfo> extracts; ///< by day; of several of one day the one imported last
    Day since; ///< what ended or changed on or before it is an earlier review's
    access::AccessTimes times;

    /// Accounts of leavers of which it is known that they ended late: candidates for the look-back.
    [[nodiscard]] std::size_t late() const;
    [[nodiscard]] std::size_t unknown() const; ///< of which neither is known
};
[[nodiscard]] Result<TimesSheet> timesSheet(Workspace& workspace, CampaignId id);
/// True when a sheet that was read before is of this review and no extract has come since.
[[nodiscard]] Result<bool> timesStand(Database& db, const CampaignRow& campaign, const TimesSheet* known);

} // namespace oxseal
