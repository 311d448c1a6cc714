// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <vector>

namespace oxseal {

/// access_answers.csv and its dictionary: every answer that came from outside to the period's reviews, with its grade, what became of
/// it, and rulings; nothing when nothing was given out.
[[nodiscard]] Result<std::vector<PacketFile>> answerPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
