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
    QGridLayout* grid = gridCard(outer, title, 1);
    for (const CardLine& line : lines) {
        const int row = grid->rowCount();
        auto* name = label(plain(line.question), answers ? role::kStrong : role::kSecondary, true);
        name->setFixedWidth(kQuestionWidth);
        grid->addWidget(name, row, 0, Qt::AlignTop);
        auto* value = label(plain(line.answer, true), {}, answers);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(value, row, 1, Qt::AlignTop);
    }
}

} // namespace

ModelCardView::ModelCardView(QWidget* parent)
    : QWidget(parent)
    , layout_(new QVBoxLayout(this))
{
    layout_->setContentsMargins(0, 0, 0, 0);
}

void ModelCardView::set(const ModelEntry& entry)
{
    // A card is built whole before it is seen: what is put piecemeal into a visible area may stay hidden when the next comes at once.
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, kGap, 0);
    column->setSpacing(kGap12);
    if (!entry.missing.empty()) {
        QVBoxLayout* lines = nullptr;
        QFrame* frame = card(lines);
        lines->addWidget(label(tr("Not settled"), role::kSectionTitle));
        for (const std::string& each : entry.missing)
            lines->addWidget(label(QStringLiteral("• ") + plain(each), {}, true));
        column->addWidget(frame);
    }
    addLines(column, plain(entry.title), entry.card, true);
    addLines(column, tr("Newest scorecard"), entry.figures, false);
    column->addStretch(1);
    delete shown_;
    shown_ = scrolled(content);
    layout_->addWidget(shown_);
    shown_->show();
}

} // namespace oxseal::ui
