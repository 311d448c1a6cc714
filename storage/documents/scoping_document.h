// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/scope_reads.h"

namespace oxseal {

/// The scope sheet of a quarter with what its memo says besides.
struct ScopingPaper
{
    ScopeView view;
    std::vector<RoleLine> roles; ///< of systems of which a role has an owner or an approval
    std::map<CampaignId, CampaignRow> reviews; ///< those that the sheet names
};
[[nodiscard]] Result<ScopingPaper> scopingPaper(Workspace& workspace, const PeriodRow& period);

/// The scoping memo (A22, M4): every system in scope with risk, frequency, listing received and review concluded; what was left out with
/// reason and approver; what the sheet was checked against, names explained and not; the yearly review of roles. DRAFT while a system that
/// is due is not reviewed, or something about the sheet is open. kNothingToIssue without a system.
[[nodiscard]] Result<Document> scopingDocument(const DocumentFrame& frame, const ScopingPaper& paper);

} // namespace oxseal
