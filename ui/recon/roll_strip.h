// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

#include <vector>

class QHBoxLayout;

namespace oxseal::ui {

/// Figures side by side that lead from one to the next: opening, added, released, closing, books, difference.
class RollStrip final : public QFrame
{
    Q_OBJECT

public:
    struct Figure
    {
        QString caption;
        QString amount;
        bool wrong = false; ///< stands in the colour of a critical finding
        bool strong = false;
    };

    explicit RollStrip(QWidget* parent = nullptr);
    void set(const std::vector<Figure>& figures);

private:
    QHBoxLayout* row_ = nullptr;
};

} // namespace oxseal::ui
