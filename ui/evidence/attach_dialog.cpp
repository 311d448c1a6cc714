// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/attach_dialog.h"

#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QCheckBox>
#include <QCompleter>
#include <QFileInfo>

namespace oxseal::ui {
namespace {

/// The day evidence most likely speaks of: today within the period, else its last day.
Day likelyDay(const AttachStart& start) { return start.period.contains(start.today) ? start.today : start.period.last; }

ChoiceBox* subjectBox(const AttachStart& start)
{
    ChoiceBox::Choices choices;
    for (const EvidenceSubject& one : start.subjects)
        choices.emplace_back(QString::fromStdString(one.subject), subjectWords(one.subject) + QStringLiteral(" · ") + plain(one.words));
    auto* box = new ChoiceBox(choices, start.subject);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(24);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    return box;
}

} // namespace

QString subjectWords(const std::string& subject)
{
    const auto colon = subject.find(':');
    const std::string kind = subject.substr(0, colon);
    const QString object = colon == std::string::npos ? QString() : plain(subject.substr(colon + 1));
    if (kind == "control")
        return QObject::tr("Control %1").arg(object);
    if (kind == "checklist")
        return QObject::tr("Checklist %1").arg(object);
    if (kind == "review")
        return QObject::tr("Access review %1").arg(object);
    if (kind == "reconciliation")
        return QObject::tr("Reconciliation %1").arg(object);
    return kind == "matter" ? QObject::tr("Open matter %1").arg(object.left(12)) : plain(subject);
}

QString subjectLink(const std::string& subject)
{
    const auto colon = subject.find(':');
    if (colon == std::string::npos)
        return {};
    const std::string kind = subject.substr(0, colon);
    const QString object = QString::fromStdString(subject.substr(colon + 1));
    if (kind == "control" || kind == "checklist")
        return QStringLiteral("controls:") + object;
    if (kind == "review")
        return QStringLiteral("access:") + object;
    return kind == "reconciliation" ? QStringLiteral("recon:") + object : QString();
}

std::pair<Mark, QString> fitWord(controls::PeriodFit fit)
{
    switch (fit) {
    case controls::PeriodFit::Fits: return {Mark::Good, QObject::tr("Fits the period")};
    case controls::PeriodFit::Late: return {Mark::High, QObject::tr("Late")};
    case controls::PeriodFit::BeforePeriod: return {Mark::Critical, QObject::tr("Before the period")};
    case controls::PeriodFit::AfterPeriod: break;
    }
    return {Mark::Critical, QObject::tr("After the period")};
}

std::optional<AttachAnswer> askToAttach(QWidget* parent, const AttachStart& start)
{
    FormDialog dialog(parent, QObject::tr("Attach evidence"), QObject::tr("Attach"));
    dialog.addWords(QObject::tr("The bytes are kept as they are, encrypted, under their SHA-256; nothing can be changed afterwards."), true);
    auto* file = new FileField(QObject::tr("Choose the evidence"));
    file->setPath(start.file);
    ChoiceBox* subject = subjectBox(start);
    auto* effective = new DayEdit(likelyDay(start));
    auto* received = new DayEdit(start.today);
    auto* attested = new DayEdit(start.today);
    auto* isAttested = new QCheckBox(QObject::tr("Somebody stood up for it on"));
    attested->setEnabled(false);
    attested->setAccessibleName(QObject::tr("Attested on"));
    QObject::connect(isAttested, &QCheckBox::toggled, attested, &QWidget::setEnabled);
    ChoiceBox::Choices entities{{QString(), QObject::tr("The group")}};
    for (const Entity& entity : start.entities)
        entities.emplace_back(QString::number(entity.id.value), plain(entity.code) + QLatin1Char(' ') + plain(entity.name));
    auto* entity = new ChoiceBox(entities);
    Form& form = dialog.form();
    form.addField(QObject::tr("File"), file);
    form.addField(QObject::tr("Supports"), subject, QObject::tr("Type to search controls, questions, reviews and reconciliations."));
    form.addField(QObject::tr("Speaks of"), effective, QObject::tr("The day it is about; it must lie in %1 (%2 to %3).")
        .arg(plain(start.period.name()), day(start.period.first), day(start.period.last)));
    form.addField(QObject::tr("Received"), received);
    form.addWidget(isAttested);
    form.addWidget(attested);
    form.addField(QObject::tr("Entity"), entity);
    dialog.askReason();
    const auto datesOf = [=] {
        controls::EvidenceDates dates{effective->day(), received->day(), {}};
        if (isAttested->isChecked())
            dates.attested = attested->day();
        return dates;
    };
    dialog.setCheck([=, &start, &form] {
        if (file->path().isEmpty())
            return QObject::tr("Choose a file first.");
        if (const QString wrong = file->problem(); !wrong.isEmpty())
            return wrong;
        if (subject->findText(subject->currentText()) < 0)
            return QObject::tr("Choose what it supports from the list.");
        if (!controls::plausible(datesOf()))
            return QObject::tr("It cannot speak of a later day than it was received, nor be attested before.");
        // Allowed, but it will not count: the person should know before the record says so.
        form.setProblem(effective, start.period.contains(effective->day()) ? QString() : QObject::tr("Outside the period: it will not count for it."));
        return QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    AttachAnswer answer;
    answer.file = file->path();
    answer.input.subject = subject->itemData(subject->findText(subject->currentText())).toString().toStdString();
    answer.input.name = QFileInfo(answer.file).fileName().toStdString();
    answer.input.entity = EntityId(entity->value().toLongLong());
    answer.input.dates = datesOf();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

} // namespace oxseal::ui
