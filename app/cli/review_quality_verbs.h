// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

void addReviewQualityVerbs(Registry&); // review quality, quality-mode, policy

} // namespace oxseal::cli
