// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace oxseal::cli {

void addPacketVerbs([[maybe_unused]] Registry& verbs)
{
}

} // namespace oxseal::cli
