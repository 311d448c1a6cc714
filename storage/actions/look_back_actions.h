// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/look_back_reads.h"

#include <filesystem>

namespace oxseal {

inline constexpr ErrorCode kNoSuchLookBack{"access.no_such_look_back", ErrorClass::Usage};
inline constexpr ErrorCode kLookBackUnexplained{"access.look_back_unexplained", ErrorClass::Usage};

struct LookBackFinding
{
    std::string account;
    access::LookBackConclusion conclusion = access::LookBackConclusion::NotUsed;
    std::string explanation; ///< what was looked at and what it showed
    std::filesystem::path evidence; ///< file that shows it; "" without
    access::LookBackProcedures procedures{}; ///< asked of accounts that ended late
};

/// Concludes the look-back at one account of a leaver (A13); a later conclusion follows an earlier one. Permission RunReview.
/// kNoSuchLookBack for an account that the worksheet does not hold; allowedConclusion and allowedProcedures say what must not be concluded.
[[nodiscard]] Status concludeLookBack(Workspace& workspace, CampaignId campaign, const LookBackFinding& finding, const std::string& reason);

} // namespace oxseal
