// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pen_notice.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/shell/pen_desk.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>

namespace oxseal::ui {

PenNotice::PenNotice(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(role::kNotice);
    setAccessibleName(tr("The pen"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kMargin, kGap4, kGap12, kGap4);
    row->setSpacing(kGap);
    words_ = label({}, {}, true);
    yes_ = new QPushButton;
    no_ = new QPushButton;
    // Not the page's primary action, and never the default of Return: it must not be hit by somebody who is typing.
    yes_->setAutoDefault(false);
    no_->setAutoDefault(false);
    row->addWidget(words_, 1);
    row->addWidget(yes_);
    row->addWidget(no_);
    connect(yes_, &QPushButton::clicked, this, [this] {
        if (desk_.isNull())
            return;
        if (desk_->request() != nullptr)
            desk_->give();
        else
            desk_->ask();
    });
    connect(no_, &QPushButton::clicked, this, [this] {
        if (desk_.isNull())
            return;
        if (desk_->request() != nullptr)
            desk_->keep();
        else
            desk_->forgetNews();
    });
    hide();
}

void PenNotice::setDesk(PenDesk* desk)
{
    desk_ = desk;
    if (desk != nullptr)
        connect(desk, &PenDesk::changed, this, &PenNotice::refresh);
    refresh();
}

void PenNotice::refresh()
{
    const PenRequest* who = desk_.isNull() ? nullptr : desk_->request();
    QString words;
    if (who != nullptr) {
        words = tr("%1 on %2 asks for the pen. Giving it lets them write, and you read on.").arg(desk_->requester(), plain(who->host));
        yes_->setText(tr("Give the pen"));
        no_->setText(tr("Keep it"));
    } else if (!desk_.isNull() && !desk_->news().isEmpty()) {
        words = desk_->news();
        yes_->setText(tr("Ask for the pen"));
        no_->setText(tr("All right"));
    }
    yes_->setAccessibleName(yes_->text());
    no_->setAccessibleName(no_->text());
    if (words == words_->text() && isHidden() == words.isEmpty())
        return;
    words_->setText(words);
    setVisible(!words.isEmpty());
    if (!words.isEmpty()) {
        setAccessibleDescription(words);
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

} // namespace oxseal::ui
