// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// The first line of what it writes.
[[nodiscard]] std::string comparedHeader();
/// `access compare` on files, without a workspace.
[[nodiscard]] Result<int> accessCompare(Call& call);

} // namespace oxseal::cli
