// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/processor_reads.h"

#include <vector>

namespace oxseal {

/// Payment processors as the binder shows them: what is owed beside the books, every payout from gross to net with its legs, what
/// is held back by original date, and who signed these figures.
void addProcessors(Document& document, const DocumentFrame& frame, const std::vector<ProcessorView>& views);

} // namespace oxseal
