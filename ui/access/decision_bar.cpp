// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/decision_bar.h"

#include "ui/access/review_words.h"
#include "ui/common/parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

using access::Decision;

constexpr Decision kOrder[] = {Decision::Keep, Decision::Revoke, Decision::Reduce, Decision::NotMine, Decision::Unsure};

} // namespace

Qt::Key keyOf(Decision decision)
{
    switch (decision) {
    case Decision::Keep: return Qt::Key_K;
    case Decision::Revoke: return Qt::Key_R;
    case Decision::Reduce: return Qt::Key_D;
    case Decision::NotMine: return Qt::Key_N;
    case Decision::Unsure: break;
    }
    return Qt::Key_U;
}

DecisionBar::DecisionBar(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(role::kCard);
    setAccessibleName(tr("Decision"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(kGap12, kGap, kGap12, kGap);
    outer->setSpacing(kGap4);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    for (const Decision decision : kOrder) {
        Command command;
        command.id = QStringLiteral("review.decide.") + QLatin1String(access::name(decision));
        command.title = tr("%1  %2").arg(decisionWord(decision), QKeySequence(keyOf(decision)).toString());
        command.run = [this, decision] { Q_EMIT decided(decision); };
        auto* button = new CommandButton(command);
        // After a click the keys go on working on the table.
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
        buttons_[decision] = button;
        commands_[decision] = command;
    }
    comment_ = new QLineEdit;
    comment_->setPlaceholderText(tr("Comment (C)"));
    comment_->setAccessibleName(tr("Comment on the decision"));
    comment_->setMinimumWidth(kGap32 * 3);
    row->addWidget(comment_, 1);
    outer->addLayout(row);
    auto* below = new QHBoxLayout;
    below->setSpacing(kGap);
    reason_ = label({}, role::kCaption, true);
    undo_ = new QPushButton;
    undo_->setObjectName(QStringLiteral("filterChip"));
    undo_->setFocusPolicy(Qt::TabFocus);
    undo_->hide();
    below->addWidget(reason_, 1);
    below->addWidget(undo_);
    outer->addLayout(below);
    timer_ = new QTimer(this);
    timer_->setSingleShot(true);
    timer_->setInterval(kUndoMs);
    connect(timer_, &QTimer::timeout, this, &DecisionBar::endUndo);
    connect(undo_, &QPushButton::clicked, this, &DecisionBar::undone);
    connect(comment_, &QLineEdit::returnPressed, this, &DecisionBar::commented);
    setHint(tr("The keys decide the selected line and go on to the next pending one; P goes person by person."));
}

void DecisionBar::setWhyNot(const QString& whyNot)
{
    whyNot_ = whyNot;
    for (const auto& [decision, button] : buttons_) {
        Command command = commands_.at(decision);
        command.whyNot = whyNot;
        button->take(command);
    }
    reason_->setText(whyNot.isEmpty() ? hint_ : whyNot);
}

void DecisionBar::setHint(const QString& hint)
{
    hint_ = hint;
    setWhyNot(whyNot_);
}

QString DecisionBar::comment() const { return comment_->text().trimmed(); }
void DecisionBar::clearComment() { comment_->clear(); }
void DecisionBar::focusComment() { comment_->setFocus(Qt::ShortcutFocusReason); }

void DecisionBar::offerUndo(const QString& words)
{
    undo_->setText(words);
    undo_->setAccessibleName(words);
    undo_->show();
    timer_->start();
    Q_EMIT undoChanged();
}

void DecisionBar::endUndo()
{
    const bool offered = undo_->isVisibleTo(this);
    timer_->stop();
    undo_->hide();
    if (offered)
        Q_EMIT undoChanged();
}

bool DecisionBar::undoOffered() const { return timer_->isActive(); }

} // namespace oxseal::ui
