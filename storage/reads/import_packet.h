// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/objects/snapshot_store.h"
#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"

#include <string>
#include <vector>

namespace oxseal {

/// One kept file for the packet's inputs/ folder; the seal streams the object.
struct PacketInput
{
    std::string path; ///< "inputs/<sha256>-name"
    ObjectId object;
    Digest sha256;
    std::uint64_t bytes = 0;
    std::string period; ///< of the import: what reviews are compared with is older than theirs
};

/// Kept bytes of everything imported for the period and of the earlier imports its reviews were compared with, each once.
[[nodiscard]] Result<std::vector<PacketInput>> importPacketInputs(Workspace& workspace, const PeriodRow& period);
/// data/imports.csv: one row per import with digests, parser, version and mapping (what a re-performance needs), data/ipe.csv: the cards.
[[nodiscard]] Result<std::vector<PacketFile>> importPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
