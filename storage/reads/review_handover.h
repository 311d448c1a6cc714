// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/delegation.h"
#include "storage/reads/review_stages.h"
#include "storage/repos/handover_repo.h"

#include <set>

namespace oxseal {

/// Stand-ins as the rules see them, parallel to handover_repo::delegations.
[[nodiscard]] Result<std::vector<access::Delegation>> ruleDelegations(Database& db, const RuleIds& ids);
[[nodiscard]] access::Delegation ruleDelegation(const DelegationRow& row, const RuleIds& ids);
/// Those whose days meet the time in which one of the reviews was held, by id.
[[nodiscard]] Result<std::vector<DelegationRow>> standInsDuring(Database& db, const std::vector<CampaignStatus>& reviews);
/// "requested", "approved", "valid", "over" or "ended" on the day.
[[nodiscard]] const char* stateOf(const DelegationRow& row, Day day) noexcept;
/// In whose place the person may decide on the day.
[[nodiscard]] Result<std::set<PersonId>> standsInFor(Database& db, PersonId person, Day day);
/// The last roster imported, whatever its period; nullopt: none.
[[nodiscard]] Result<std::optional<access::Roster>> lastRoster(Workspace& workspace);

} // namespace oxseal
