// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/delta.h"
#include "storage/documents/document_frame.h"
#include "storage/reads/identity_reads.h"
#include "storage/reads/line_meaning.h"
#include "storage/reads/review_stages.h"
#include "storage/reads/times_reads.h"

namespace oxseal {

/// An access review with everything its documents show.
struct ReviewPaper
{
    CampaignStatus status;
    SnapshotInfo listing;
    SnapshotInfo roster;
    std::optional<SnapshotInfo> previous;
    std::vector<LineRow> lines; ///< left-out ones included
    std::vector<StageStatus> stages;
    std::vector<access_repo::Signoff> signoffs;
    std::vector<RemovalRow> removals; ///< withdrawn ones included
    std::vector<RegrantRow> contests; ///< of the removals: who asked that access stays, and who answered
    std::vector<Finding> obstacles; ///< of a review that is not concluded
    std::vector<access::DeltaLine> delta; ///< of an amendment
    NonHumanSheet nonHuman; ///< accounts that are no person's
    IdentitySheet identities; ///< with the listing and the roster
    LineMeanings meanings; ///< of that listing
    TimesSheet times; ///< when access of leavers and movers ended
};
[[nodiscard]] Result<ReviewPaper> reviewPaper(Workspace& workspace, CampaignId id);

/// The report of an access review (M4): the population and what proves it whole, what the filter left out, stages, decisions,
/// flags, every line that was flagged or taken away, removals with their proof, and who signed. Performance date and
/// verification date stand apart. DRAFT until it is concluded.
[[nodiscard]] Document reviewDocument(const DocumentFrame& frame, const ReviewPaper& paper);

/// The work order (M4): what administrators are to remove or reduce, by when, with places for who did it, when and under which
/// ticket. Removals that are proven, withdrawn or contested and not decided yet are not in it. kNothingToIssue when nothing is left to do.
[[nodiscard]] Result<Document> workOrderDocument(const DocumentFrame& frame, const ReviewPaper& paper);

} // namespace oxseal
