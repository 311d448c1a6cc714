// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <string>

namespace oxseal::exporting {

/// Qt writes the wall clock and a random /ID into a PDF. Both are replaced in place, without moving a byte: the dates of
/// the Info dictionary and of the XMP by `created`, the ID by a digest of everything else. Knows the layouts of Qt 6.4 (no
/// ModDate, ID of 32 digits) and Qt 6.8 (ModDate, MetadataDate, DocumentID, ID of 72 digits); false for any other, so that
/// a new layout is noticed and never half changed.
[[nodiscard]] bool fixDatesAndId(std::string& pdf, Instant created);

} // namespace oxseal::exporting
