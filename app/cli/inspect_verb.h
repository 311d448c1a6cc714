// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// `oxseal inspect FILE`: reads a file exactly as an import would and writes nothing.
[[nodiscard]] Result<int> inspect(Call& call);

} // namespace oxseal::cli
