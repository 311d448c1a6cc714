// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

void addReconcileVerbs(Registry&); // reconcile, called by addMatchVerbs

} // namespace oxseal::cli
