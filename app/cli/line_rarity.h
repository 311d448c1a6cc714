// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "storage/reads/review_sheet.h"

#include <span>
#include <string>

namespace oxseal::cli {

/// How rare the access of a review's lines is among those who do their holder's work (S81), for `review show`.
class LineRarity
{
public:
    /// `lines` are all of the campaign's, by row.
    [[nodiscard]] static Result<LineRarity> of(Workspace& workspace, const CampaignRow& campaign, std::span<const LineRow> lines);
    /// Adds peers, how many of them hold it, the score (null with too few peers) and whether that is rare to `entry`. The sentence
    /// where it is rare, else "".
    std::string add(const LineRow& line, Json& entry) const;

private:
    std::vector<LineContext> lines_; ///< by row
    access::RarityLimits limits_;
};

} // namespace oxseal::cli
