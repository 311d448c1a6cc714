// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

void addModelVerbs(Registry& verbs); // model: versions of its data
void addMonitorVerbs(Registry& verbs); // model: register, scorecards, samples, overrides

} // namespace oxseal::cli
