// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/context_card.h"

#include "ui/common/parts.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace oxseal::ui {
namespace {

constexpr int kCaptionWidth = 104;
/// What the panel leaves for a link beside its caption: margins, gap and scroll bar off.
constexpr int kLinkWidth = kContextWidth - 2 * kMargin - kCaptionWidth - kGap32;

} // namespace

ContextCard::ContextCard(const QString& title, QWidget* parent)
    : QWidget(parent)
    , title_(title)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* content = new QWidget;
    body_ = new QVBoxLayout(content);
    body_->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    body_->setSpacing(kGap4);
    head_ = new QVBoxLayout;
    head_->setSpacing(kGap4);
    auto* heading = label(title, role::kSectionTitle, true);
    heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    head_->addWidget(heading);
    body_->addLayout(head_);
    body_->addSpacing(kGap4);
    body_->addStretch(1);
    outer->addWidget(scrolled(content), 1);
    auto* foot = new QWidget;
    bottom_ = new QVBoxLayout(foot);
    bottom_->setContentsMargins(kMargin, kGap, kMargin, kMargin);
    bottom_->setSpacing(kGap);
    outer->addWidget(foot);
    setAccessibleName(title);
}

void ContextCard::setMark(Mark mark, const QString& word) { head_->addWidget(new Chip(mark, word), 0, Qt::AlignLeft); }

void ContextCard::addFact(const QString& name, const QString& value, const QString& target)
{
    if (facts_ == nullptr) {
        facts_ = new QGridLayout;
        facts_->setHorizontalSpacing(kGap12);
        facts_->setVerticalSpacing(kGap4);
        facts_->setColumnMinimumWidth(0, kCaptionWidth);
        facts_->setColumnStretch(1, 1);
        body_->insertLayout(body_->count() - 1, facts_);
    }
    const int row = facts_->rowCount();
    auto* caption = label(name, role::kSecondary, true);
    caption->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    caption->setMaximumWidth(120);
    facts_->addWidget(caption, row, 0);
    if (target.isEmpty()) {
        auto* text = label(value, {}, true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        // The panel has one width: what its lines need is known, and no layout may give them less.
        text->ensurePolished();
        text->setMinimumHeight(text->heightForWidth(kLinkWidth));
        facts_->addWidget(text, row, 1);
        return;
    }
    auto* link = new QPushButton;
    link->setObjectName(role::kLink);
    link->setCursor(Qt::PointingHandCursor);
    // A button does not wrap: a long name must not make the card wider than its panel.
    link->ensurePolished();
    link->setText(link->fontMetrics().elidedText(value, Qt::ElideMiddle, kLinkWidth));
    if (link->text() != value)
        link->setToolTip(value);
    link->setAccessibleName(name + QStringLiteral(": ") + value);
    connect(link, &QPushButton::clicked, this, [this, target] { Q_EMIT followed(target); });
    facts_->addWidget(link, row, 1, Qt::AlignLeft | Qt::AlignTop);
}

void ContextCard::addSection(const QString& title)
{
    facts_ = nullptr;
    auto* heading = label(title, role::kStrong, true);
    body_->insertSpacing(body_->count() - 1, kGap);
    body_->insertWidget(body_->count() - 1, hairline());
    body_->insertSpacing(body_->count() - 1, kGap4);
    body_->insertWidget(body_->count() - 1, heading);
}

void ContextCard::addText(const QString& text, bool secondary)
{
    facts_ = nullptr;
    auto* words = label(text, secondary ? role::kSecondary : QString(), true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body_->insertWidget(body_->count() - 1, words);
}

void ContextCard::addWidget(QWidget* widget)
{
    facts_ = nullptr;
    body_->insertWidget(body_->count() - 1, widget);
}

void ContextCard::addCommand(const Command& command)
{
    if (lastReason_ != nullptr && lastReason_->text() == command.whyNot)
        lastReason_->hide();
    bottom_->addWidget(new CommandButton(command));
    commands_.push_back(command);
    lastReason_ = nullptr;
    if (!command.whyNot.isEmpty()) {
        lastReason_ = label(command.whyNot, role::kCaption, true);
        bottom_->addWidget(lastReason_);
    }
}

} // namespace oxseal::ui
