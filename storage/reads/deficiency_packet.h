// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/deficiency_reads.h"

#include <vector>

namespace oxseal {

/// The register as it stands in the period: deficiencies with evaluation, proposal and conclusion, what points at them, every act, the
/// sums of those that share something, and the meaning of the columns. Nothing while none was raised.
[[nodiscard]] Result<std::vector<PacketFile>> deficiencyPacketFiles(Workspace& workspace, const PeriodRow& period);

/// What an act said, in one line.
[[nodiscard]] std::string actWords(const DeficiencyActRow& row);

} // namespace oxseal
