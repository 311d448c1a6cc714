// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/decision_history.h"
#include "storage/packet/reperform_parts.h"

#include <map>
#include <string>
#include <vector>

namespace oxseal {

/// A ledger entry that recorded decisions of an access review.
struct LedgerDecisions
{
    std::int64_t sequence = 0;
    std::string time;
    std::string verb;
    bool known = false; ///< its body is in the packet and is the one that the ledger's digest is of
    std::string who; ///< who entered it, by the body
    std::vector<access::RecordedDecision> decisions; ///< in the order in which they were made
};

/// The entries of a packet's ledger about decisions, by the number of the review. A body that is not the ledger's is a difference.
[[nodiscard]] Result<std::map<std::int64_t, std::vector<LedgerDecisions>>> ledgerDecisions(PacketWork& work);

} // namespace oxseal
