// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/mirror_reads.h"

namespace oxseal {

/// Intercompany pairs and their lines; none when no pair is known.
[[nodiscard]] Result<std::vector<PacketFile>> mirrorPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
