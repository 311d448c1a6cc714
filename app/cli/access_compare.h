// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// `access compare` on files, without a workspace.
[[nodiscard]] Result<int> accessCompare(Call& call);

} // namespace oxseal::cli
