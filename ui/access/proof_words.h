// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/access_actions.h"
#include "storage/reads/access_reads.h"

#include <QString>

#include <utility>
#include <vector>

namespace oxseal::ui {

/// What the last listing can tell about the removals of a review, and why it proves nothing ("" when it can be relied on).
[[nodiscard]] Result<std::pair<ExtractReach, QString>> reachOf(Workspace& workspace, CampaignId campaign);
/// The reasons, each once, with the removals that it holds for; "" when all were told about.
[[nodiscard]] QString whyUnproven(const std::vector<UnprovenRemoval>& unproven);

} // namespace oxseal::ui
