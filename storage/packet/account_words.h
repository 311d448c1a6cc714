// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/account_facts.h"
#include "storage/packet/reperform_parts.h"

#include <set>

namespace oxseal {

/// What people stated and decided about accounts, as a packet holds it.
class AccountWords
{
public:
    /// Empty for packets of programs that knew nothing of the kind (`known` false).
    [[nodiscard]] static Result<AccountWords> of(PacketWork& work, bool known);

    /// What had been stated up to this entry.
    [[nodiscard]] std::vector<access::StatedFact> factsThrough(std::int64_t last) const;
    /// That, and what was stated in this review.
    [[nodiscard]] std::vector<access::StatedFact> factsKnown(std::int64_t last, std::int64_t campaign) const;
    /// The roster, following what had been decided up to this entry.
    [[nodiscard]] access::Roster roster(const Table& table, std::int64_t last) const;

private:
    std::vector<access::StatedFact> facts_; ///< oldest first
    std::vector<std::int64_t> campaigns_; ///< parallel to facts_
    std::vector<access::IdentityDecision> decisions_; ///< oldest first
};

/// Compares the accounts that are no person's, as the packet lists them for one review.
Status compareAccounts(PacketWork& work, const std::string& campaign, const access::Population& population, const std::vector<access::NonHumanAccount>& again);

} // namespace oxseal
