// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/quality.h"

#include <QObject>

#include <map>

namespace oxseal::ui {

/// For how long which line of a review is on show (A17): from being selected until another is, the list is hidden or the window
/// is left. It only watches; whether anything is kept is decided where the decision is written.
class CardWatch final : public QObject
{
    Q_OBJECT

public:
    /// `list` shows the lines; `context` tells whether the card beside them is on the screen.
    CardWatch(QWidget& list, Clock clock, std::function<bool()> context);

    /// This line is selected now; -1: none. Nothing happens when it was already.
    void look(std::int64_t row);
    /// Everything seen of the line up to now, which is forgotten here.
    [[nodiscard]] std::vector<access::Showing> take(std::int64_t row);
    /// Another campaign: nothing was seen of its lines.
    void forget();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void pause();
    void resume();

    QWidget& list_;
    Clock clock_;
    std::function<bool()> context_;
    std::int64_t row_ = -1;
    std::optional<Instant> since_; ///< nullopt: nothing is on show
    std::map<std::int64_t, std::vector<access::Showing>> seen_;
};

} // namespace oxseal::ui
