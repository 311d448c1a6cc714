// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_card_view.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kQuestionWidth = 190;

/// Names at the left, values beside them.
void addLines(QVBoxLayout* outer, const QString& title, const std::vector<CardLine>& lines, bool answers)
{
    if (lines.empty())
        return;
    QVBoxLayout* column = nullptr;
    QFrame* frame = card(column);
    column->addWidget(label(title, role::kSectionTitle));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kMargin);
    grid->setVerticalSpacing(kGap);
    grid->setColumnStretch(1, 1);
    for (const CardLine& line : lines) {
        const int row = grid->rowCount();
        auto* name = label(plain(line.question), answers ? role::kStrong : role::kSecondary, true);
        name->setFixedWidth(kQuestionWidth);
        grid->addWidget(name, row, 0, Qt::AlignTop);
        auto* value = label(plain(line.answer, true), {}, answers);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(value, row, 1, Qt::AlignTop);
    }
    column->addLayout(grid);
    outer->addWidget(frame);
}

} // namespace

ModelCardView::ModelCardView(QWidget* parent)
    : QWidget(parent)
{
    auto* content = new QWidget;
    layout_ = new QVBoxLayout(content);
    layout_->setContentsMargins(0, 0, kGap, 0);
    layout_->setSpacing(kGap12);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolled(content));
}

void ModelCardView::set(const ModelEntry& entry)
{
    clearLayout(layout_);
    if (!entry.missing.empty()) {
        QVBoxLayout* column = nullptr;
        QFrame* frame = card(column);
        column->addWidget(label(tr("Not settled"), role::kSectionTitle));
        for (const std::string& each : entry.missing)
            column->addWidget(label(QStringLiteral("• ") + plain(each), {}, true));
        layout_->addWidget(frame);
    }
    addLines(layout_, plain(entry.title), entry.card, true);
    addLines(layout_, tr("Newest scorecard"), entry.figures, false);
    layout_->addStretch(1);
}

} // namespace oxseal::ui
