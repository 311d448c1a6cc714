// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idle_lock.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSettings>
#include <QTimer>

namespace oxseal::ui {
namespace {

constexpr int kDefaultMinutes = 10;
constexpr qint64 kCountdownMs = 30000;
const QString kSetting = QStringLiteral("window/autoLockMinutes");

} // namespace

IdleLock::IdleLock(QObject* parent)
    : QObject(parent)
    , tick_(new QTimer(this))
{
    tick_->setInterval(1000);
    connect(tick_, &QTimer::timeout, this, [this] { check(since_.elapsed()); });
}

int IdleLock::minutes() { return QSettings().value(kSetting, kDefaultMinutes).toInt(); }

void IdleLock::remember(int minutes) { QSettings().setValue(kSetting, minutes); }

void IdleLock::start()
{
    since_.start();
    tick_->start();
    QCoreApplication::instance()->installEventFilter(this);
}

void IdleLock::stop()
{
    tick_->stop();
    QCoreApplication::instance()->removeEventFilter(this);
}

void IdleLock::check(qint64 idleMs)
{
    // Read anew each time: what is chosen under Settings holds at once.
    const qint64 limitMs = static_cast<qint64>(minutes()) * 60000;
    if (limitMs <= 0)
        return;
    const qint64 left = limitMs - idleMs;
    if (left <= 0) {
        stop();
        Q_EMIT locked();
    } else if (left <= kCountdownMs) {
        Q_EMIT countdown(static_cast<int>((left + 999) / 1000));
    }
}

bool IdleLock::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin: since_.start(); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace oxseal::ui
