// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

[[nodiscard]] Result<int> exceptionsVerb(Call& call); ///< reconcile exceptions
[[nodiscard]] Result<int> decideExceptionVerb(Call& call); ///< reconcile decide
[[nodiscard]] Result<int> entriesVerb(Call& call); ///< reconcile entries

} // namespace oxseal::cli
