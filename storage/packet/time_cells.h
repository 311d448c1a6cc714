// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/leaver_times.h"

namespace oxseal {

/// Columns of data/access_leaver_times.csv and data/access_mover_times.csv behind the number of the review, and the cells in them: as a packet
/// states them and a verifier works them out again.
[[nodiscard]] const std::vector<std::string>& leaverTimeColumns();
[[nodiscard]] const std::vector<std::string>& moverTimeColumns();
[[nodiscard]] std::vector<std::string> timeCells(const access::LeaverTime& line);
[[nodiscard]] std::vector<std::string> timeCells(const access::MoverTime& line);

} // namespace oxseal
