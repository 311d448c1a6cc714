// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "models/core/result.h"

#include <filesystem>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kRenderFailed{"packet.render_failed", ErrorClass::Internal};

/// Draws a document as PDF (A-1b structure, not validated) in a child process with a fixed hash seed and UTC, so that the
/// same document gives the same bytes. `program` is the oxseal program; empty means this program itself, or the program
/// `oxseal` beside it. Storage never links a GUI library: this is the only way from an action to a PDF.
[[nodiscard]] Result<std::string> renderPdf(const Document& document, const std::filesystem::path& program = {});

} // namespace oxseal
