// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/tour.h"

#include "ui/common/command.h"
#include "ui/common/parts.h"
#include "ui/shell/page_list.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

const QString kSeen = QStringLiteral("tour/seen");

} // namespace

Tour::Tour(QWidget* window)
    : QFrame(window)
{
    setObjectName(role::kCard);
    setAccessibleName(tr("Tour"));
    setFocusPolicy(Qt::StrongFocus);
    setFixedWidth(kFormWidth);
    const Step all[] = {
        {QStringLiteral("home"), tr("What is open"), tr("Days to filing, blockers, exceptions by amount and what is due. Everything here can be clicked.")},
        {QStringLiteral("import"), tr("Files come in"), tr("Drop an export anywhere. The preview shows what would be kept, rejected and emptied; nothing is stored before you say so.")},
        {QStringLiteral("access"), tr("Who may do what"), tr("Outliers first. Keep, remove, delegate with one key each; removals are proved by a later extract.")},
        {QStringLiteral("sod"), tr("Conflicting duties"), tr("Conflicts across systems, with the path from person to permission that makes each of them.")},
        {QStringLiteral("recon"), tr("Accounts proved"), tr("Bank and books side by side, ending in the same number, or in the difference.")},
        {QStringLiteral("readiness"), tr("What is signed"), tr("One page for the officers: open matters, conclusions, changes, money, controls.")},
        {QStringLiteral("packets"), tr("The packet"), tr("Everything frozen, signed and exported; anybody can verify it with one small program.")},
        {QStringLiteral("audit"), tr("Nothing is lost"), tr("Every write is one entry of a ledger that can only grow. Ctrl+K finds anything; F1 shows the keys.")},
    };
    const auto& pages = pageEntries();
    for (const Step& step : all) {
        if (std::any_of(pages.begin(), pages.end(), [&](const PageEntry& page) { return page.key == step.page; }))
            steps_.push_back(step);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kGap12, kMargin, kGap12);
    layout->setSpacing(kGap);
    count_ = label({}, role::kCaption);
    title_ = label({}, role::kSectionTitle, true);
    words_ = label({}, {}, true);
    layout->addWidget(count_);
    layout->addWidget(title_);
    layout->addWidget(words_);
    auto* row = new QHBoxLayout;
    auto* end = new QPushButton(tr("End the tour"));
    end->setObjectName(role::kQuiet);
    back_ = new QPushButton(tr("Back"));
    next_ = new QPushButton;
    next_->setObjectName(role::kPrimary);
    row->addWidget(end);
    row->addStretch(1);
    row->addWidget(back_);
    row->addWidget(next_);
    layout->addLayout(row);
    connect(end, &QPushButton::clicked, this, &Tour::leave);
    connect(back_, &QPushButton::clicked, this, &Tour::previous);
    connect(next_, &QPushButton::clicked, this, &Tour::next);
}

bool Tour::wanted(const Environment& environment)
{
    return environment.clock.source == ClockSource::Demo && !QSettings().value(kSeen).toBool();
}

void Tour::start()
{
    if (steps_.empty()) {
        deleteLater();
        return;
    }
    QFrame::show();
    show(0);
}

void Tour::pointAt(const QRect& place)
{
    adjustSize();
    const int left = place.right() + kGap12;
    const int top = std::clamp(place.top() - kGap, kTopBarHeight + kGap, std::max(kTopBarHeight + kGap, parentWidget()->height() - height() - kStatusHeight - kGap));
    move(left, top);
    raise();
}

void Tour::show(int step)
{
    step_ = step;
    const Step& now = steps_[static_cast<std::size_t>(step)];
    count_->setText(tr("Step %1 of %2").arg(step + 1).arg(steps_.size()));
    title_->setText(now.title);
    words_->setText(now.words);
    setReason(back_, step == 0 ? tr("This is the first step.") : QString());
    next_->setText(step + 1 == steps() ? tr("Begin") : tr("Next"));
    Q_EMIT pageWanted(now.page);
    next_->setFocus();
}

void Tour::next()
{
    if (step_ + 1 >= steps())
        leave();
    else
        show(step_ + 1);
}

void Tour::previous()
{
    if (step_ > 0)
        show(step_ - 1);
}

void Tour::leave()
{
    QSettings().setValue(kSeen, true);
    hide();
    deleteLater();
}

void Tour::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Right)
        next();
    else if (event->key() == Qt::Key_Left)
        previous();
    else
        QFrame::keyPressEvent(event);
}

} // namespace oxseal::ui
