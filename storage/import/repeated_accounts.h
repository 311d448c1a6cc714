// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"
#include "storage/import/import_report.h"

#include <cstdint>
#include <vector>

namespace oxseal {

/// Says in the report of which accounts a listing tells two things: a line for every permission is usual, but an owner, status or second
/// factor that differs between the lines of one account is not. The first line of each counts, so that a disabled account may pass for
/// an active one. A cell that says nothing contradicts nothing. `lines` of each row of the table.
void noteContradictingAccounts(const Table& listing, const std::vector<std::uint64_t>& lines, ImportReport& report);

} // namespace oxseal
