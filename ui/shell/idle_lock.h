// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

class QTimer;

namespace oxseal::ui {

/// Locks after idle minutes: the last thirty seconds are counted down in the status strip; any key or movement starts anew.
class IdleLock final : public QObject
{
    Q_OBJECT

public:
    explicit IdleLock(QObject* parent = nullptr);
    /// Watches from now on. The minutes are those of the settings at each moment (0 = never).
    void start();
    void stop();
    /// Since a key, a click or a movement.
    [[nodiscard]] qint64 idleMs() const { return since_.isValid() ? since_.elapsed() : 0; }
    /// For tests: as if nobody had touched anything for so long.
    void check(qint64 idleMs);

    static int minutes(); ///< the remembered setting; 10 unless set
    static void remember(int minutes);

Q_SIGNALS:
    void countdown(int seconds);
    void locked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTimer* tick_ = nullptr;
    QElapsedTimer since_;
};

} // namespace oxseal::ui
