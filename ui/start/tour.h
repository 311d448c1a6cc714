// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <QFrame>

#include <vector>

class QLabel;
class QPushButton;

namespace oxseal::ui {

/// Eight short steps through the quarter, each beside its entry of the rail. Enter goes on, Esc leaves.
class Tour final : public QFrame
{
    Q_OBJECT

public:
    explicit Tour(QWidget* window);
    /// True for a demo company that was not toured before.
    [[nodiscard]] static bool wanted(const Environment& environment);

    void start();
    /// Stands beside this place of the window.
    void pointAt(const QRect& place);
    [[nodiscard]] int step() const noexcept { return step_; }
    [[nodiscard]] int steps() const noexcept { return static_cast<int>(steps_.size()); }
    void next();
    void previous();

Q_SIGNALS:
    void pageWanted(const QString& page);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Step
    {
        QString page;
        QString title;
        QString words;
    };
    void show(int step);
    void leave();

    std::vector<Step> steps_;
    int step_ = 0;
    QLabel* count_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* words_ = nullptr;
    QPushButton* back_ = nullptr;
    QPushButton* next_ = nullptr;
};

} // namespace oxseal::ui
