// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

void addReviewAnswerVerbs(Registry&); // review pack, answer, merge, answers, rule

} // namespace oxseal::cli
