// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/access_reads.h"
#include "storage/reads/did_do_reads.h"
#include "storage/reads/times_reads.h"
#include "storage/repos/look_back_repo.h"

namespace oxseal {

/// One account of a leaver that outlived its worker's last day: what the files say, and what was found out.
struct LookBackLine
{
    access::LookBackKind kind = access::LookBackKind::Outlived;
    std::optional<access::LeaverTime> ending; ///< when it ended, by the extracts
    std::string account;
    std::string accountName;
    std::string subject; ///< employee id
    std::string worker; ///< name by the roster
    std::vector<std::string> entitlements;
    access::LeaverFacts facts;
    access::LeaverStanding standing;
    std::vector<LoggedAct> acts; ///< of the account after the last day, by day
    std::vector<LookBackRow> history; ///< oldest first; the last one counts

    [[nodiscard]] const LookBackRow* concluded() const { return history.empty() ? nullptr : &history.back(); }
};

/// The late-removal worksheet of a review (A13): accounts of workers who had left on the day of the listing that were not disabled
/// then, or were used after the last day, lines that the filter left out included; and those that ended later than the policy allows by the
/// extracts of the system, whether or not the listing still holds them.
struct LookBackSheet
{
    CampaignRow campaign;
    std::vector<SnapshotInfo> logs; ///< activity logs of the period that name the system
    std::vector<LookBackLine> lines; ///< by account
    std::size_t waiting = 0; ///< accounts without a conclusion
};
[[nodiscard]] Result<LookBackSheet> lookBackSheet(Workspace& workspace, CampaignId id);
/// The same for whoever has the campaign's lines, listing, roster and times at hand.
[[nodiscard]] Result<LookBackSheet> lookBackSheet(Workspace& workspace, const CampaignRow& campaign, const std::vector<LineRow>& rows,
    const access::Population& listing, const access::Roster& roster, const TimesSheet& times);

} // namespace oxseal
