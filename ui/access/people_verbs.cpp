// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/handover_actions.h"
#include "storage/documents/handover_document.h"
#include "storage/reads/people_reads.h"
#include "ui/access/access_page.h"
#include "ui/access/people_tables.h"
#include "ui/access/review_dialogs.h"
#include "ui/common/context_card.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {

QWidget* AccessPage::createHandovers()
{
    standIns_ = new TablePanel(tr("Stand-ins"));
    standIns_->setNouns(tr("stand-in"), tr("stand-ins"));
    handovers_ = new TablePanel(tr("Hand-overs of the period"));
    handovers_->setNouns(tr("hand-over"), tr("hand-overs"));
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(label(tr("Stand-ins, each for some days and approved by somebody third"), role::kCaption));
    column->addWidget(standIns_, 2);
    column->addWidget(label(tr("What changed hands in the reviews of the period"), role::kCaption));
    column->addWidget(handovers_, 3);
    connect(agenda_, &TablePanel::currentChanged, this, &AccessPage::selectAgenda);
    connect(agenda_, &TablePanel::activated, this, [this](const QString& handle) {
        const auto at = static_cast<std::size_t>(handle.toULongLong());
        if (at < overview_.agenda.size())
            Q_EMIT navigate({QStringLiteral("access"), QString::number(overview_.agenda[at].campaign.value)});
    });
    connect(standIns_, &TablePanel::currentChanged, this, &AccessPage::selectStandIn);
    connect(handovers_, &TablePanel::activated, this,
        [this](const QString& handle) { Q_EMIT navigate({QStringLiteral("access"), handle.section(QLatin1Char('#'), 0, 0)}); });
    return box;
}

void AccessPage::fillPeople()
{
    agenda_->setData(agendaTable(overview_.agenda, overview_.names));
    standIns_->setData(standInTable(overview_.standIns, overview_.names, session().today()));
    handovers_->setData(handoverTable(overview_.handovers, overview_.names));
    std::int64_t late = 0;
    for (const AgendaItem& item : overview_.agenda)
        late += item.overdue > 0 ? 1 : 0;
    overviewTabs_->setTabText(Agenda, late > 0 ? tr("Reviewers · %1 late").arg(count(late)) : tr("Reviewers · %1").arg(overview_.agenda.size()));
    overviewTabs_->setTabText(HandedOver, tr("Hand-overs · %1").arg(overview_.handovers.size()));
    if (agenda_->currentHandle().isEmpty() && !overview_.agenda.empty())
        agenda_->select(QStringLiteral("0"));
    if (standIns_->currentHandle().isEmpty() && !overview_.standIns.empty())
        standIns_->select(QString::number(overview_.standIns.back().id));
}

void AccessPage::selectAgenda(const QString& handle)
{
    if (campaign_ || overviewTabs_->currentIndex() != Agenda)
        return;
    const auto at = static_cast<std::size_t>(handle.toULongLong());
    setContext(!handle.isEmpty() && at < overview_.agenda.size() ? agendaCard(overview_.agenda[at], overview_.names) : nullptr);
}

const DelegationRow* AccessPage::chosenStandIn() const
{
    for (const DelegationRow& row : overview_.standIns) {
        if (QString::number(row.id) == standIns_->currentHandle())
            return &row;
    }
    return nullptr;
}

void AccessPage::selectStandIn(const QString&)
{
    if (campaign_ || overviewTabs_->currentIndex() != HandedOver)
        return;
    const DelegationRow* row = chosenStandIn();
    setContext(row != nullptr ? standInCard(*row, overview_.names, session().today()) : nullptr);
    updateCommands();
}

Command AccessPage::standInCommand()
{
    return {QStringLiteral("review.standin"), tr("Ask for a stand-in"), [this] { askForStandIn(); }, whyNotWrite(Permission::DecideAccess), {}, false, {}};
}

std::vector<Command> AccessPage::agendaCommands()
{
    QString whySucceed = whyNotWrite(Permission::RunReview);
    if (whySucceed.isEmpty() && overview_.agenda.empty())
        whySucceed = tr("No review of the period is open.");
    QString whySave;
    if (overview_.agenda.empty())
        whySave = tr("No review of the period is open.");
    return {{QStringLiteral("review.succeed"), tr("Hand over a reviewer's work"), [this] { succeed(); }, whySucceed, {}, false, {}}, standInCommand(),
        {QStringLiteral("review.ics"), tr("Save as a calendar file"), [this] { saveAgenda(); }, whySave, {}, true, {}}};
}

std::vector<Command> AccessPage::handoverCommands()
{
    const DelegationRow* row = chosenStandIn();
    const QString select = tr("Select a stand-in first.");
    QString whyApprove = whyNotWrite(Permission::DisposeMatter);
    QString whyEnd = whyNotWrite(Permission::DecideAccess);
    const PersonId self = session().actor().person;
    if (row == nullptr) {
        whyApprove = whyApprove.isEmpty() ? select : whyApprove;
        whyEnd = whyEnd.isEmpty() ? select : whyEnd;
    } else {
        if (whyApprove.isEmpty() && row->endedAt)
            whyApprove = tr("This stand-in is ended.");
        else if (whyApprove.isEmpty() && !row->approvedAt && row->last < session().today())
            whyApprove = tr("Its days are over. What was decided is not made good afterwards.");
        else if (whyApprove.isEmpty() && row->approvedAt)
            whyApprove = tr("This stand-in is approved already.");
        else if (whyApprove.isEmpty() && (self == row->from || self == row->to || self == row->askedBy))
            whyApprove = tr("You are replaced, stand in, or asked for it: somebody else approves it.");
        const bool concerned = self == row->from || self == row->to || whyNotWrite(Permission::RunReview).isEmpty();
        const bool over = row->last < session().today();
        if (whyEnd.isEmpty() && row->endedAt)
            whyEnd = tr("This stand-in is ended.");
        else if (whyEnd.isEmpty() && over)
            whyEnd = tr("Its days are over.");
        else if (whyEnd.isEmpty() && !concerned)
            whyEnd = tr("Only those concerned, or who runs reviews, may end it.");
    }
    return {{QStringLiteral("review.handover_statement"), tr("Save statement"), [this] { saveHandovers(); },
                overview_.reviews.empty() ? tr("No review of the period was opened.") : QString(), {}, false, {}},
        standInCommand(),
        {QStringLiteral("review.standin.end"), tr("End the stand-in"),
            [this] { onStandIn(tr("End the stand-in"), tr("End it"), tr("Decisions made in the place stay as they are."), endDelegation); }, whyEnd, {}, false, {}},
        {QStringLiteral("review.standin.approve"), tr("Approve the stand-in"),
            [this] {
                onStandIn(tr("Approve the stand-in"), tr("Approve"), tr("On its days the stand-in decides in the other's place, under the same rules as anybody."),
                    approveDelegation);
            },
            whyApprove, {}, true, {}}};
}

void AccessPage::saveAgenda()
{
    const QString file = askFileToSave(this, tr("Save what reviewers have open for a calendar"), QStringLiteral("access-reviews.ics"), tr("iCalendar (*.ics)"));
    if (file.isEmpty())
        return;
    session().read(this, [items = overview_.agenda](Workspace& workspace) { return agendaFile(workspace, items); },
        [this, file](Result<AgendaFile> made) {
            if (!made) {
                complain(made.error());
                return;
            }
            if (const Status saved = saveFile(file, made->file.bytes); !saved) {
                complain(saved.error());
                return;
            }
            QString words = tr("%1 written to %2.").arg(counted(static_cast<std::int64_t>(made->file.entries), tr("date"), tr("dates")), file);
            if (made->undated > 0)
                words += QLatin1Char(' ') + tr("%1 without a due day left out.").arg(counted(static_cast<std::int64_t>(made->undated), tr("task"), tr("tasks")));
            Q_EMIT said(words);
        });
}

void AccessPage::saveHandovers()
{
    saveDocument(tr("Save the statement"), tr("Hand-overs %1.pdf").arg(plain(session().period()->period.name())),
        [period = *session().period()](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const HandoverPaper paper, handoverPaper(workspace, period));
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
            return handoverDocument(frame, paper);
        });
}

void AccessPage::askForStandIn()
{
    const auto answer = askStandIn(this, overview_.reviewers, session().actor(), session().today());
    if (!answer)
        return;
    act(tr("Ask for a stand-in"), [answer = *answer](Workspace& workspace, const Progress&) { return requestDelegation(workspace, answer.wish, answer.reason); },
        [this](const Result<std::int64_t>&) { Q_EMIT said(tr("Asked for. It has no effect before another controller or chief officer has approved it.")); });
}

void AccessPage::succeed()
{
    std::vector<Person> leaving;
    const auto& agenda = overview_.agenda;
    for (const Person& person : overview_.reviewers) {
        if (std::any_of(agenda.begin(), agenda.end(), [&](const AgendaItem& item) { return item.person == person.id; }))
            leaving.push_back(person);
    }
    const auto answer = askSuccession(this, leaving, overview_.reviewers);
    if (!answer)
        return;
    act(tr("Hand over a reviewer's work"),
        [period = *session().period(), answer = *answer](Workspace& workspace, const Progress&) {
            return succeedReviewer(workspace, period, answer.from, answer.to, answer.reason);
        },
        [this](const Result<SuccessionOutcome>& done) {
            QString words = tr("%1 moved, %2 to be confirmed, %3 stay.").arg(counted(done->moved, tr("line"), tr("lines")), count(done->reconfirm), count(done->stayed));
            if (done->exceptions > 0)
                words += QLatin1Char(' ') + tr("%1 the successor may not decide; they are without a reviewer.").arg(counted(done->exceptions, tr("line"), tr("lines")));
            Q_EMIT said(words);
        });
}

void AccessPage::onStandIn(
    const QString& title, const QString& verb, const QString& words, Status (*step)(Workspace&, std::int64_t, const std::string&))
{
    const DelegationRow* row = chosenStandIn();
    if (row == nullptr)
        return;
    const QString who = tr("%1 for %2, %3 to %4").arg(personName(row->to), personName(row->from), day(row->first), day(row->last));
    const auto answer = askToAct(this, {title, verb, {who, words}, {}, false, {}, true});
    if (!answer)
        return;
    act(title, [step, id = row->id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return step(workspace, id, reason); },
        [this, title](const Status&) { Q_EMIT said(tr("%1: done.").arg(title)); });
}

} // namespace oxseal::ui
