// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/scorecard.h"
#include "storage/reads/recon_reads.h"

#include <set>
#include <string>
#include <vector>

namespace oxseal {

/// Keys that are joined by ";".
[[nodiscard]] std::vector<std::string> joinedKeys(const std::string& joined);
/// A line's key led by its reconciliation, so that periods do not mix: "7/bank:s3:14".
[[nodiscard]] std::string keyUnder(ReconciliationId id, const std::string& key);
/// Every pair of a bank and a book line of a group, each key led by the reconciliation.
[[nodiscard]] std::vector<recon::KeyPair> pairsUnder(
    ReconciliationId id, const std::vector<std::string>& bank, const std::vector<std::string>& books);
/// The pairs of the groups that stand; `byPersons`: of those alone that a person made or confirmed.
[[nodiscard]] std::set<recon::KeyPair> groupedPairs(const ReconView& view, bool byPersons);

} // namespace oxseal
