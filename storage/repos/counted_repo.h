// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "storage/db/database.h"

#include <vector>

namespace oxseal {

/// The SQL of whose decisions a review was compared with (schema 0021). The writer is called inside a unit of work only.
namespace counted_repo {

[[nodiscard]] Status insert(Database& db, CampaignId campaign, const std::vector<CampaignId>& counted);
/// In the order in which they were made; empty: none, or opened by a program that did not note them.
[[nodiscard]] Result<std::vector<CampaignId>> counted(Database& db, CampaignId campaign);

} // namespace counted_repo
} // namespace oxseal
