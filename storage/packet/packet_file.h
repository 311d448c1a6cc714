// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <string>
#include <vector>

namespace oxseal {

/// One file that a module puts into a packet. Each module offers
/// `Result<std::vector<PacketFile>> <module>PacketFiles(Workspace&, const PeriodRow&)` in storage/reads/<module>_packet.h;
/// the seal joins them. `path` is relative, '/'-separated ASCII, e.g. "data/access_review.csv".
struct PacketFile
{
    std::string path;
    std::string bytes; ///< small files; inputs and evidence are streamed from objects by the seal itself
    std::string role; ///< "data", "document", "dictionary", …
};

} // namespace oxseal
