// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

/// data/account_inventory.csv, data/reconciliations.csv, data/reconciling_items.csv, data/reconciliation_groups.csv and
/// data/dictionary_reconciliation.csv; what exception_packet.h and account_packet.h add.
[[nodiscard]] Result<std::vector<PacketFile>> reconPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
