// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

void addReviewPeopleVerbs(Registry& verbs); ///< agenda, stand-in, stand-in-approve, stand-in-end, stand-ins, succeed, handovers

} // namespace oxseal::cli
