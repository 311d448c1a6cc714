// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/progress.h"

#include <QObject>
#include <QString>

#include <atomic>

namespace oxseal::ui {

/// One piece of long work as the status strip shows it. Progress may be reported from any thread; the signal comes in the
/// thread of the window, at most every 100 ms.
class Job final : public QObject
{
    Q_OBJECT

public:
    explicit Job(QString title, QObject* parent = nullptr);

    [[nodiscard]] const QString& title() const noexcept { return title_; }
    /// 0 … 100, or -1 when the whole is unknown.
    [[nodiscard]] int percent() const noexcept;
    /// For the work itself.
    [[nodiscard]] Progress progress();
    void cancel();
    [[nodiscard]] bool cancelled() const noexcept { return stop_.load(); }

Q_SIGNALS:
    void moved();

private:
    QString title_;
    std::atomic<bool> stop_{false};
    std::atomic<std::uint64_t> done_{0};
    std::atomic<std::uint64_t> total_{0};
    std::atomic<std::int64_t> lastSignal_{0};
};

} // namespace oxseal::ui
