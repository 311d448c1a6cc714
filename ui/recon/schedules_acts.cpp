// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page of schedules.
#include "models/core/money.h"
#include "storage/documents/schedule_paper.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/recon/schedule_tables.h"
#include "ui/recon/schedules_page.h"

#include <QCheckBox>
#include <QLineEdit>

namespace oxseal::ui {
namespace {

std::string typed(const QLineEdit* edit) { return edit->text().trimmed().toStdString(); }

std::int64_t moneyIn(const QLineEdit* edit, int digits) { return parseMinor(typed(edit), digits).value_or(0); }

QString moneyProblem(const QLineEdit* edit, int digits)
{
    return typed(edit).empty() || parseMinor(typed(edit), digits) ? QString() : QObject::tr("Write the amount as 1234.50.");
}

ChoiceBox::Choices kinds()
{
    ChoiceBox::Choices choices;
    for (int i = 0; i <= static_cast<int>(recon::ScheduleKind::Other); ++i) {
        const auto kind = static_cast<recon::ScheduleKind>(i);
        choices.emplace_back(QLatin1String(recon::name(kind)), scheduleKindWord(kind));
    }
    return choices;
}

} // namespace

void SchedulesPage::begin()
{
    const AccountOverview* account = currentAccount();
    if (account == nullptr)
        return;
    if (account->schedule) {
        Q_EMIT navigate({QStringLiteral("schedules"), QString::number(account->schedule->row.id)});
        return;
    }
    if (const QString why = account->closed ? tr("A rule closed it; it opens again when anything changes.") : whyNotChange(); !why.isEmpty()) {
        Q_EMIT said(why);
        return;
    }
    FormDialog dialog(this, tr("Begin the schedule of %1").arg(plain(account->account.plan.account)), tr("Begin"));
    dialog.addWords(QStringLiteral("%1 · %2").arg(plain(account->entity), plain(account->account.name)), true);
    dialog.addWords(tr("The lines that had a balance in the period before come along with their dates. Each is marked as carried until a person re-examines it."));
    auto* kind = new ChoiceBox(kinds(), QStringLiteral("other"));
    dialog.form().addField(tr("Kind"), kind);
    dialog.askReason(tr("Close of %1").arg(plain(session().period()->period.name())));
    if (!dialog.ask())
        return;
    act(
        tr("Beginning the schedule"),
        [entity = account->entity, number = account->account.plan.account, period = *session().period(),
            kind = recon::scheduleKindFromName(kind->value().toStdString()).value_or(recon::ScheduleKind::Other), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return openSchedule(workspace, entity, number, period, kind, reason); },
        [this](Result<std::int64_t> id) { Q_EMIT navigate({QStringLiteral("schedules"), QString::number(*id)}); });
}

void SchedulesPage::load()
{
    FormDialog dialog(this, tr("Take lines from a file"), tr("Take the lines"));
    dialog.addWords(tr("CSV or XLSX with reference, date and amount (the closing); description, opening, additions, releases, reversal and support when there. "
                       "They take the place of the lines there are. The file is kept."));
    auto* file = new FileField(tr("Choose the schedule"));
    auto* credit = new QCheckBox(tr("The file writes credit balances as positive amounts"));
    credit->setChecked(view_.schedule->row.balance < 0);
    dialog.form().addField(tr("File"), file);
    dialog.form().addField(tr("Sign"), credit, tr("The books have this balance as %1.").arg(exactAmount(view_.schedule->row.balance, view_.schedule->row.digits)));
    dialog.setCheck([file] { return file->path().isEmpty() ? tr("Name the file.") : file->problem(); });
    dialog.askReason();
    if (!dialog.ask())
        return;
    act(
        tr("Taking the lines"),
        [id = id_, path = file->path().toStdString(), credit = credit->isChecked(), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return loadSchedule(workspace, id, path, credit, reason); },
        [this](Result<std::int64_t> lines) { Q_EMIT said(tr("%1 taken.").arg(counted(*lines, tr("line"), tr("lines")))); });
}

void SchedulesPage::putLine(bool fresh)
{
    const ScheduleLineRow* row = fresh ? nullptr : currentLine();
    if ((row == nullptr) != fresh || !whyNotChange().isEmpty())
        return;
    const int digits = view_.schedule->row.digits;
    const recon::ScheduleLine old = row == nullptr ? recon::ScheduleLine() : row->line;
    FormDialog dialog(this, fresh ? tr("Enter a line") : tr("Change line %1").arg(plain(old.key)), fresh ? tr("Enter") : tr("Change"));
    dialog.addWords(tr("Amounts are signed as in the books, debit positive: opening + added − released = closing."));
    const auto moneyField = [&](std::int64_t minor) { return new QLineEdit(fresh ? QString() : QString::fromStdString(formatMinor(minor, digits))); };
    auto* key = new QLineEdit(QString::fromStdString(old.key));
    key->setReadOnly(!fresh);
    auto* text = new QLineEdit(QString::fromStdString(old.description));
    auto* date = new DayEdit(fresh ? view_.schedule->period.last : old.day);
    auto* opening = view_.schedule->first ? moneyField(old.opening) : nullptr;
    auto* added = moneyField(old.added);
    auto* released = moneyField(old.released);
    auto* gone = new QLineEdit(old.reversal ? QString::fromStdString(old.reversal->iso()) : QString());
    auto* support = new QLineEdit(QString::fromStdString(old.support));
    Form& form = dialog.form();
    form.addField(tr("Reference"), key, tr("Stays the same through the periods."));
    form.addField(tr("Description"), text);
    form.addField(tr("Date"), date, tr("The original one, kept through every period."));
    if (opening != nullptr)
        form.addField(tr("Opening"), opening, tr("First period only."));
    form.addField(tr("Added"), added);
    form.addField(tr("Released"), released);
    form.addField(tr("Gone by (not required)"), gone, tr("When it is expected to be gone, as 2027-03-31."));
    form.addField(tr("Support"), support, tr("Contract, invoice or calculation."));
    dialog.askReason();
    dialog.setCheck([=]() -> QString {
        if (key->text().trimmed().isEmpty())
            return tr("Give the reference.");
        if (!typed(gone).empty() && !Day::fromIso(typed(gone)))
            return tr("Write the day as 2027-03-31.");
        const QString wrong = moneyProblem(added, digits) + moneyProblem(released, digits);
        return wrong.isEmpty() && opening != nullptr ? moneyProblem(opening, digits) : wrong;
    });
    if (!dialog.ask())
        return;
    ScheduleLineInput input;
    input.key = typed(key);
    input.description = typed(text);
    input.day = date->day();
    input.added = moneyIn(added, digits);
    input.released = moneyIn(released, digits);
    if (opening != nullptr)
        input.opening = moneyIn(opening, digits);
    input.reversal = Day::fromIso(typed(gone));
    input.support = typed(support);
    wanted_ = plain(input.key);
    act(
        tr("Entering a line"),
        [id = id_, input, reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) { return putScheduleLine(workspace, id, input, reason); },
        [](const Status&) {});
}

void SchedulesPage::examine()
{
    const ScheduleLineRow* row = currentLine();
    if (row == nullptr)
        return;
    FormDialog dialog(this, tr("Re-examine %1").arg(plain(row->line.key)), tr("Re-examined"));
    dialog.addWords(tr("Says that you looked at the line again in this period. The reason says what you saw."));
    auto* file = new FileField(tr("Choose the support"));
    dialog.form().addField(tr("Support (not required)"), file, row->line.evidence ? tr("One is attached already; a new one takes its place as the latest.") : QString());
    dialog.setCheck([file] { return file->problem(); });
    dialog.askReason();
    if (!dialog.ask())
        return;
    act(
        tr("Re-examining a line"),
        [id = id_, key = row->line.key, path = file->path().toStdString(), note = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return examineScheduleLine(workspace, id, key, note, path); },
        [](const Status&) {});
}

void SchedulesPage::sign(bool reviewing)
{
    const ScheduleView& schedule = *view_.schedule;
    ActQuestion question;
    question.title = reviewing ? tr("Sign as reviewer") : tr("Sign as preparer");
    question.verb = tr("Sign");
    question.binds = {tr("Account %1 of %2: %3 %4 in the books, supported by %5.")
                          .arg(plain(schedule.row.account), plain(schedule.row.entity), exactAmount(schedule.proof.balance, schedule.row.digits), plain(schedule.row.currency),
                              counted(static_cast<std::int64_t>(schedule.lines.size()), tr("line"), tr("lines"))),
        reviewing ? tr("The reason says what you checked.") : tr("Another person reviews it.")};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [id = id_, reviewing, note = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return reviewing ? reviewSchedule(workspace, id, note) : prepareSchedule(workspace, id, note);
        },
        [this](const Status&) { Q_EMIT said(tr("Signed.")); });
}

void SchedulesPage::savePaper()
{
    const ScheduleRow& row = view_.schedule->row;
    saveDocument(tr("Save the schedule"), tr("Schedule %1 %2 %3.pdf").arg(plain(row.entity), plain(row.account), plain(view_.schedule->period.name())),
        [id = row.id](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const ScheduleView view, scheduleView(workspace.db(), id));
            OXSEAL_TRY(const PeriodRow period, periodById(workspace.db(), view.row.period));
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
            return scheduleDocument(frame, view);
        });
}

} // namespace oxseal::ui
