// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

void addAccountVerbs(Registry& verbs); ///< account: coverage of the trial balance, and accounts closed by rule

void addScheduleVerbs(Registry& verbs); ///< schedule: support of balances line by line

void addJournalVerbs(Registry& verbs); ///< journal: the journal entries of a period

} // namespace oxseal::cli
