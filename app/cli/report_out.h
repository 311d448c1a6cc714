// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/import_report.h"

#include <iosfwd>

namespace oxseal::cli {

/// What reading a file left out, a line each: rows rejected with their reason (the first twenty), rows passed over by rule, warnings.
void printReport(std::ostream& out, const ImportReport& report);

} // namespace oxseal::cli
