// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_packet.h"

namespace oxseal {

/// The register of models with its cards, the period's scorecards, override log and blind samples, as files of a packet.
[[nodiscard]] Result<std::vector<PacketFile>> modelPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
