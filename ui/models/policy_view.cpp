// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/policy_view.h"

#include "storage/texts/policy_sentences.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace oxseal::ui {

PolicyView::PolicyView(QWidget* parent)
    : QWidget(parent)
    , layout_(new QVBoxLayout(this))
{
    layout_->setContentsMargins(0, 0, 0, 0);
}

void PolicyView::set(const recon::MatchPolicy& policy)
{
    // Built whole before it is seen, like the card of a model.
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, kGap, 0);
    column->setSpacing(kGap12);
    QGridLayout* grid = nullptr;
    std::string section;
    int pass = 0;
    for (const texts::PolicySentence& each : texts::policySentences(policy)) {
        if (each.section != section)
            grid = gridCard(column, plain(texts::policySection(each.section)), 1);
        section = each.section;
        const int row = grid->rowCount();
        const bool numbered = each.place.starts_with("pass.");
        grid->addWidget(label(numbered ? QStringLiteral("%1.").arg(++pass) : QStringLiteral("•"), role::kSecondary), row, 0, Qt::AlignTop);
        auto* words = label(plain(each.text, true), {}, true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(words, row, 1, Qt::AlignTop);
    }
    column->addStretch(1);
    delete shown_;
    shown_ = scrolled(content);
    layout_->addWidget(shown_);
    shown_->show();
}

} // namespace oxseal::ui
