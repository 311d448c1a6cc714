// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "storage/crypto/secret.h"

#include <filesystem>

namespace oxseal::cli {

/// First line of the file, without its line end.
[[nodiscard]] Result<Secret> passphraseFromFile(const std::filesystem::path& file);
/// Asks on the controlling terminal with echo off; an error when there is none.
[[nodiscard]] Result<Secret> passphraseFromTerminal(const char* prompt);

} // namespace oxseal::cli
