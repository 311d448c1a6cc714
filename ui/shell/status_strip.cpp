// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include "storage/reads/workspace_reads.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/jobs/session.h"
#include "ui/shell/pen_desk.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace oxseal::ui {
namespace {

constexpr int kMessageMs = 10000;
constexpr int kJobShownAfterMs = 300;
constexpr int kBarWidth = 120;

} // namespace

StatusStrip::StatusStrip(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("statusStrip"));
    setFixedHeight(kStatusHeight);
    setAccessibleName(tr("Status"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGap12, 0, kGap12, 0);
    layout->setSpacing(kGap);
    lock_ = label({});
    pen_ = new QPushButton;
    pen_->setObjectName(role::kLink);
    pen_->hide();
    state_ = label({});
    message_ = label({});
    message_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    job_ = label({});
    bar_ = new QProgressBar;
    bar_->setFixedWidth(kBarWidth);
    bar_->setAccessibleName(tr("Progress"));
    cancel_ = new QPushButton(tr("Cancel"));
    cancel_->setObjectName(role::kLink);
    cancel_->setAccessibleName(tr("Cancel the running job"));
    auto* states = new QHBoxLayout;
    states->setSpacing(kGap4);
    for (QWidget* state : {static_cast<QWidget*>(lock_), static_cast<QWidget*>(pen_), static_cast<QWidget*>(state_)})
        states->addWidget(state);
    layout->addLayout(states);
    layout->addSpacing(kGap);
    layout->addWidget(message_, 1);
    layout->addWidget(job_);
    layout->addWidget(bar_);
    layout->addWidget(cancel_);
    fade_ = new QTimer(this);
    fade_->setSingleShot(true);
    fade_->setInterval(kMessageMs);
    connect(fade_, &QTimer::timeout, message_, &QLabel::clear);
    jobDelay_ = new QTimer(this);
    jobDelay_->setSingleShot(true);
    jobDelay_->setInterval(kJobShownAfterMs);
    connect(jobDelay_, &QTimer::timeout, this, &StatusStrip::refreshJobs);
    connect(pen_, &QPushButton::clicked, this, [this] {
        if (desk_.isNull())
            return;
        if (desk_->asking())
            desk_->stopAsking();
        else
            desk_->ask();
    });
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (session_ && !session_->jobs().empty())
            session_->jobs().front()->cancel();
    });
    refreshJobs();
}

void StatusStrip::setSession(Session* session, PenDesk* desk)
{
    session_ = session;
    desk_ = desk;
    message_->clear();
    refreshPen();
    if (session == nullptr) {
        state_->clear();
        return;
    }
    connect(session, &Session::penChanged, this, &StatusStrip::refreshPen);
    if (desk != nullptr) {
        connect(desk, &PenDesk::changed, this, &StatusStrip::refreshPen);
        connect(desk, &PenDesk::said, this, &StatusStrip::say);
    }
    connect(session, &Session::changed, this, &StatusStrip::refreshState);
    connect(session, &Session::jobsChanged, this, [this] {
        if (session_ && session_->jobs().empty()) {
            jobDelay_->stop();
            refreshJobs();
        } else {
            jobDelay_->start();
        }
    });
    refreshState();
}

void StatusStrip::say(const QString& message)
{
    message_->setText(message);
    message_->setToolTip(message);
    fade_->start();
}

void StatusStrip::refreshPen()
{
    if (!session_) {
        lock_->clear();
        pen_->hide();
        return;
    }
    setToolTip(session_->writable() ? session_->folder() : session_->hindrance());
    const bool pen = !desk_.isNull() && session_->penMissing();
    QString words = session_->writable() ? tr("Writable") : tr("Read-only");
    if (pen && desk_->asking())
        words += QStringLiteral(" · ") + tr("you asked %1 for the pen").arg(plain(desk_->holder().login));
    else if (pen && desk_->holder().held && !desk_->holder().login.empty())
        words += QStringLiteral(" · ") + tr("%1 has the pen").arg(plain(desk_->holder().login));
    else if (pen)
        words += QStringLiteral(" · ") + (desk_->holder().held ? tr("somebody has the pen") : tr("the pen is free"));
    lock_->setText(words);
    if (pen)
        pen_->setText(desk_->asking() ? tr("Stop asking") : desk_->holder().held ? tr("Ask for the pen") : tr("Take the pen"));
    pen_->setAccessibleName(pen_->text());
    pen_->setVisible(pen);
}

void StatusStrip::refreshState()
{
    session_->read(
        this, [](Workspace& workspace) { return workspaceState(workspace); },
        [this](Result<WorkspaceState> state) {
            if (!state) {
                state_->setText(QStringLiteral("· ") + errorLine(state.error()));
                return;
            }
            const QString ledger = tr("ledger %1").arg(counted(static_cast<std::int64_t>(state->head.size), tr("entry"), tr("entries")));
            const QString backup = state->lastBackup ? tr("backup %1").arg(when(*state->lastBackup)) : tr("no backup yet");
            state_->setText(QStringLiteral("· ") + ledger + QStringLiteral(" · ") + backup);
        });
}

void StatusStrip::refreshJobs()
{
    const bool running = session_ && !session_->jobs().empty();
    job_->setVisible(running);
    bar_->setVisible(running);
    cancel_->setVisible(running);
    if (!running)
        return;
    Job* job = session_->jobs().front();
    const auto show = [this, job] {
        const int percent = job->percent();
        const QString more = session_ && session_->jobs().size() > 1
            ? tr(" (%1 more waiting)").arg(session_->jobs().size() - 1)
            : QString();
        job_->setText(job->title() + (percent >= 0 ? QStringLiteral(" · %1 %").arg(percent) : QString()) + more);
        bar_->setRange(0, percent < 0 ? 0 : 100);
        bar_->setValue(percent);
        setReason(cancel_, job->cancelled() ? tr("It is stopping; nothing will be kept of it.") : QString());
    };
    disconnect(job, &Job::moved, this, nullptr);
    connect(job, &Job::moved, this, show);
    show();
}

} // namespace oxseal::ui
