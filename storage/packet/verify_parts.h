// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/verify.h"

#include <set>

namespace oxseal {

inline constexpr ErrorCode kVerifyCancelled{"packet.verify_cancelled", ErrorClass::Cancelled};

/// Fills verdict and axes from problems and signatures: a fatal problem is `invalid`, another one, or no signature at all,
/// `indeterminate`.
void conclude(Verification& verification);

} // namespace oxseal
