// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/recon_reads.h"
#include "storage/repos/figures_signoff.h"

namespace oxseal {

/// Who signed a reconciliation or a schedule, the preparer first, then the signatures that became void.
void addSignatures(Document& document, const DocumentFrame& frame, const std::vector<ReconSignoff>& signoffs);
/// Both duties are signed and neither signature is void.
[[nodiscard]] bool signedByBoth(const std::vector<ReconSignoff>& signoffs);

/// A signature on figures in one line: who, when, the cause of what is unexplained, the note; "not signed" without one.
[[nodiscard]] std::string signatureText(const DocumentFrame& frame, const FiguresSignoff* signoff);

} // namespace oxseal
