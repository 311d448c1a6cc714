// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// `sod check` on files, without a workspace.
[[nodiscard]] Result<int> sodCheck(Call& call);

} // namespace oxseal::cli
