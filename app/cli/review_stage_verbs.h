// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "models/access/stages.h"

namespace oxseal::cli {

/// --stage KIND[:due=D,quorum=first|all,lines=all|privileged,escalate=LOGIN,mode=tell|take_over], repeated in the stages' order.
/// A second reviewer's stage takes the privileged lines unless it says otherwise.
[[nodiscard]] Result<std::vector<access::Stage>> stagesOption(const Call& call);

void addReviewStageVerbs(Registry& verbs); ///< stages, resolve, escalate

} // namespace oxseal::cli
