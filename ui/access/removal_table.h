// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/access_reads.h"
#include "ui/common/table_data.h"

#include <memory>
#include <vector>

namespace oxseal::ui {

/// Removals as rows; handles are their numbers. `acrossReviews` adds system and period for lists of several reviews.
[[nodiscard]] std::shared_ptr<ListData> removalTable(
    const std::vector<FollowedRemoval>& removals, Day today, bool acrossReviews);
/// Cells of the hidden columns "claimwait" and "proofwait", by waitOf() and last what has not happened yet; the removal chart
/// names its bars the same.
[[nodiscard]] std::vector<QString> waitWords();

} // namespace oxseal::ui
