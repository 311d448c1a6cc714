// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

/// data/controls.csv, control_performance.csv, control_tests.csv, checklist.csv, evidence_index.csv and their dictionary.
/// The evidence itself is streamed by the seal: evidenceOf() names its objects.
[[nodiscard]] Result<std::vector<PacketFile>> controlPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
