// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page of controls.
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/controls/control_words.h"
#include "ui/controls/controls_page.h"
#include "ui/controls/deficiency_dialogs.h"
#include "ui/evidence/attach_dialog.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSpinBox>

#include <optional>

namespace oxseal::ui {
namespace {

ChoiceBox* entityBox(const std::vector<Entity>& entities)
{
    ChoiceBox::Choices choices{{QStringLiteral("0"), QObject::tr("The group")}};
    for (const Entity& entity : entities)
        choices.emplace_back(QString::number(entity.id.value), plain(entity.code) + QLatin1Char(' ') + plain(entity.name));
    return new ChoiceBox(choices);
}

EntityId entityOf(const ChoiceBox* box) { return EntityId(box->value().toLongLong()); }

Day startDay(const Period& period, Day today) { return period.contains(today) ? today : period.last; }

/// While a dialog is open the page may read anew: what it is about is kept apart.
template <class T>
std::optional<T> copied(const T* found)
{
    return found == nullptr ? std::nullopt : std::optional<T>(*found);
}

QString headOf(const controls::Control& control) { return plain(control.code) + QLatin1Char(' ') + plain(control.description); }

} // namespace

void ControlsPage::loadSet()
{
    ActQuestion question;
    question.title = tr("Load the default set");
    question.verb = tr("Load");
    question.binds = {tr("88 controls and the checklist of 24 questions. It can be loaded once; keys, owners and scope are yours to change.")};
    question.suggestedReason = tr("Set-up of the register");
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return loadDefaultControls(workspace, reason); },
        [this](Result<int> number) { Q_EMIT said(tr("%1 loaded.").arg(counted(*number, tr("control"), tr("controls")))); });
}

void ControlsPage::answer(controls::Answer value)
{
    const std::optional<ChecklistStatus> question = copied(item());
    if (!question)
        return;
    if (const QString why = whyNotWrite(Permission::RecordControl); !why.isEmpty()) {
        Q_EMIT said(why);
        return;
    }
    FormDialog dialog(this, tr("Answer %1: %2").arg(plain(question->facts.item.code), answerWord(value)), tr("Answer"));
    dialog.addWords(plain(question->facts.item.question));
    if (value == controls::Answer::Yes && question->evidence.empty())
        dialog.addWords(tr("A yes counts only with evidence of the period; none is attached yet."), true);
    QLineEdit* because = nullptr;
    if (value != controls::Answer::Yes) {
        because = new QLineEdit(QString::fromStdString(question->facts.because));
        dialog.form().addField(tr("Because"), because, tr("Stands beside the answer in the packet."));
        dialog.setCheck([because] { return because->text().trimmed().isEmpty() ? QObject::tr("Say why first.") : QString(); });
    }
    dialog.askReason(tr("Checklist of %1").arg(plain(session().period()->period.name())));
    if (!dialog.ask())
        return;
    const std::string words = because != nullptr ? because->text().trimmed().toStdString() : std::string();
    act(
        tr("Answering %1").arg(plain(question->facts.item.code)),
        [period = *session().period(), code = question->facts.item.code, value, words, reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return answerChecklist(workspace, period, code, value, words, reason); },
        [](const Status&) {});
}

QString ControlsPage::whyNotRaise() const
{
    if (const QString why = whyNotWrite(Permission::RecordDeficiency); !why.isEmpty())
        return why;
    if (item() != nullptr)
        return {};
    if (control() == nullptr)
        return tr("Choose a question or a control first.");
    return control()->tests.empty() ? tr("Nobody has tested this control in the period; raise it by hand under Deficiencies.") : QString();
}

void ControlsPage::raiseChosen()
{
    RaiseFrom from;
    from.page = this;
    from.session = &session();
    if (const ChecklistStatus* question = item()) {
        from.source.source = controls::DeficiencySource::Checklist;
        from.source.code = question->facts.item.code;
        from.about = tr("Question %1: %2").arg(plain(question->facts.item.code), plain(question->facts.item.question));
    } else if (const ControlStatus* chosen = control()) {
        from.source.source = controls::DeficiencySource::Test;
        from.source.code = chosen->row.control.code;
        from.control = plain(chosen->row.control.code);
        from.about = tr("Test of %1").arg(headOf(chosen->row.control));
    } else {
        return;
    }
    from.raised = [this](const QString& id) { Q_EMIT navigate({QStringLiteral("deficiencies"), id}); };
    from.failed = [this](const Error& error) { complain(error); };
    raiseAsDeficiency(from);
}

void ControlsPage::recordPerformance()
{
    const std::optional<ControlStatus> chosen = copied(control());
    if (!chosen)
        return;
    if (const QString why = whyNotWrite(Permission::RecordControl); !why.isEmpty()) {
        Q_EMIT said(why);
        return;
    }
    const Period period = session().period()->period;
    const Day today = session().today();
    FormDialog dialog(this, tr("Record performance"), tr("Record"));
    dialog.addWords(headOf(chosen->row.control));
    auto* on = new DayEdit(startDay(period, today));
    ChoiceBox* entity = entityBox(session().entities());
    auto* exception = new QCheckBox(tr("It showed an exception"));
    auto* note = new QLineEdit;
    dialog.form().addField(tr("Performed on"), on, tr("Not before the period, not in the future. You are recorded as the performer."));
    dialog.form().addField(tr("Entity"), entity);
    dialog.form().addWidget(exception);
    dialog.form().addField(tr("Note"), note);
    dialog.askReason(tr("Performed for %1").arg(plain(period.name())));
    dialog.setCheck([=] {
        if (on->day() < period.first || on->day() > today)
            return QObject::tr("The day lies before the period or in the future.");
        return exception->isChecked() && note->text().trimmed().isEmpty() ? QObject::tr("Say what the exception was.") : QString();
    });
    if (!dialog.ask())
        return;
    const PerformanceInput input{chosen->row.control.code, entityOf(entity), on->day(), exception->isChecked(), note->text().trimmed().toStdString()};
    act(
        tr("Recording %1").arg(plain(chosen->row.control.code)),
        [row = *session().period(), input, reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) {
            return oxseal::recordPerformance(workspace, row, input, reason);
        },
        [](const Result<std::int64_t>&) {});
}

void ControlsPage::recordTest()
{
    const std::optional<ControlStatus> chosen = copied(control());
    if (!chosen)
        return;
    FormDialog dialog(this, tr("Record a test"), tr("Record"));
    dialog.addWords(headOf(chosen->row.control));
    dialog.addWords(tr("Test: %1").arg(plain(chosen->row.control.test)), true);
    auto* kind = new ChoiceBox({{QStringLiteral("operating"), tr("It operated")}, {QStringLiteral("design"), tr("Its design fits")}});
    auto* outcome = new ChoiceBox({{QStringLiteral("pass"), tr("Passed")}, {QStringLiteral("fail"), tr("Failed")}});
    auto* on = new DayEdit(session().today());
    auto* sample = new QSpinBox;
    sample->setRange(1, 100000);
    auto* exceptions = new QSpinBox;
    exceptions->setRange(0, 100000);
    ChoiceBox* entity = entityBox(session().entities());
    auto* note = new QLineEdit;
    Form& form = dialog.form();
    form.addField(tr("What was tested"), kind);
    form.addField(tr("Outcome"), outcome);
    form.addField(tr("Tested on"), on);
    form.addField(tr("Items looked at"), sample);
    form.addField(tr("Exceptions among them"), exceptions);
    form.addField(tr("Entity"), entity);
    form.addField(tr("Note"), note);
    dialog.askReason(tr("Test for %1").arg(plain(session().period()->period.name())));
    dialog.setCheck([=] {
        if (exceptions->value() > sample->value())
            return QObject::tr("There cannot be more exceptions than items.");
        return outcome->value() == QStringLiteral("pass") && exceptions->value() > 0
            ? QObject::tr("A test with exceptions has not passed.")
            : QString();
    });
    if (!dialog.ask())
        return;
    TestInput input;
    input.control = chosen->row.control.code;
    input.entity = entityOf(entity);
    input.kind = controls::testKindFromName(kind->value().toStdString()).value_or(controls::TestKind::Operating);
    input.outcome = controls::testOutcomeFromName(outcome->value().toStdString()).value_or(controls::TestOutcome::Fail);
    input.testedOn = on->day();
    input.sample = sample->value();
    input.exceptions = exceptions->value();
    input.note = note->text().trimmed().toStdString();
    act(
        tr("Recording a test of %1").arg(plain(input.control)),
        [row = *session().period(), input, reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) {
            return oxseal::recordTest(workspace, row, input, reason);
        },
        [](const Result<std::int64_t>&) {});
}

void ControlsPage::setOwner()
{
    const std::optional<ControlStatus> chosen = copied(control());
    if (!chosen)
        return;
    FormDialog dialog(this, tr("Set the owner of %1").arg(plain(chosen->row.control.code)), tr("Set"));
    ChoiceBox::Choices choices;
    for (const auto& [login, id] : content_.logins) {
        const auto name = content_.people.find(id);
        choices.emplace_back(QString::number(id), QStringLiteral("%1 (%2)").arg(name == content_.people.end() ? QString() : plain(name->second), plain(login)));
    }
    auto* owner = new ChoiceBox(choices, QString::number(chosen->row.owner.value));
    dialog.form().addField(tr("Owner"), owner, tr("The owner cannot test the control."));
    dialog.askReason();
    if (!dialog.ask())
        return;
    act(
        tr("Setting the owner"),
        [code = chosen->row.control.code, person = PersonId(owner->value().toLongLong()), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return setControlOwner(workspace, code, person, reason); },
        [](const Status&) {});
}

void ControlsPage::switchKey()
{
    const std::optional<ControlStatus> chosen = copied(control());
    if (!chosen)
        return;
    const bool key = !chosen->row.control.key;
    ActQuestion question;
    question.title = key ? tr("Call %1 a key control").arg(plain(chosen->row.control.code)) : tr("Call %1 not a key control").arg(plain(chosen->row.control.code));
    question.verb = key ? tr("Call it key") : tr("Call it not key");
    question.binds = {plain(chosen->row.control.description),
        key ? tr("Key controls are counted on the readiness page until they are tested.") : tr("It is no longer counted among the key controls of the readiness page.")};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [code = chosen->row.control.code, key, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return setControlKey(workspace, code, key, reason);
        },
        [](const Status&) {});
}

void ControlsPage::setScope()
{
    const std::optional<ControlStatus> chosen = copied(control());
    if (!chosen)
        return;
    FormDialog dialog(this, tr("Set the scope of %1").arg(plain(chosen->row.control.code)), tr("Set"));
    dialog.addWords(plain(chosen->row.control.description));
    ChoiceBox* entity = entityBox(session().entities());
    auto* applies = new ChoiceBox({{QStringLiteral("no"), tr("Does not apply")}, {QStringLiteral("yes"), tr("Applies")}});
    auto* because = new QLineEdit;
    dialog.form().addField(tr("Entity"), entity);
    dialog.form().addField(tr("Scope"), applies);
    dialog.form().addField(tr("Because"), because, tr("Needed when it does not apply."));
    dialog.askReason(tr("Scoping"));
    dialog.setCheck([=] {
        return applies->value() == QStringLiteral("no") && because->text().trimmed().isEmpty() ? QObject::tr("Say why it does not apply.") : QString();
    });
    if (!dialog.ask())
        return;
    const controls::Scope scope{entityOf(entity), applies->value() == QStringLiteral("yes"), because->text().trimmed().toStdString()};
    act(
        tr("Setting the scope"),
        [code = chosen->row.control.code, scope, reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) {
            return setControlScope(workspace, code, scope, reason);
        },
        [](const Status&) {});
}

void ControlsPage::attach()
{
    const ChecklistStatus* question = item();
    const ControlStatus* chosen = control();
    AttachStart start{content_.subjects, {}, {}, session().period()->period, session().entities(), session().today()};
    if (question != nullptr)
        start.subject = QStringLiteral("checklist:") + QString::fromStdString(question->facts.item.code);
    else if (chosen != nullptr)
        start.subject = QStringLiteral("control:") + QString::fromStdString(chosen->row.control.code);
    const auto answer = askToAttach(this, start);
    if (!answer)
        return;
    act(
        tr("Attaching %1").arg(plain(answer->input.name)),
        [period = *session().period(), answer = *answer](Workspace& workspace, const Progress&) {
            return attachEvidenceFile(workspace, period, answer.input, answer.file.toStdString(), answer.reason);
        },
        [this](const Result<EvidenceRow>& row) { Q_EMIT said(tr("Attached; SHA-256 %1").arg(QString::fromStdString(row->sha256.hex()))); });
}

} // namespace oxseal::ui
