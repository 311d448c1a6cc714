// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/review_document.h"
#include "ui/access/access_page.h"
#include "ui/access/review_rows.h"
#include "ui/common/words.h"

namespace oxseal::ui {

std::vector<Command> AccessPage::documentCommands()
{
    const auto left = [](const RemovalRow& removal) {
        return !closed(removal) && removal.closing != "asked" && (removal.state == "requested" || removal.state == "claimed" || removal.state == "still_present");
    };
    const bool order = std::any_of(desk_.sheet->removals.begin(), desk_.sheet->removals.end(), left);
    return {
        amendCommand(),
        {QStringLiteral("review.report"), tr("Save report"), [this] { saveReviewDocument(false); }, {}, {}, false, {}},
        {QStringLiteral("review.work_order"), tr("Save work order"), [this] { saveReviewDocument(true); },
            order ? QString() : tr("No removal of this review waits to be done."), {}, false, {}},
    };
}

void AccessPage::saveReviewDocument(bool order)
{
    const CampaignRow& row = desk_.sheet->status.row;
    saveDocument(order ? tr("Save the work order") : tr("Save the report"),
        (order ? tr("Work order %1 %2.pdf") : tr("Access review %1 %2.pdf")).arg(plain(row.system), plain(session().period()->period.name())),
        [id = row.id, order](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const ReviewPaper paper, reviewPaper(workspace, id));
            OXSEAL_TRY(const PeriodRow period, periodById(workspace.db(), paper.status.row.period));
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
            return order ? workOrderDocument(frame, paper) : Result<Document>(reviewDocument(frame, paper));
        });
}

} // namespace oxseal::ui
