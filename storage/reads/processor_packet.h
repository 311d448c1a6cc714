// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/processor_reads.h"

namespace oxseal {

/// The payouts of each processor, what was carried into the period and out of it, and what the proof came to; none without a processor.
[[nodiscard]] Result<std::vector<PacketFile>> processorPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
