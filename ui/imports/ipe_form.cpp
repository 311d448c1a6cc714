// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/ipe_form.h"

#include "models/core/money.h"
#include "ui/common/day_field.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace oxseal::ui {

QString ipeStateWord(controls::IpeState state)
{
    using controls::IpeState;
    switch (state) {
    case IpeState::NoCard: return QObject::tr("No card");
    case IpeState::NotCounted: return QObject::tr("Not counted");
    case IpeState::Matches: return QObject::tr("Matches the source");
    case IpeState::Mismatch: return QObject::tr("Differs");
    case IpeState::Explained: return QObject::tr("Explained, not confirmed");
    case IpeState::Confirmed: return QObject::tr("Confirmed");
    case IpeState::Rejected: return QObject::tr("Not relied on");
    }
    return {};
}

QString reportTypeWord(controls::ReportType type)
{
    using controls::ReportType;
    switch (type) {
    case ReportType::Standard: return QObject::tr("Standard report");
    case ReportType::Custom: return QObject::tr("Custom report");
    case ReportType::AdHoc: return QObject::tr("Ad hoc query");
    }
    return {};
}

IpeForm::IpeForm(QWidget* parent)
    : QWidget(parent)
    , form_(new Form)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(form_);
    rows_ = line(tr("Rows at the source"), tr("Counted in the system before the export."));
    total_ = line(tr("Control total at the source"), tr("A decimal number; compared with the sum of the column below."));
    totalColumn_ = line(tr("Column of the control total"), tr("Empty: the amount of the file."));
    system_ = line(tr("Source system"));
    report_ = line(tr("Report name"));
    type_ = new QComboBox;
    for (const auto type : {controls::ReportType::Standard, controls::ReportType::Custom, controls::ReportType::AdHoc})
        type_->addItem(reportTypeWord(type), static_cast<int>(type));
    form_->addField(tr("Report type"), type_);
    query_ = line(tr("Query, parameters or filter"));
    runBy_ = line(tr("Run by"));
    runAt_ = line(tr("Run at"), tr("As the system shows it, for example 2026-10-01 08:12 UTC."));
    logicChanged_ = new DayField;
    form_->addField(tr("Report logic last changed"), logicChanged_);
    baseline_ = new DayField;
    form_->addField(tr("Baseline test on"), baseline_);
    baselineBy_ = line(tr("Baseline test by"));
    auto* picture = new QWidget;
    auto* row = new QHBoxLayout(picture);
    row->setContentsMargins(0, 0, 0, 0);
    screenshot_ = new QLineEdit;
    screenshot_->setAccessibleName(tr("Screenshot or system log"));
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose a screenshot or system log"));
    row->addWidget(screenshot_, 1);
    row->addWidget(choose);
    form_->addField(tr("Screenshot or system log"), picture);
    connect(choose, &QPushButton::clicked, this, &IpeForm::chooseScreenshot);
    connect(type_, &QComboBox::currentIndexChanged, this, &IpeForm::edited);
    for (QLineEdit* edit : {static_cast<QLineEdit*>(logicChanged_), static_cast<QLineEdit*>(baseline_), screenshot_})
        connect(edit, &QLineEdit::textChanged, this, &IpeForm::edited);
    connect(system_, &QLineEdit::textEdited, this, [this] { systemTyped_ = true; });
}

QLineEdit* IpeForm::line(const QString& caption, const QString& hint)
{
    auto* edit = new QLineEdit;
    form_->addField(caption, edit, hint);
    connect(edit, &QLineEdit::textChanged, this, &IpeForm::edited);
    return edit;
}

void IpeForm::chooseScreenshot()
{
    const QString file = askFileToOpen(this, tr("Screenshot or system log"), tr("All files (*)"));
    if (!file.isEmpty())
        screenshot_->setText(file);
}

void IpeForm::clear()
{
    for (QLineEdit* edit : findChildren<QLineEdit*>())
        edit->clear();
    type_->setCurrentIndex(0);
    systemTyped_ = false;
}

void IpeForm::suggest(const controls::IpeCard& card)
{
    const auto fill = [](QLineEdit* edit, const std::string& text) {
        if (edit->text().isEmpty())
            edit->setText(plain(text));
    };
    fill(report_, card.report);
    fill(query_, card.query);
    fill(baselineBy_, card.baselineBy);
    fill(totalColumn_, card.totalColumn);
    type_->setCurrentIndex(type_->findData(static_cast<int>(card.type)));
    if (logicChanged_->text().isEmpty())
        logicChanged_->setDay(card.logicChanged);
    if (baseline_->text().isEmpty())
        baseline_->setDay(card.baselineTested);
}

void IpeForm::setSystem(const QString& system)
{
    if (!systemTyped_)
        system_->setText(system);
}

void IpeForm::setCard(const controls::IpeCard& card, int moneyDigits)
{
    suggest(card);
    system_->setText(plain(card.system));
    runBy_->setText(plain(card.runBy));
    runAt_->setText(plain(card.runAt));
    if (card.sourceRows)
        rows_->setText(QString::number(*card.sourceRows));
    if (card.sourceTotal)
        total_->setText(QString::fromStdString(formatMinor(*card.sourceTotal, moneyDigits)));
}

bool IpeForm::empty() const
{
    for (const QLineEdit* edit : {report_, query_, runBy_, runAt_, rows_, total_, baselineBy_, screenshot_}) {
        if (!edit->text().trimmed().isEmpty())
            return false;
    }
    return logicChanged_->text().isEmpty() && baseline_->text().isEmpty();
}

std::optional<IpeInput> IpeForm::input() const
{
    if (empty())
        return std::nullopt;
    const auto text = [](const QLineEdit* edit) { return edit->text().trimmed().toStdString(); };
    IpeInput input;
    input.card.system = text(system_);
    input.card.report = text(report_);
    input.card.type = static_cast<controls::ReportType>(type_->currentData().toInt());
    input.card.logicChanged = logicChanged_->day();
    input.card.baselineTested = baseline_->day();
    input.card.baselineBy = text(baselineBy_);
    input.card.query = text(query_);
    input.card.runBy = text(runBy_);
    input.card.runAt = text(runAt_);
    if (!rows_->text().trimmed().isEmpty())
        input.card.sourceRows = rows_->text().remove(QLatin1Char(',')).trimmed().toLongLong();
    input.card.totalColumn = text(totalColumn_);
    input.sourceTotal = text(total_);
    input.screenshot = text(screenshot_);
    return input;
}

QString IpeForm::problem() const
{
    bool number = true;
    if (!rows_->text().trimmed().isEmpty())
        number = rows_->text().remove(QLatin1Char(',')).trimmed().toLongLong(&number) >= 0 && number;
    if (!number)
        return tr("Write the rows at the source as a whole number.");
    if (!logicChanged_->valid() || !baseline_->valid())
        return tr("Write the days of the card as 2026-09-30.");
    return {};
}

} // namespace oxseal::ui
