// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/texts/texts.h"

namespace oxseal::texts {

/// Payment processors: gross to net, the bank and the books.
std::span<const Entry> processorTexts();

} // namespace oxseal::texts
