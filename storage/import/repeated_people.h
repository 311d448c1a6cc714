// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"
#include "storage/import/import_report.h"

#include <cstdint>
#include <vector>

namespace oxseal {

/// Says in the report which employee numbers of a roster stand on several rows, with their lines and with their states where those differ:
/// the first row of each counts, so that somebody who left may pass for one who works here. `lines` of each row of the table.
void noteRepeatedPeople(const Table& roster, const std::vector<std::uint64_t>& lines, ImportReport& report);

} // namespace oxseal
