// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_overview.h"

#include <QString>

namespace oxseal::ui {

class ContextCard;

/// Adds to a card why the engine decided as it did: the weights of the fields as a waterfall beside those of the runner-up, why
/// a person has to confirm, what would have changed it, and by which run and policy.
void addDecision(ContextCard& card, const ReconDetail& detail, const MatchDecisionRow& decision);
/// Adds why the last run left a line open; nothing when no run saw it.
void addOpenReason(ContextCard& card, const ReconDetail& detail, const ReconLineRow& line);

/// "probability below the limit of the account's class", for lists.
[[nodiscard]] QString triggerWord(recon::ReviewTrigger trigger);

} // namespace oxseal::ui
