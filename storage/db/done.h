// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <cstdint>

namespace oxseal {

/// For writers whose callers do not ask how many rows changed.
[[nodiscard]] inline Status done(const Result<std::int64_t>& changed)
{
    if (!changed)
        return failWith(changed);
    return {};
}

} // namespace oxseal
