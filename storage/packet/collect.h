// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/audit/checkpoint.h"
#include "storage/packet/assemble.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <vector>

namespace oxseal {

/// A file for a packet: bytes made now, or an object that lies in the workspace already.
struct CollectedFile
{
    ManifestFile entry; ///< size and digest filled
    std::string bytes; ///< when `object` is 0
    ObjectId object;
};

/// Everything the modules have to say about a period, the kept inputs with mapping and parser version, the evidence, the
/// bound report, and the ledger's headers up to `head` with proofs.
[[nodiscard]] Result<std::vector<CollectedFile>> collectFiles(Workspace& workspace, const PeriodRow& period);
/// ledger/entries.ndjson, ledger/checkpoint.txt, ledger/proofs/consistency.json (when there is an earlier packet).
[[nodiscard]] Result<std::vector<CollectedFile>> collectLedger(Workspace& workspace, const SignedNote& note);
/// A file name as it may stand in a packet: other characters become '_'.
[[nodiscard]] std::string packetName(const std::string& name);

} // namespace oxseal
