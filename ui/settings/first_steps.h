// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/command.h"

#include <QFrame>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace oxseal::ui {

/// What a new workspace still needs before the work of a quarter can begin, one line each: done or open, why, and a button.
class FirstSteps final : public QFrame
{
    Q_OBJECT

public:
    struct Step
    {
        bool done = false;
        QString title;
        QString words; ///< why it is needed
        Command command;
    };

    explicit FirstSteps(QWidget* parent = nullptr);
    void show(const std::vector<Step>& steps);

private:
    QLabel* count_ = nullptr;
    QVBoxLayout* lines_ = nullptr;
};

} // namespace oxseal::ui
