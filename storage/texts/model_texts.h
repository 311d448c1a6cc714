// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/texts/texts.h"

namespace oxseal::texts {

/// Words of the register of models.
std::span<const Entry> modelTexts();

} // namespace oxseal::texts
