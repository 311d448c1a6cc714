// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/stage_plan_field.h"

#include "ui/access/review_words.h"
#include "ui/access/stage_words.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kDaysToFirst = 10;
constexpr int kDaysBetween = 5;
constexpr int kDueWidth = 136; ///< a whole day beside its arrow

} // namespace

StagePlanField::StagePlanField(const std::vector<Person>& people, Day today, QWidget* parent)
    : QWidget(parent)
    , today_(today)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    shape_ = new ChoiceBox({{QStringLiteral("reviewer"), tr("One: the reviewer")}, {QStringLiteral("manager,system_owner"), tr("Two: manager, then system owner")},
        {QStringLiteral("manager,second_reviewer"), tr("Two: manager, then a second reviewer for privileged lines")},
        {QStringLiteral("manager,system_owner,second_reviewer"), tr("Three: manager, system owner, second reviewer for privileged lines")}});
    shape_->setObjectName(QStringLiteral("stages.shape"));
    setFocusProxy(shape_);
    column->addWidget(shape_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGap4);
    grid->setColumnStretch(4, 1);
    column->addLayout(grid);
    for (int at = 0; at < static_cast<int>(access::kMostStages); ++at) {
        Row row;
        row.name = label({}, role::kCaption);
        row.quorum = new ChoiceBox({{QStringLiteral("first"), tr("closed by the first decision")}, {QStringLiteral("all"), tr("closed when all have decided")}});
        row.dated = new QCheckBox(tr("Due"));
        row.due = new DayEdit(today.plus(kDaysToFirst + at * kDaysBetween));
        row.due->setMinimumWidth(kDueWidth);
        row.late = new ChoiceBox({{QString(), tr("when late, the campaign owner sees it")}, {QStringLiteral("tell"), tr("when late, tell")},
            {QStringLiteral("take_over"), tr("when late, taken over by")}});
        row.person = new QComboBox;
        for (const Person& person : people)
            row.person->addItem(plain(person.name), QString::fromStdString(person.login));
        const QString stage = tr("Stage %1").arg(at + 1);
        const QString id = QStringLiteral("stage%1.").arg(at + 1);
        const auto place = [&](QWidget* widget, int where, const QString& what, const char* part) {
            widget->setObjectName(id + QLatin1String(part));
            widget->setAccessibleName(QStringLiteral("%1: %2").arg(stage, what));
            grid->addWidget(widget, at * 2 + where / 4, where % 4 + 1);
        };
        grid->addWidget(row.name, at * 2, 0, Qt::AlignVCenter);
        place(row.quorum, 0, tr("closed by"), "quorum");
        place(row.dated, 1, tr("has a due day"), "dated");
        place(row.due, 2, tr("due day"), "due");
        place(row.late, 4, tr("when late"), "late");
        grid->addWidget(row.person, at * 2 + 1, 2, 1, 2);
        row.person->setObjectName(id + QStringLiteral("person"));
        row.person->setAccessibleName(tr("%1: who is told or takes over").arg(stage));
        connect(row.dated, &QCheckBox::toggled, this, &StagePlanField::show);
        connect(row.late, &QComboBox::currentIndexChanged, this, &StagePlanField::show);
        rows_.push_back(row);
    }
    connect(shape_, &QComboBox::currentIndexChanged, this, &StagePlanField::show);
    show();
}

std::vector<access::StageKind> StagePlanField::kinds() const
{
    std::vector<access::StageKind> kinds;
    for (const QString& name : shape_->value().split(QLatin1Char(',')))
        kinds.push_back(access::stageKindFromName(name.toStdString()).value_or(access::StageKind::Reviewer));
    return kinds;
}

void StagePlanField::show()
{
    const auto chosen = kinds();
    for (std::size_t at = 0; at < rows_.size(); ++at) {
        Row& row = rows_[at];
        const bool used = at < chosen.size();
        for (QWidget* widget : {static_cast<QWidget*>(row.name), static_cast<QWidget*>(row.quorum), static_cast<QWidget*>(row.dated),
                 static_cast<QWidget*>(row.due), static_cast<QWidget*>(row.late), static_cast<QWidget*>(row.person)})
            widget->setVisible(used);
        if (!used)
            continue;
        row.name->setText(stageKindWord(chosen[at]));
        const bool dated = row.dated->isChecked();
        row.due->setEnabled(dated);
        row.due->setToolTip(dated ? QString() : tr("Tick \"Due\" first."));
        row.late->setVisible(dated);
        row.person->setVisible(dated && !row.late->value().isEmpty());
    }
}

std::vector<access::Stage> StagePlanField::stages() const
{
    const auto chosen = kinds();
    std::vector<access::Stage> stages;
    for (std::size_t at = 0; at < chosen.size(); ++at) {
        const Row& row = rows_[at];
        access::Stage stage;
        stage.kind = chosen[at];
        if (stage.kind == access::StageKind::SecondReviewer)
            stage.lines = access::StageLines::Privileged;
        stage.quorum = access::quorumFromName(row.quorum->value().toStdString()).value_or(access::Quorum::First);
        if (row.dated->isChecked()) {
            stage.due = row.due->day();
            if (!row.late->value().isEmpty()) {
                stage.escalateTo = row.person->currentData().toString().toStdString();
                stage.escalation = access::escalationFromName(row.late->value().toStdString()).value_or(access::Escalation::Tell);
            }
        }
        stages.push_back(std::move(stage));
    }
    return stages;
}

QString StagePlanField::problem() const
{
    const Status allowed = access::allowedStages(stages(), today_);
    return allowed ? QString() : errorLine(allowed.error());
}

} // namespace oxseal::ui
