// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace oxseal::ui {

/// Runs `work` on a pool thread and hands its value to `done` in the receiver's thread; when the receiver has gone by
/// then, the value is dropped.
template <class Work, class Done>
void inBackground(QObject* receiver, Work work, Done done)
{
    QPointer<QObject> guard(receiver);
    QThreadPool::globalInstance()->start([guard, work = std::move(work), done = std::move(done)]() mutable {
        auto value = std::make_shared<decltype(work())>(work());
        if (guard.isNull())
            return;
        QMetaObject::invokeMethod(
            guard.data(), [value, done = std::move(done)]() mutable { done(std::move(*value)); }, Qt::QueuedConnection);
    });
}

} // namespace oxseal::ui
