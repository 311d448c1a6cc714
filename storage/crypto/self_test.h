// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

namespace oxseal {

/// Known-answer test of every primitive with published vectors; programs run it before touching a workspace and stop with
/// kCryptoSelfTest (place = the primitive) when one fails. About 10 ms.
[[nodiscard]] Status selfTest();

} // namespace oxseal
