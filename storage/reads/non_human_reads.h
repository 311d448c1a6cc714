// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/access_reads.h"
#include "storage/repos/identity_repo.h"

namespace oxseal {

/// What a review knows of the accounts that are no person's (A14): by its listing, by what had been stated when it was opened, and by
/// what was stated in it. The flags of its lines rest on the first two alone.
struct NonHumanSheet
{
    std::vector<access::NonHumanAccount> accounts; ///< in the order of the listing's accounts
    std::vector<AccountFactRow> statements; ///< oldest first

    [[nodiscard]] const access::NonHumanAccount* of(std::uint32_t account) const; ///< null: a person's, or nothing is known of it
    [[nodiscard]] const AccountFactRow* statement(std::int64_t id) const; ///< null for 0
};
[[nodiscard]] Result<NonHumanSheet> nonHumanSheet(
    Database& db, const CampaignRow& campaign, const access::Population& listing, const access::Roster& roster);

/// A stated owner by name, as the roster has him; what the listing says stays as it is.
[[nodiscard]] std::string ownerName(const access::NonHumanAccount& account, const access::Roster& roster);

[[nodiscard]] std::vector<access::StatedFact> factsIn(const std::vector<AccountFactRow>& rows);

/// The roster, following what people had decided about identities (A13) up to this decision.
[[nodiscard]] Result<access::Roster> decidedRoster(Workspace& workspace, SnapshotId roster, std::int64_t through = identity_repo::kAll);

} // namespace oxseal
