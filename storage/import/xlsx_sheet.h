// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/xlsx.h"

namespace oxseal {

/// Reads the part of one sheet, which must be there. Errors: kXlsxDamaged, kXlsxSparse, those of ZipParts, import.cancelled.
[[nodiscard]] Result<XlsxSheet> readSheet(const ZipParts& parts, const XlsxBook& book, const XlsxSheetEntry& sheet, const XlsxOptions& options);

} // namespace oxseal
