// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/random.h"
#include "storage/crypto/secret.h"

namespace oxseal {

/// `words` random pronounceable words joined by hyphens: invitation codes, recovery codes, generated passphrases.
/// Six words carry 99 bits, eight 133.
[[nodiscard]] Secret randomWords(Random& random, int words);

} // namespace oxseal
