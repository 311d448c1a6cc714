// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <vector>

namespace oxseal {

/// Open items with what was decided about them, every act since they first stood open, the entries proposed, and the meaning of
/// the columns. Nothing when the period has no open item.
[[nodiscard]] Result<std::vector<PacketFile>> exceptionPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
