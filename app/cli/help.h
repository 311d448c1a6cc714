// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <iosfwd>
#include <string>

namespace oxseal::cli {

/// "0.1.0"
[[nodiscard]] const char* version();
/// The overview, or one noun's synopses and resources/help/<noun>.txt. "guide" is the user guide: its index, or the page
/// resources/guide/<page>.md.
[[nodiscard]] Result<int> printHelp(std::ostream& out, const std::string& noun, const std::string& page = {});

} // namespace oxseal::cli
