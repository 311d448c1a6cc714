// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/scope_reads.h"

namespace oxseal {

/// scope_systems.csv, scope_known.csv, scope_roles.csv and their dictionary; nothing when no sheet was ever begun and no role has an
/// owner or an approval.
[[nodiscard]] Result<std::vector<PacketFile>> scopePacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
