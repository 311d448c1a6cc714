// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

void addScopeVerbs(Registry& verbs); ///< scope: the systems whose access is reviewed, and what their roles can do

} // namespace oxseal::cli
