// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/first_steps.h"

#include "ui/common/parts.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kChipColumn = 72;

} // namespace

FirstSteps::FirstSteps(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(role::kBanner);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kGap12, kMargin, kGap12);
    layout->setSpacing(kGap12);
    auto* head = new QHBoxLayout;
    head->addWidget(label(tr("First steps"), role::kSectionTitle));
    head->addStretch(1);
    count_ = label({}, role::kSecondary);
    head->addWidget(count_);
    layout->addLayout(head);
    lines_ = new QVBoxLayout;
    lines_->setSpacing(kGap12);
    layout->addLayout(lines_);
}

void FirstSteps::show(const std::vector<Step>& steps)
{
    clearLayout(lines_);
    const auto done = std::count_if(steps.begin(), steps.end(), [](const Step& step) { return step.done; });
    count_->setText(tr("%1 of %2 done").arg(done).arg(steps.size()));
    for (const Step& step : steps) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kGap12);
        auto* place = new QWidget;
        place->setFixedWidth(kChipColumn);
        auto* left = new QHBoxLayout(place);
        left->setContentsMargins(0, 0, 0, 0);
        left->addWidget(new Chip(step.done ? Mark::Good : Mark::Medium, step.done ? tr("Done") : tr("Open")), 0, Qt::AlignTop | Qt::AlignLeft);
        row->addWidget(place, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(label(step.title, role::kStrong, true));
        words->addWidget(label(step.words, role::kSecondary, true));
        if (!step.done && !step.command.whyNot.isEmpty())
            words->addWidget(label(step.command.whyNot, role::kCaption, true));
        row->addLayout(words, 1);
        if (!step.done)
            row->addWidget(new CommandButton(step.command), 0, Qt::AlignTop);
        lines_->addWidget(line);
    }
}

} // namespace oxseal::ui
