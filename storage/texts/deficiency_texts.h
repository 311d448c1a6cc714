// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/texts/texts.h"

namespace oxseal::texts {

/// The register of deficiencies: errors, arithmetic, open matters.
std::span<const Entry> deficiencyTexts();
/// Its memo and summary, and the columns of its data files.
std::span<const Entry> deficiencyPaperTexts();

} // namespace oxseal::texts
