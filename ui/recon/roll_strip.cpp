// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/roll_strip.h"

#include "ui/common/parts.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace oxseal::ui {

RollStrip::RollStrip(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(role::kCard);
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(kGap12, kGap, kGap12, kGap);
    row_->setSpacing(kGap12);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void RollStrip::set(const std::vector<Figure>& figures)
{
    clearLayout(row_);
    for (const Figure& figure : figures) {
        auto* column = new QVBoxLayout;
        column->setSpacing(kGap4);
        auto* caption = label(figure.caption, role::kCaption);
        auto* amount = label(figure.amount, figure.wrong ? role::kProblem : figure.strong ? role::kStrong : QString());
        for (QLabel* each : {caption, amount}) {
            each->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            column->addWidget(each);
        }
        amount->setAccessibleName(figure.caption);
        amount->setTextInteractionFlags(Qt::TextSelectableByMouse);
        row_->addLayout(column, 1);
    }
}

} // namespace oxseal::ui
