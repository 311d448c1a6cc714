// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/table_model.h"

#include <QCache>
#include <QFont>
#include <QItemSelection>

class QPainter;
class QTableView;

namespace oxseal::ui {

/// Draws cells: chips for Status, monospaced ids elided in the middle, tabular numbers at the right, a hairline under each
/// row and the accent at the left of the current one. Texts are shaped once and kept, since most of a frame's time is
/// shaping: what scrolls into sight again, and what repeats down a column, is only blitted.
class CellPainter
{
public:
    struct Cell
    {
        ColumnKind kind = ColumnKind::Text;
        Mark mark = Mark::None;
        QString text;
        bool selected = false;
        bool current = false; ///< the first cell of the current row
    };

    explicit CellPainter(const QFont& base);
    ~CellPainter();
    CellPainter(const CellPainter&) = delete;
    CellPainter& operator=(const CellPainter&) = delete;
    void draw(QPainter& painter, const QRect& box, const Cell& cell);

private:
    struct Line; ///< a shaped text
    const Line& line(const QString& text, bool mono);
    void drawText(QPainter& painter, const QRect& box, const QString& text, ColumnKind kind);

    QFont body_;
    QFont mono_;
    QCache<QString, Line> lines_[2]; ///< body, monospaced
};

/// The selected rows' shown columns, tab-separated, with the header line.
[[nodiscard]] QString selectionAsTsv(const TableModel& model, const QTableView& view);
/// "Amount: USD 1,234.50" per amount column and currency of the selected rows; sums that overflow are left out.
[[nodiscard]] QStringList selectionSums(const TableModel& model, const QItemSelection& selection);

} // namespace oxseal::ui
