// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace oxseal::ui {

class PenDesk;
class Session;

/// The strip at the bottom: who has the pen and how to get it, ledger and backup state at the left, one message in the middle, the running job with
/// progress and cancel at the right.
class StatusStrip final : public QFrame
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);
    void setSession(Session* session, PenDesk* desk);
    void say(const QString& message);

private:
    void refreshState();
    void refreshPen();
    void refreshJobs();

    QPointer<Session> session_;
    QPointer<PenDesk> desk_;
    QLabel* lock_ = nullptr;
    QPushButton* pen_ = nullptr;
    QLabel* state_ = nullptr;
    QLabel* message_ = nullptr;
    QLabel* job_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QTimer* fade_ = nullptr;
    QTimer* jobDelay_ = nullptr;
};

} // namespace oxseal::ui
