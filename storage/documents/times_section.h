// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "storage/reads/times_reads.h"

namespace oxseal {

/// When access of leavers and movers ended (A13), as a section of the report of a review; nothing where there is neither.
void addTimes(Document& document, const TimesSheet& sheet);

} // namespace oxseal
