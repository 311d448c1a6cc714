// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/recon/learnt_matcher.h"

namespace oxseal::recon {

/// What the learnt engine learnt, as numbers that reproduce its weights: weights in 1/65,536 bit, fees in minor units of an
/// amount with `digits` decimals and rates in hundred-thousandths, the window in days.
[[nodiscard]] Json modelJson(const LearntReport& report, int digits);

} // namespace oxseal::recon
