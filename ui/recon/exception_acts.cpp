// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done about exceptions on the page of reconciliations.
#include "storage/actions/exception_actions.h"
#include "ui/common/save_file.h"
#include "ui/common/words.h"
#include "ui/controls/deficiency_dialogs.h"
#include "ui/recon/exception_card.h"
#include "ui/recon/exception_dialog.h"
#include "ui/recon/exception_queue.h"
#include "ui/recon/groups_view.h"
#include "ui/recon/recon_page.h"
#include "ui/recon/reconciliation_view.h"

namespace oxseal::ui {
namespace {

/// Lines that are to be put into one group, by the hint; empty where it names a category instead.
std::vector<std::int64_t> linesOf(const ReconView& view, const ExceptionRow& row)
{
    using recon::Resolution;
    std::vector<std::int64_t> lines;
    if (row.hints.empty())
        return lines;
    const recon::Hint& hint = row.hints.front();
    const bool together = hint.kind == Resolution::Match || hint.kind == Resolution::Split || hint.kind == Resolution::Transposition;
    const std::string& handle = view.items[row.item].handle;
    if (!together || hint.with.empty() || handle.front() != 'L')
        return lines;
    lines.push_back(std::stoll(handle.substr(1)));
    for (const std::size_t each : hint.with)
        lines.push_back(view.lines[each].id);
    return lines;
}

} // namespace

QString ReconPage::whyNotException() const
{
    if (const QString why = whyNotDecide(); !why.isEmpty())
        return why;
    return exceptionOf(*detail_, one_->current()) == nullptr ? tr("Choose an open item first.") : QString();
}

QString ReconPage::whyNotFollow() const
{
    if (const QString why = whyNotException(); !why.isEmpty())
        return why;
    const ExceptionRow* row = exceptionOf(*detail_, one_->current());
    return hintWord(*row).isEmpty() ? tr("Nothing beside this item says what it is.") : QString();
}

void ReconPage::decideAbout()
{
    const ExceptionRow* found = exceptionOf(*detail_, one_->current());
    if (found == nullptr)
        return;
    const bool mayWriteOff = whyNotWrite(Permission::ReviewReconciliation).isEmpty();
    const auto answer = askToDecide(this, ReconDetail(*detail_), ExceptionRow(*found), session().today(), mayWriteOff);
    if (!answer)
        return;
    act(
        tr("Deciding about %1").arg(QString::fromStdString(answer->decision.handle)),
        [id = detail_->view.row.id, answer = *answer](Workspace& workspace, const Progress&) {
            return decideException(workspace, id, answer.decision, answer.reason);
        },
        [this](const Status&) { advance_ = true; });
}

QString ReconPage::whyNotRaise() const
{
    if (const QString why = whyNotWrite(Permission::RecordDeficiency); !why.isEmpty())
        return why;
    const ExceptionRow* row = exceptionOf(*detail_, one_->current());
    if (row == nullptr)
        return tr("Choose an open item first.");
    const bool settled = !row->deficiency || row->deficiency->state == controls::DeficiencyState::Remediated || row->deficiency->state == controls::DeficiencyState::NotOne;
    return settled ? QString() : tr("It is linked to deficiency %1 already.").arg(deficiencyMarkWord(*row->deficiency));
}

void ReconPage::raiseItem()
{
    const ExceptionRow* row = exceptionOf(*detail_, one_->current());
    if (row == nullptr)
        return;
    const ReconItem& item = detail_->view.items[row->item];
    RaiseFrom from;
    from.page = this;
    from.session = &session();
    from.source.source = controls::DeficiencySource::Exception;
    from.source.recon = detail_->view.row.id;
    from.source.item = item.handle;
    from.control = plain(row->standing.control);
    from.about = tr("%1 of %2: %3 %4, %5 %6").arg(QString::fromStdString(item.handle), plain(detail_->view.row.account), exactAmount(item.item.amount, detail_->view.row.digits),
        plain(detail_->view.row.currency), day(item.item.date), plain(item.item.description.empty() ? item.item.reference : item.item.description));
    from.raised = [this](const QString& id) { Q_EMIT navigate({QStringLiteral("deficiencies"), id}); };
    from.failed = [this](const Error& error) { complain(error); };
    raiseAsDeficiency(from);
}

void ReconPage::followHint()
{
    const ExceptionRow* row = exceptionOf(*detail_, one_->current());
    if (row == nullptr)
        return;
    const std::vector<std::int64_t> lines = linesOf(detail_->view, *row);
    if (lines.empty()) {
        classify();
        return;
    }
    one_->setCurrentIndex(ReconciliationView::ByHand);
    one_->openLines().choose(lines);
}

void ReconPage::saveEntries()
{
    const std::vector<recon::ProposedEntry> entries = proposedEntries(detail_->view, detail_->exceptions);
    const QString name = QStringLiteral("entries-%1-%2.csv").arg(plain(detail_->view.row.account), plain(detail_->view.period.name()));
    const QString file = askFileToSave(this, tr("Save the proposed entries"), name, tr("Table (*.csv);;Intuit Interchange Format (*.iif)"));
    if (file.isEmpty())
        return;
    const bool iif = file.endsWith(QLatin1String(".iif"), Qt::CaseInsensitive);
    savePrepared(
        this, file, [entries, iif]() -> Result<std::string> { return iif ? recon::entriesIif(entries) : recon::entriesCsv(entries); },
        [this, count = static_cast<std::int64_t>(entries.size())](const Status& saved) {
            if (!saved)
                complain(saved.error());
            else
                Q_EMIT said(tr("Saved %1. Nothing was posted.").arg(counted(count, tr("proposed entry"), tr("proposed entries"))));
        });
}

} // namespace oxseal::ui
