// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/document_set.h"

#include "storage/documents/deficiency_document.h"
#include "storage/documents/duties_document.h"
#include "storage/documents/handover_document.h"
#include "storage/documents/look_back_document.h"
#include "storage/documents/reconciliation_document.h"
#include "storage/documents/review_document.h"
#include "storage/documents/scoping_document.h"
#include "storage/packet/collect.h"

namespace oxseal {
namespace {

/// A memo with a blank field is not in the packet; the open matters say what is missing.
Status addIfIssuable(std::vector<NamedDocument>& out, std::string path, Result<Document> memo)
{
    if (memo)
        out.push_back({std::move(path), std::move(*memo)});
    else if (!memo.error().is(kNotIssuable) && !memo.error().is(kNothingToIssue))
        return failWith(memo);
    return {};
}

Status addReviews(std::vector<NamedDocument>& out, Workspace& workspace, const DocumentFrame& frame, const PeriodRow& period)
{
    OXSEAL_TRY(const std::vector<CampaignStatus> reviews, reviewsOf(workspace.db(), period));
    for (const CampaignStatus& review : reviews) {
        OXSEAL_TRY(const ReviewPaper paper, reviewPaper(workspace, review.row.id));
        const std::string which = std::to_string(review.row.id.value) + "-" + packetName(review.row.system) + ".pdf";
        out.push_back({"documents/access-review-" + which, reviewDocument(frame, paper)});
        OXSEAL_TRY(const LookBackSheet sheet, lookBackSheet(workspace, review.row.id));
        OXSEAL_CHECK(addIfIssuable(out, "documents/look-back-" + which, lookBackDocument(frame, sheet)));
    }
    OXSEAL_TRY(const HandoverPaper handovers, handoverPaper(workspace, period));
    OXSEAL_CHECK(addIfIssuable(out, "documents/hand-overs.pdf", handoverDocument(frame, handovers)));
    OXSEAL_TRY(const ScopingPaper scope, scopingPaper(workspace, period));
    return addIfIssuable(out, "documents/scoping-memo.pdf", scopingDocument(frame, scope));
}

Status addDuties(std::vector<NamedDocument>& out, Workspace& workspace, const DocumentFrame& frame, const PeriodRow& period)
{
    OXSEAL_TRY(const auto run, sodRunOf(workspace.db(), period));
    if (!run)
        return {};
    OXSEAL_TRY(const SodPicture picture, sodPicture(workspace, period, frame.created.day()));
    out.push_back({"documents/segregation-of-duties.pdf", dutiesDocument(frame, picture)});
    return addIfIssuable(out, "documents/accepted-conflicts.pdf", acceptedConflictsDocument(frame, picture));
}

Status addBinders(std::vector<NamedDocument>& out, Workspace& workspace, const DocumentFrame& frame, const PeriodRow& period)
{
    OXSEAL_TRY(const std::vector<Entity> all, entities(workspace.db()));
    for (const Entity& entity : all) {
        OXSEAL_TRY(const BinderParts parts, binderParts(workspace, period, entity.code));
        if (!parts.overview.accounts.empty())
            out.push_back({"documents/reconciliations-" + packetName(entity.code) + ".pdf", reconciliationBinder(frame, parts)});
    }
    return {};
}

Status addDeficiencies(std::vector<NamedDocument>& out, Workspace& workspace, const DocumentFrame& frame, const PeriodRow& period)
{
    OXSEAL_TRY(const DeficiencyPaper paper, deficiencyPaper(workspace, period));
    if (paper.book.rows.empty())
        return {};
    out.push_back({"documents/deficiencies.pdf", deficiencySummary(frame, paper)});
    for (const DeficiencyView& view : paper.book.rows)
        OXSEAL_CHECK(addIfIssuable(out, "documents/deficiency-" + std::to_string(view.row.id) + ".pdf", deficiencyMemo(frame, paper, view.row.id)));
    return {};
}

} // namespace

Result<std::vector<NamedDocument>> periodDocuments(Workspace& workspace, const PeriodRow& period, Instant created)
{
    std::vector<NamedDocument> out;
    OXSEAL_TRY(DocumentFrame frame, documentFrame(workspace, period));
    frame.created = created;
    OXSEAL_CHECK(addReviews(out, workspace, frame, period));
    OXSEAL_CHECK(addDuties(out, workspace, frame, period));
    OXSEAL_CHECK(addBinders(out, workspace, frame, period));
    OXSEAL_CHECK(addDeficiencies(out, workspace, frame, period));
    return out;
}

} // namespace oxseal
