// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/recon/scorecard.h"
#include "storage/reads/recon_reads.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace oxseal {

/// The pairs whose lines both stand in a run's record and that no key of its learnt stage would have brought together; nullopt where that stage did
/// not run. Keys as pairsUnder has them.
[[nodiscard]] Result<std::optional<std::vector<recon::KeyPair>>> unseenPairs(const Json& record, ReconciliationId id, const std::set<recon::KeyPair>& pairs);

/// A bank and a book line of a match made by a person, which the matcher never compared.
struct UnseenLink
{
    std::int64_t group = 0;
    std::size_t bank = 0; ///< index into ReconView::lines
    std::size_t books = 0;
};

/// What the matcher could not see of an account: it compares only lines that a key brings together (the same amount or a learnt fee within
/// a window of days, one reference), not each line with each.
struct BlockingView
{
    std::int64_t run = 0; ///< the last run whose learnt stage ran; 0: none did, so that nothing is said
    std::int64_t compared = 0; ///< pairs it compared
    std::optional<std::int64_t> lostPerMillion; ///< estimate; empty where too few pairs are known by their reference
    std::size_t byHand = 0; ///< links of matches made by people whose lines a run had
    std::vector<UnseenLink> unseen; ///< those of them that no key would have found, by group
};
[[nodiscard]] Result<BlockingView> blockingView(Workspace& workspace, const ReconView& view);

} // namespace oxseal
