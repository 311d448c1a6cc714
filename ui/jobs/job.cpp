// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job.h"

#include <algorithm>
#include <chrono>

namespace oxseal::ui {
namespace {

constexpr std::int64_t kSignalEveryMs = 100;

std::int64_t steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

Job::Job(QString title, QObject* parent)
    : QObject(parent)
    , title_(std::move(title))
{
}

int Job::percent() const noexcept
{
    const std::uint64_t total = total_.load();
    if (total == 0)
        return -1;
    const double share = static_cast<double>(done_.load()) / static_cast<double>(total);
    return static_cast<int>(std::min(1.0, share) * 100);
}

Progress Job::progress()
{
    Progress progress;
    progress.stop = &stop_;
    progress.report = [this](std::uint64_t done, std::uint64_t total) {
        done_ = done;
        total_ = total;
        const std::int64_t now = steadyMs();
        if (now - lastSignal_.load() < kSignalEveryMs)
            return;
        lastSignal_ = now;
        QMetaObject::invokeMethod(this, &Job::moved, Qt::QueuedConnection);
    };
    return progress;
}

void Job::cancel()
{
    stop_ = true;
    Q_EMIT moved();
}

} // namespace oxseal::ui
