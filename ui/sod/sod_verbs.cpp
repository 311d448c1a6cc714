// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/controls/deficiency_dialogs.h"
#include "ui/sod/sod_page.h"
#include "ui/sod/sod_words.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QTabBar>

namespace oxseal::ui {
namespace {

constexpr int kQuarterDays = 92;

} // namespace

const SodConflictPicture* SodPage::chosen() const
{
    if (!wanted_.isEmpty())
        return conflictOf(wanted_);
    return tabs_->currentIndex() == Conflicts ? conflictOf(conflicts_->currentHandle()) : nullptr;
}

QString SodPage::whyNotDecide(bool accepting) const
{
    if (QString why = whyNotWrite(Permission::AcceptConflict); !why.isEmpty())
        return why;
    const SodConflictPicture* conflict = chosen();
    if (conflict == nullptr)
        return tr("Select a conflict in the list first.");
    if (accepting && !state_.self.empty() && conflict->status.person() == state_.self)
        return tr("Nobody accepts the risk of their own conflict; somebody else must.");
    return {};
}

void SodPage::mitigate()
{
    const SodConflictPicture* conflict = chosen();
    if (conflict == nullptr)
        return;
    const ConflictRow& row = conflict->status.row;
    FormDialog dialog(this, tr("Mitigate %1 of %2").arg(plain(row.rule), plain(conflict->name)), tr("Record the control"));
    dialog.addWords(plain(row.risk));
    if (!row.control.empty())
        dialog.addWords(tr("Typical: %1").arg(plain(row.control)), true);
    auto* control = new QComboBox;
    control->setEditable(true);
    for (const std::string& id : state_.controls)
        control->addItem(plain(id));
    auto* performer = new QComboBox;
    performer->setEditable(true);
    for (const Person& person : state_.people) {
        if (!person.employeeId.empty() && person.state != PersonState::Removed && person.employeeId != conflict->status.person())
            performer->addItem(QStringLiteral("%1 · %2").arg(plain(person.employeeId), plain(person.name)), QString::fromStdString(person.employeeId));
    }
    auto* expires = new DayEdit(session().today().plus(kQuarterDays));
    auto* progress = new ChoiceBox({{QStringLiteral("designed"), mitigationWord("designed")}, {QStringLiteral("operating"), mitigationWord("operating")},
                                       {QStringLiteral("tested"), mitigationWord("tested")}, {QStringLiteral("failed"), mitigationWord("failed")}},
        QStringLiteral("designed"));
    if (const auto& before = conflict->status.mitigation) {
        control->setEditText(plain(before->control));
        performer->setEditText(plain(before->performer));
        progress->choose(QString::fromStdString(before->state));
        if (before->until >= session().today())
            expires->setDate(QDate::fromString(day(before->until), Qt::ISODate));
    }
    dialog.form().addField(tr("Control"), control, tr("The one that would notice if the two duties were misused."));
    dialog.form().addField(tr("Performed by (employee number)"), performer, tr("Never the person in conflict, who cannot be their own check."));
    dialog.form().addField(tr("Counts until"), expires);
    dialog.form().addField(tr("How far it has come"), progress, tr("Only a tested control takes the conflict off the open matters."));
    dialog.askReason();
    const auto performerId = [performer] {
        const int at = performer->findText(performer->currentText());
        return (at >= 0 ? performer->itemData(at).toString() : performer->currentText()).trimmed().toStdString();
    };
    dialog.setCheck([&]() -> QString {
        if (control->currentText().trimmed().isEmpty())
            return tr("Name the control.");
        const std::string who = performerId();
        if (who.empty())
            return tr("Say who performs it.");
        const Status allowed = sod::allowedMitigation({control->currentText().trimmed().toStdString(), who, expires->day(), sod::MitigationState::Designed},
            conflict->status.person(), session().today());
        return allowed ? QString() : errorLine(allowed.error());
    });
    if (!dialog.ask())
        return;
    sod::Mitigation mitigation{control->currentText().trimmed().toStdString(), performerId(), expires->day(),
        sod::mitigationStateFromName(progress->value().toStdString()).value_or(sod::MitigationState::Designed)};
    act(tr("Record the control"),
        [period = *session().period(), fingerprint = row.fingerprint.hex(), mitigation, reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return mitigateConflict(workspace, period, fingerprint, mitigation, reason); },
        [this](const Status&) { Q_EMIT said(tr("The control is recorded against the conflict.")); });
}

void SodPage::accept()
{
    const SodConflictPicture* conflict = chosen();
    if (conflict == nullptr)
        return;
    const ConflictRow& row = conflict->status.row;
    FormDialog dialog(this, tr("Accept %1 of %2").arg(plain(row.rule), plain(conflict->name)), tr("Accept the risk"));
    dialog.addWords(plain(row.risk));
    dialog.addWords(tr("An acceptance is dated and stays among the open matters as a low one; it does not make the conflict go away."), true);
    if (sod::needsSecondWord(row.severity))
        dialog.addWords(tr("Of this severity it counts only once another controller or chief officer has approved it; until then the conflict stays open."));
    for (const AcceptanceStatus& one : conflict->status.acceptances) {
        if (one.state == sod::AcceptanceState::Counts || one.state == sod::AcceptanceState::Waiting)
            dialog.addWords(tr("It takes the place of the acceptance until %1 (%2), which stays in the history.").arg(day(one.row.until), acceptanceWord(one.state)));
    }
    auto* until = new DayEdit(session().today().plus(kQuarterDays));
    dialog.form().addField(tr("Accepted until"), until, tr("%1 at the latest, so that somebody asks again.").arg(day(state_.picture->limits.longestAcceptance(session().today()))));
    dialog.askReason();
    dialog.setCheck([&]() -> QString {
        const Status allowed = sod::allowedAcceptance(until->day(), session().today(), state_.picture->limits);
        return allowed ? QString() : errorLine(allowed.error());
    });
    if (!dialog.ask())
        return;
    act(tr("Accept the risk"),
        [period = *session().period(), fingerprint = row.fingerprint.hex(), day = until->day(), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return acceptConflict(workspace, period, fingerprint, day, reason); },
        [this, second = sod::needsSecondWord(row.severity)](const Status&) {
            Q_EMIT said(second ? tr("The acceptance is recorded; it counts once another person has approved it.") : tr("The acceptance is recorded."));
        });
}

QString SodPage::whyNotJudge(bool approve) const
{
    if (QString why = whyNotWrite(Permission::DisposeMatter); !why.isEmpty())
        return why;
    const SodConflictPicture* conflict = chosen();
    if (conflict == nullptr)
        return tr("Select a conflict in the list first.");
    const AcceptanceStatus* waiting = conflict->status.waiting();
    if (waiting == nullptr)
        return tr("No acceptance of this conflict waits for a second person.");
    if (waiting->row.decidedBy == session().actor().person)
        return tr("You accepted the risk yourself; a second person approves or declines it.");
    if (!state_.self.empty() && conflict->status.person() == state_.self)
        return tr("Nobody accepts the risk of their own conflict; somebody else must.");
    if (approve && waiting->row.until < session().today())
        return tr("Its last day has passed meanwhile; decline it, or have it accepted anew.");
    return {};
}

void SodPage::judgeAccepted(bool approve)
{
    const SodConflictPicture* conflict = chosen();
    if (conflict == nullptr || conflict->status.waiting() == nullptr)
        return;
    const ConflictRow& row = conflict->status.row;
    const SodDecisionRow& accepted = conflict->status.waiting()->row;
    const QString title = approve ? tr("Approve the acceptance of %1 of %2").arg(plain(row.rule), plain(conflict->name))
                                  : tr("Decline the acceptance of %1 of %2").arg(plain(row.rule), plain(conflict->name));
    const auto answer = askToAct(this,
        {title, approve ? tr("Approve") : tr("Decline"),
            {plain(row.risk), tr("Accepted until %1: %2").arg(day(accepted.until), plain(accepted.note)),
                approve ? tr("From your word on the acceptance counts.") : tr("The conflict stays open; the acceptance stays in the history.")},
            {}, false, {}, true});
    if (!answer)
        return;
    act(title,
        [period = *session().period(), fingerprint = row.fingerprint.hex(), approve, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return judgeAcceptance(workspace, period, fingerprint, approve, reason);
        },
        [this, approve](const Status&) { Q_EMIT said(approve ? tr("Approved: the acceptance counts.") : tr("Declined: the conflict is open.")); });
}

void SodPage::raiseConflict()
{
    const SodConflictPicture* conflict = chosen();
    if (conflict == nullptr)
        return;
    const ConflictRow& row = conflict->status.row;
    RaiseFrom from;
    from.page = this;
    from.session = &session();
    from.source.source = controls::DeficiencySource::Conflict;
    from.source.code = row.fingerprint.hex();
    from.about = tr("%1: %2, %3").arg(plain(row.rule), plain(row.risk), plain(row.subject));
    if (conflict->status.mitigation)
        from.control = plain(conflict->status.mitigation->control);
    from.raised = [this](const QString& id) { Q_EMIT navigate({QStringLiteral("deficiencies"), id}); };
    from.failed = [this](const Error& error) { complain(error); };
    raiseAsDeficiency(from);
}

} // namespace oxseal::ui
