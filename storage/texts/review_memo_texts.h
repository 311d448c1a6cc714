// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/texts/texts.h"

namespace oxseal::texts {

/// Words of the hand-over statement and of the scoping memo.
std::span<const Entry> reviewMemoTexts();

} // namespace oxseal::texts
