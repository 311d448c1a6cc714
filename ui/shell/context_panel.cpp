// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/context_panel.h"

#include "ui/common/context_card.h"
#include "ui/shell/theme.h"

#include <QVBoxLayout>

namespace oxseal::ui {

ContextPanel::ContextPanel(QWidget* parent)
    : QFrame(parent)
    , layout_(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("contextPanel"));
    setFixedWidth(kContextWidth);
    setAccessibleName(tr("Context"));
    layout_->setContentsMargins(0, 0, 0, 0);
    hide();
}

void ContextPanel::show(ContextCard* card)
{
    if (card_ == card)
        return;
    // The old card may be on its way out already: the page deletes it after this call.
    if (card_ != nullptr) {
        layout_->removeWidget(card_);
        card_->hide();
        card_->setParent(nullptr);
    }
    card_ = card;
    if (card_ != nullptr) {
        layout_->addWidget(card_);
        card_->show();
        connect(card_, &QObject::destroyed, this, [this, gone = card] {
            if (card_ == gone) {
                card_ = nullptr;
                update();
            }
        });
    }
    update();
}

void ContextPanel::setWanted(bool wanted)
{
    wanted_ = wanted;
    update();
}

void ContextPanel::update() { setVisible(wanted_ && card_ != nullptr); }

} // namespace oxseal::ui
