// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QPushButton;

namespace oxseal::ui {

class PenDesk;

/// A line above the page, in nobody's way: who asks for the pen, with "Give the pen" and "Keep it"; or that idling has given
/// it up, with "Ask for the pen" and "All right". Hidden while there is nothing to say.
class PenNotice final : public QFrame
{
    Q_OBJECT

public:
    explicit PenNotice(QWidget* parent = nullptr);
    void setDesk(PenDesk* desk);

private:
    void refresh();

    QPointer<PenDesk> desk_;
    QLabel* words_ = nullptr;
    QPushButton* yes_ = nullptr;
    QPushButton* no_ = nullptr;
};

} // namespace oxseal::ui
