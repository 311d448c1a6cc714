// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/review_document.h"

namespace oxseal {

/// Sections of the report of a review, left out where there is nothing to say: the accounts under review that are no person's, with owner,
/// purpose and key age (A14), and what people decided about whose accounts these are (A13).
void addNonHumanAccounts(Document& document, const DocumentFrame& frame, const ReviewPaper& paper);
void addIdentities(Document& document, const DocumentFrame& frame, const ReviewPaper& paper);

} // namespace oxseal
