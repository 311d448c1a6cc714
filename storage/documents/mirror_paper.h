// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/mirror_reads.h"

#include <vector>

namespace oxseal {

/// Intercompany pairs as the binder shows them: balances, rate, the parts of the difference, and who signed these figures.
void addMirrors(Document& document, const DocumentFrame& frame, const std::vector<MirrorView>& views);

} // namespace oxseal
