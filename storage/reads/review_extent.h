// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/repos/access_repo.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// Does the campaign look at the whole access of its system: a full one, or one of changes upon a full one that was concluded within the
/// year before? An amendment is what it amends. Others look at a part, and a part is no review of the system (A22). `all` are the
/// campaigns of the workspace.
[[nodiscard]] bool isWhole(const CampaignRow& campaign, const std::vector<CampaignRow>& all);
/// What concluded reviews of a part of the system's access looked at in the period, each shape once, joined by ", "; "" when there are none.
[[nodiscard]] std::string partsReviewed(const std::vector<CampaignRow>& all, PeriodId period, const std::string& system);

} // namespace oxseal
