// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "models/core/result.h"

#include <string>

namespace oxseal::exporting {

inline constexpr ErrorCode kPdfFailed{"packet.pdf_failed", ErrorClass::Internal};

/// Draws the document on A4 (Noto Sans, header with title and marks, footer with "Page n of m"). Needs a QGuiApplication.
/// Dates and /ID come from the document alone: the same document gives the same bytes in a process started with
/// QT_HASH_SEED=0. PDF/A-1b structure, not validated.
[[nodiscard]] Result<std::string> drawPdf(const Document& document);

/// The hidden mode `oxseal --render`: document JSON on stdin, PDF on stdout. Gives the exit code.
int renderMain(int argc, char** argv);

} // namespace oxseal::exporting
