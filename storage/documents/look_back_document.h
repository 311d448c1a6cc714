// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/look_back_reads.h"

namespace oxseal {

/// The late-removal look-back memo (A13, M4): for each account of a leaver that outlived its worker the last day, how long the access
/// stayed, what was done with it since, and what was concluded, by whom, on which
/// evidence, every conclusion of before included. kNotIssuable names the accounts without a
/// conclusion, or that there is no such account.
[[nodiscard]] Result<Document> lookBackDocument(const DocumentFrame& frame, const LookBackSheet& sheet);

} // namespace oxseal
