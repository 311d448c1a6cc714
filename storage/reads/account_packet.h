// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <vector>

namespace oxseal {

/// What a packet says of accounts beside their reconciliations: those closed by a rule with their sample, schedules with their
/// lines, journals with completeness and hits, and their dictionary. Files of parts that were never begun are left out.
[[nodiscard]] Result<std::vector<PacketFile>> accountPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
