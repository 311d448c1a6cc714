// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// `user acts` and `user review-acts`: what administrators did, and the review of it by somebody else.
void addActsVerbs(Registry& verbs);

} // namespace oxseal::cli
