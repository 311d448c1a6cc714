// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_packet.h"

namespace oxseal {

/// The blind samples drawn from a period's automatic matches and what people answered, as files of a packet. Together with the runs'
/// records, the override log and the ledger's entries they allow the draw to be made anew. None when nobody drew one.
[[nodiscard]] Result<std::vector<PacketFile>> blindPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
