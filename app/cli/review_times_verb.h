// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// When access of leavers and movers ended (A13).
void addReviewTimesVerb(Registry& verbs);

} // namespace oxseal::cli
