// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/access_reads.h"
#include "storage/repos/handover_repo.h"

namespace oxseal {

/// The access reviews of a period, or one of them, with everything that was done in another's place or changed hands.
struct HandoverPaper
{
    CampaignId only; ///< 0: the whole period
    std::vector<CampaignStatus> reviews;
    std::vector<DelegationRow> standIns; ///< whose days meet the time in which the reviews were held
    std::vector<HandoverRow> handovers; ///< of the reviews, by campaign and time
    std::int64_t waiting = 0; ///< decisions that a successor still has to confirm
};
[[nodiscard]] Result<HandoverPaper> handoverPaper(Workspace& workspace, const PeriodRow& period, CampaignId only = {});

/// The hand-over statement (A21, M4): stand-ins with who asked and who approved, what changed hands by cause and person, and every line of
/// it; a nil statement says that nothing did. DRAFT while one of the reviews is open or a decision waits to be confirmed.
/// kNothingToIssue without a review.
[[nodiscard]] Result<Document> handoverDocument(const DocumentFrame& frame, const HandoverPaper& paper);

} // namespace oxseal
