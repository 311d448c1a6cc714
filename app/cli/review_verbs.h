// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// review open, list, show, assign, decide, signoff, conclude, cancel, claim, verify.
void addReviewVerbs(Registry& verbs);

} // namespace oxseal::cli
