// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/title_row.h"

#include "ui/common/parts.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>

namespace oxseal::ui {

TitleRow::TitleRow(QWidget* parent)
    : QWidget(parent)
    , columns_(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , crumbs_(new QHBoxLayout)
    , title_(label({}, role::kPageTitle))
    , actions_(new QHBoxLayout)
{
    columns_->setContentsMargins(0, 0, 0, 0);
    columns_->setSpacing(kGap);
    auto* words = new QVBoxLayout;
    words->setSpacing(kGap4);
    crumbs_->setSpacing(kGap4);
    title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    words->addLayout(crumbs_);
    words->addWidget(title_);
    columns_->addLayout(words, 1);
    actions_->setSpacing(kGap);
    columns_->addLayout(actions_);
    columns_->setAlignment(actions_, Qt::AlignTop | Qt::AlignLeft);
}

QString TitleRow::title() const { return title_->text(); }

bool TitleRow::takeParents(const std::vector<std::pair<QString, QString>>& parents)
{
    if (parents == parents_)
        return false;
    parents_ = parents;
    return true;
}

void TitleRow::setTitle(const QString& title)
{
    title_->setText(title);
    fit();
}

bool TitleRow::event(QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::event(event);
}

void TitleRow::fit()
{
    const int buttons = actions_->sizeHint().width();
    const bool beside = title_->sizeHint().width() + (buttons > 0 ? columns_->spacing() + buttons : 0) <= width();
    const auto direction = beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (columns_->direction() != direction)
        columns_->setDirection(direction);
}

} // namespace oxseal::ui
