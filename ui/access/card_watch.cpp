// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/card_watch.h"

#include <QEvent>
#include <QGuiApplication>
#include <QWidget>

#include <utility>

namespace oxseal::ui {
namespace {

/// Somebody who leafs to and fro gathers many; the last ones are kept.
constexpr std::size_t kMostShowings = 100;

} // namespace

CardWatch::CardWatch(QWidget& list, Clock clock, std::function<bool()> context)
    : QObject(&list)
    , list_(list)
    , clock_(std::move(clock))
    , context_(std::move(context))
{
    list.installEventFilter(this);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            resume();
        else
            pause();
    });
}

void CardWatch::look(std::int64_t row)
{
    if (row == row_)
        return;
    pause();
    row_ = row;
    resume();
}

std::vector<access::Showing> CardWatch::take(std::int64_t row)
{
    const bool running = since_.has_value();
    pause();
    std::vector<access::Showing> out = std::exchange(seen_[row], {});
    seen_.erase(row);
    if (running)
        resume();
    return out;
}

void CardWatch::forget()
{
    row_ = -1;
    since_.reset();
    seen_.clear();
}

bool CardWatch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Hide)
        pause();
    else if (event->type() == QEvent::Show)
        resume();
    return QObject::eventFilter(watched, event);
}

void CardWatch::pause()
{
    if (!since_)
        return;
    const access::Showing showing{*since_, clock_.now(), context_()};
    since_.reset();
    if (showing.from >= showing.until)
        return;
    auto& all = seen_[row_];
    all.push_back(showing);
    if (all.size() > kMostShowings)
        all.erase(all.begin());
}

void CardWatch::resume()
{
    if (row_ >= 0 && !since_ && list_.isVisible())
        since_ = clock_.now();
}

} // namespace oxseal::ui
