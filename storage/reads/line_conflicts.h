// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/sod_reads.h"
#include "storage/repos/access_repo.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace oxseal {

/// The lines of an open review through which a conflict of duties runs, by the period's last check (A11): the flag is of the day on
/// which one looks, since the check comes after the listing and may be run again. Mitigated and accepted conflicts raise none.
class LineConflicts
{
public:
    /// Without a check in the period, or when the review is not open, the flag stays unknown.
    [[nodiscard]] static Result<LineConflicts> of(Database& db, const CampaignRow& campaign, Day today);
    /// The same for who has the conflicts of the period's last check at hand.
    [[nodiscard]] static LineConflicts of(const CampaignRow& campaign, const std::vector<ConflictStatus>& conflicts);
    /// Sets LineFlag::SodConflict.
    void mark(LineRow& line) const;

private:
    bool known_ = false;
    std::string system_;
    /// By "SYSTEM:account": the entitlements that conflicts run through, without level and scope.
    std::map<std::string, std::set<std::string>> held_;
    /// Likewise the ways in words, of checks that kept nothing else. A role whose own name has " / " in it is missed there.
    std::map<std::string, std::set<std::string>> ways_;
};

} // namespace oxseal
