// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <vector>

namespace oxseal {

/// access_reviewer_quality.csv and its dictionary for the period's reviews; nothing when it had none. Without names, and without
/// what the packet's own decisions would lead back to one (exact numbers of cards, shares of revoked lines).
[[nodiscard]] Result<std::vector<PacketFile>> qualityPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
