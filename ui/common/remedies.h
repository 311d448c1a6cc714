// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace oxseal::ui {

/// What helps in the window: `words` is the remedy of a code (storage/texts), which may speak of the command line. Such words
/// are replaced by what the window offers, and left out where it offers nothing.
[[nodiscard]] std::string windowRemedy(const std::string& code, std::string words);

} // namespace oxseal::ui
