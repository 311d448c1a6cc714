// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/texts/texts.h"

namespace oxseal::texts {

/// Intercompany accounts side by side.
std::span<const Entry> mirrorTexts();

} // namespace oxseal::texts
