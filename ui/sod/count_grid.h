// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QString>
#include <QTableView>

#include <vector>

namespace oxseal::ui {

/// A grid of counts with severities; the headers stay while it scrolls. For the matrix of duties and the heat map.
class CountGrid final : public QTableView
{
    Q_OBJECT

public:
    struct Cell
    {
        bool used = false; ///< false: blank, nothing to open
        std::int64_t count = 0;
        Mark mark = Mark::None;
        QString words; ///< tooltip and accessible text
    };
    struct Header
    {
        QString text;
        QString words; ///< tooltip; "" = text
    };
    struct Counts
    {
        std::vector<Header> rows;
        std::vector<Header> columns;
        std::vector<Cell> cells; ///< row by row
    };

    explicit CountGrid(const QString& name, int columnWidth, QWidget* parent = nullptr);
    void setCounts(Counts counts);
    [[nodiscard]] const Counts& counts() const noexcept { return counts_; }
    [[nodiscard]] std::int64_t most() const noexcept { return most_; } ///< greatest count
    [[nodiscard]] const Cell& cellAt(int row, int column) const
    {
        return counts_.cells[static_cast<std::size_t>(row) * counts_.columns.size() + static_cast<std::size_t>(column)];
    }

Q_SIGNALS:
    void opened(int row, int column); ///< a cell with a count was clicked, or Return was pressed on it

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Model;
    void openCell(const QModelIndex& index);

    Counts counts_;
    std::int64_t most_ = 1;
    Model* model_ = nullptr;
};

} // namespace oxseal::ui
