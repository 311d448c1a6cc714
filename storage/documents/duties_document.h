// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/sod_picture.h"

namespace oxseal {

/// The segregation-of-duties report (M4): which rules on which listings, how many conflicts by severity and department and what
/// stands against them, every conflict with the ways to it, and what the check could not see (accounts of nobody, permissions that no rule
/// maps, newer listings). DRAFT while a conflict is open or a newer listing was not looked at.
[[nodiscard]] Document dutiesDocument(const DocumentFrame& frame, const SodPicture& picture);

/// The memo on accepted conflicts (M4): for each the person, the rule and its risk, the ways to it, who accepted it until when and
/// why. kNotIssuable names what is missing in an acceptance, kNothingToIssue says that there is none.
[[nodiscard]] Result<Document> acceptedConflictsDocument(const DocumentFrame& frame, const SodPicture& picture);

} // namespace oxseal
