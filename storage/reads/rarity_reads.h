// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/rarity.h"
#include "storage/reads/review_sheet.h"

namespace oxseal {

/// The limits in force on a day, and how often pointing access out as rare was of use in the newest concluded review of each system.
struct RarityMeasured
{
    access::RarityLimits limits;
    std::int64_t reviews = 0;
    access::RarityRecord record;
};
[[nodiscard]] Result<RarityMeasured> rarityMeasured(Workspace& workspace);

/// The same for one review, of whose lines the basis knows the peers.
[[nodiscard]] access::RarityRecord rarityOf(const ReviewBasis& basis, std::span<const LineRow> lines, const access::RarityLimits& limits);

} // namespace oxseal
