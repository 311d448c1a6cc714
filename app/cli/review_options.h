// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "models/access/review.h"
#include "models/core/ids.h"
#include "storage/actions/access_actions.h"

namespace oxseal::cli {

/// Options that several verbs of reviews have.
[[nodiscard]] Result<std::int64_t> reviewNumber(const Call& call, const char* option); ///< 1 …
[[nodiscard]] Result<CampaignId> campaignOption(const Call& call);
/// --rows "3,7,10-14"; empty when it is not given.
[[nodiscard]] Result<std::vector<std::int64_t>> rowsOption(const Call& call);
[[nodiscard]] Result<access::Decision> decisionNamed(const Call& call, const std::string& text);
/// A file with row, decision, code, target, comment: each line decided by itself.
[[nodiscard]] Result<std::vector<LineDecision>> decisionsFile(const Call& call, const std::string& file);

} // namespace oxseal::cli
