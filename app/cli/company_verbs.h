// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// company, period.
void addCompanyVerbs(Registry& verbs);

} // namespace oxseal::cli
