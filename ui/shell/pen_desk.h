// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/pen_request.h"
#include "ui/jobs/session.h"

#include <QObject>

#include <functional>
#include <optional>
#include <set>
#include <string>

class QTimer;

namespace oxseal::ui {

/// The pen as the window deals with it (P5). Once a second it looks, without a key and off this thread, who has the pen and
/// who asks. A holder is told of requests and gives the pen up in one click, or by idling for five minutes while somebody
/// asks; somebody who has asked takes it as soon as it is free, those who asked earlier first.
class PenDesk final : public QObject
{
    Q_OBJECT

public:
    /// How long the person here has not touched anything, in milliseconds.
    using Idle = std::function<qint64()>;
    static constexpr qint64 kIdleMs = 5 * 60 * 1000;

    PenDesk(Session& session, Idle idle, QObject* parent = nullptr);

    [[nodiscard]] const PenHolder& holder() const noexcept { return view_.holder; }
    [[nodiscard]] bool asking() const { return session_.penRequest().has_value(); }
    /// The oldest request of somebody else that has not been turned down here; nullptr when none, or without the pen.
    [[nodiscard]] const PenRequest* request() const;
    /// Name of who asks, the login until it is read.
    [[nodiscard]] QString requester() const;
    /// The notice of a pen that idling gave away; "" once it is read.
    [[nodiscard]] const QString& news() const noexcept { return news_; }
    void forgetNews();

    void give();
    void keep(); ///< the request stays, its notice goes
    void ask();
    void stopAsking();
    /// Looks now; the timer calls it, and tests.
    void look();

Q_SIGNALS:
    void changed();
    void said(const QString& message);

private:
    void saw(PenView view);
    void served();
    void take();
    void learnName();

    Session& session_;
    Idle idle_;
    QTimer* timer_ = nullptr;
    PenView view_;
    std::vector<std::string> line_; ///< nonces of those who asked the last holder, oldest first
    std::set<std::string> kept_; ///< nonces turned down here
    std::string named_; ///< login that name_ belongs to
    QString name_;
    QString news_;
    int looksWhileFree_ = 0;
    bool looking_ = false;
    bool moving_ = false; ///< a step is on its way
};

} // namespace oxseal::ui
