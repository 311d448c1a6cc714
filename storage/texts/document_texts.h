// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/texts/texts.h"

namespace oxseal::texts {

/// Headings, columns and words of the documents in storage/documents.
std::span<const Entry> documentTexts();

} // namespace oxseal::texts
