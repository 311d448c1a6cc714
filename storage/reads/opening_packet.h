// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/recon_reads.h"

#include <vector>

namespace oxseal {

/// Opening statements of the accounts whose first period this is, with what became of their items in it; empty when there are none.
[[nodiscard]] Result<std::vector<PacketFile>> openingPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
