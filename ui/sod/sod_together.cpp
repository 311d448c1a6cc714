// SPDX-License-Identifier: GPL-3.0-or-later
// Duties that cannot be separated, in two steps: why not, and the control that makes up for it (B11).
#include "models/access/delegation.h"
#include "models/core/money.h"
#include "storage/documents/compensation_document.h"
#include "storage/documents/duties_document.h"
#include "storage/texts/texts.h"
#include "ui/common/field_row.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/prose_field.h"
#include "ui/common/save_file.h"
#include "ui/common/words.h"
#include "ui/sod/sod_page.h"
#include "ui/sod/sod_words.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kQuarterDays = 92;

/// The names of a list of words with their sentences.
template <class E>
ChoiceBox* wordsBox(std::initializer_list<E> values, const char* prefix, E chosen)
{
    ChoiceBox::Choices choices;
    for (const E value : values)
        choices.emplace_back(QString::fromLatin1(sod::name(value)), capital(sentence((std::string(prefix) + sod::name(value)).c_str())));
    return new ChoiceBox(choices, QString::fromLatin1(sod::name(chosen)));
}

ChoiceBox* causeBox(sod::KeptTogether chosen)
{
    using enum sod::KeptTogether;
    return wordsBox({Headcount, Owner, System, Transition, Other}, "sod.cause.", chosen);
}

ChoiceBox* rhythmBox(sod::ReviewRhythm chosen)
{
    using enum sod::ReviewRhythm;
    return wordsBox({Transaction, Daily, Weekly, Monthly, Quarterly}, "sod.rhythm.", chosen);
}

/// What is typed, or the value that stands behind a listed item.
std::string valueOf(const QComboBox& box)
{
    const int at = box.findText(box.currentText());
    const QString stored = at >= 0 ? box.itemData(at).toString() : QString();
    return (stored.isEmpty() ? box.currentText() : stored).trimmed().toStdString();
}

} // namespace

std::optional<sod::Compensation> SodPage::askWhyTogether(const SodConflictPicture& conflict, sod::Compensation before)
{
    const ConflictRow& row = conflict.status.row;
    FormDialog dialog(this, tr("%1 of %2 cannot be separated · 1 of 2").arg(plain(row.rule), plain(conflict.name)), tr("Next: the control"));
    dialog.addWords(plain(row.risk));
    const auto fix = std::find_if(state_.fixes.begin(), state_.fixes.end(), [&](const SodFix& one) { return one.subject == row.subject; });
    if (fix != state_.fixes.end() && !fix->takings.empty()) {
        QStringList takings;
        for (const SodTaking& taking : fix->takings)
            takings << tr("%1 in %2").arg(plain(taking.access.name), plain(taking.access.system));
        dialog.addWords(tr("Taking away %1 would end it. Say why that cannot be done.").arg(takings.join(tr(" and "))), true);
    }
    auto* cause = causeBox(before.cause);
    auto* explanation = new ProseField(plain(before.explanation, true), 4);
    dialog.form().addField(tr("Why do both duties stay with one person?"), cause);
    dialog.form().addField(tr("In your words"), explanation, tr("What was considered, and until when it is to be so. The memo quotes it."));
    dialog.setCheck([&]() -> QString { return explanation->typed().empty() ? tr("Say why.") : QString(); });
    if (!dialog.ask())
        return {};
    before.cause = sod::keptTogetherFromName(cause->value().toStdString()).value_or(sod::KeptTogether::Other);
    before.explanation = explanation->typed();
    return before;
}

SodPage::ControlAnswer SodPage::askControl(const SodConflictPicture& conflict, ControlAnswer before)
{
    const ConflictRow& row = conflict.status.row;
    FormDialog dialog(this, tr("%1 of %2 cannot be separated · 2 of 2").arg(plain(row.rule), plain(conflict.name)), tr("Record it"));
    if (!row.control.empty())
        dialog.addWords(tr("Typical: %1").arg(plain(row.control)));
    dialog.addWords(tr("Cancel goes back to the reasons."), true);
    auto* control = new QComboBox;
    control->setEditable(true);
    for (const std::string& id : state_.controls)
        control->addItem(plain(id));
    control->setEditText(plain(before.mitigation.control));
    auto* performer = new QComboBox;
    performer->setEditable(true);
    const access::Roster& roster = state_.picture->workers;
    for (const Person& person : state_.people) {
        if (!person.employeeId.empty() && person.state != PersonState::Removed && person.employeeId != conflict.status.person()
            && access::reportsTo(roster, person.employeeId, conflict.status.person()) != Flag::Yes)
            performer->addItem(QStringLiteral("%1 · %2").arg(plain(person.employeeId), plain(person.name)), QString::fromStdString(person.employeeId));
    }
    const int known = performer->findData(QString::fromStdString(before.mitigation.performer));
    performer->setCurrentIndex(known);
    if (known < 0)
        performer->setEditText(plain(before.mitigation.performer));
    auto* population = new QLineEdit(plain(before.compensation.population));
    const auto currency = Currency::fromCode(before.compensation.currency);
    auto* precision = new QLineEdit(before.compensation.precisionMinor == 0 ? QString()
                                                                            : QString::fromStdString(formatMinor(before.compensation.precisionMinor, currency ? currency->digits() : 2)));
    precision->setPlaceholderText(tr("every item"));
    auto* unit = new QLineEdit(plain(before.compensation.currency));
    auto* rhythm = rhythmBox(before.compensation.rhythm);
    auto* evidence = new QLineEdit(plain(before.compensation.evidence));
    auto* expires = new DayEdit(before.mitigation.expires);
    dialog.form().addField(tr("Control"), control, tr("The one that would notice if the two duties were misused."));
    dialog.form().addField(tr("Performed by"), performer, tr("Somebody who is not the person in conflict and does not report to them."));
    dialog.form().addField(tr("Looks through"), population, tr("The whole report or list, e.g. the payment register of the month."));
    dialog.form().addWidget(new FieldRow({{tr("Smallest amount looked at"), precision}, {tr("Currency"), unit}}));
    dialog.form().addWidget(new FieldRow({{tr("How often"), rhythm}, {tr("Counts until (%1 at the latest)").arg(day(state_.picture->limits.longestCompensation(session().today()))), expires}}));
    dialog.form().addField(tr("Evidence kept of each performance"), evidence);
    dialog.askReason(QString::fromStdString(before.reason));
    const auto typed = [&]() -> std::optional<ControlAnswer> {
        ControlAnswer answer = before;
        answer.mitigation = {control->currentText().trimmed().toStdString(), valueOf(*performer), expires->day(), sod::MitigationState::Designed};
        answer.compensation.population = population->text().trimmed().toStdString();
        answer.compensation.currency = unit->text().trimmed().toUpper().toStdString();
        answer.compensation.rhythm = sod::reviewRhythmFromName(rhythm->value().toStdString()).value_or(sod::ReviewRhythm::Monthly);
        answer.compensation.evidence = evidence->text().trimmed().toStdString();
        answer.compensation.precisionMinor = 0;
        if (const QString smallest = precision->text().trimmed(); !smallest.isEmpty()) {
            const auto money = Currency::fromCode(answer.compensation.currency);
            const auto minor = parseMinor(QString(smallest).remove(QLatin1Char(',')).toStdString(), money ? money->digits() : 2);
            if (!minor || !money)
                return std::nullopt;
            answer.compensation.precisionMinor = *minor;
        }
        answer.reason = dialog.reason().toStdString();
        return answer;
    };
    dialog.setCheck([&]() -> QString {
        const auto answer = typed();
        if (!answer)
            return tr("Write the amount as 10000.00 and its currency as USD.");
        const Status allowed = sod::allowedCompensation(answer->mitigation, answer->compensation, conflict.status.person(), roster, session().today(), state_.picture->limits);
        return allowed ? QString() : errorLine(allowed.error());
    });
    const bool finished = dialog.ask();
    ControlAnswer answer = typed().value_or(before);
    answer.finished = finished;
    return answer;
}

void SodPage::keepTogether()
{
    const SodConflictPicture* found = chosen();
    if (found == nullptr)
        return;
    const SodConflictPicture conflict = *found; // a reload behind the dialogs replaces the page's own
    ControlAnswer answer;
    answer.mitigation.expires = session().today().plus(kQuarterDays);
    if (const auto& before = conflict.status.mitigation) {
        answer.mitigation.control = before->control;
        answer.mitigation.performer = before->performer;
        answer.mitigation.expires = std::max(answer.mitigation.expires, before->until);
    }
    if (conflict.status.compensation)
        answer.compensation = *conflict.status.compensation;
    while (!answer.finished) {
        const auto why = askWhyTogether(conflict, answer.compensation);
        if (!why)
            return;
        answer.compensation = *why;
        answer = askControl(conflict, answer);
    }
    act(tr("Record why the duties stay together"),
        [period = *session().period(), fingerprint = conflict.status.row.fingerprint.hex(), answer](Workspace& workspace, const Progress&) {
            return compensateConflict(workspace, period, fingerprint, answer.mitigation, answer.compensation, answer.reason);
        },
        [this](const Status&) { Q_EMIT said(tr("Recorded. The memo can be saved as PDF (Ctrl+K, \"Save the memo\").")); });
}

void SodPage::saveMemo()
{
    const SodConflictPicture* conflict = chosen();
    if (conflict == nullptr || !conflict->status.compensation || !conflict->status.mitigation)
        return;
    const QString file = askFileToSave(this, tr("Save the memo"), tr("%1 of %2.pdf").arg(plain(conflict->status.row.rule), plain(conflict->name)), tr("PDF (*.pdf)"));
    if (file.isEmpty())
        return;
    const auto by = std::find_if(state_.people.begin(), state_.people.end(), [&](const Person& one) { return one.id == conflict->status.mitigation->decidedBy; });
    const bool demo = session().environment().clock.source == ClockSource::Demo;
    savePrepared(
        this, file,
        [picture = state_.picture, conflict = *conflict, name = by == state_.people.end() ? std::string() : by->name, company = state_.company,
            now = session().environment().clock.now(), demo] { return compensationPdf(*picture, conflict, name, company, now, demo); },
        [this, file](const Status& saved) { tellSaved(file, saved); });
}

void SodPage::saveReport()
{
    saveDocument(tr("Save the report"), tr("Segregation of duties %1.pdf").arg(plain(session().period()->period.name())),
        [period = *session().period()](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
            OXSEAL_TRY(const SodPicture picture, sodPicture(workspace, period, frame.created.day()));
            return dutiesDocument(frame, picture);
        });
}

void SodPage::saveAccepted()
{
    saveDocument(tr("Save the memo"), tr("Accepted conflicts %1.pdf").arg(plain(session().period()->period.name())),
        [period = *session().period()](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
            OXSEAL_TRY(const SodPicture picture, sodPicture(workspace, period, frame.created.day()));
            return acceptedConflictsDocument(frame, picture);
        });
}

} // namespace oxseal::ui
