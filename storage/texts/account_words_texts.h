// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/texts/texts.h"

namespace oxseal::texts {

/// What people say about accounts: owners and purposes, and whose they are.
std::span<const Entry> accountWordsTexts();

} // namespace oxseal::texts
