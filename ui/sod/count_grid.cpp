// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sod/count_grid.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr double kFaintest = 0.06;
constexpr double kStrongest = 0.24;

/// Shape and number on a tint that grows with the count.
class CountDelegate final : public QStyledItemDelegate
{
public:
    explicit CountDelegate(CountGrid* grid)
        : QStyledItemDelegate(grid)
        , grid_(grid)
    {
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const CountGrid::Cell& cell = grid_->cellAt(index.row(), index.column());
        painter->save();
        if (!cell.used) {
            painter->fillRect(option.rect, colors().window);
        } else if (cell.count == 0) {
            painter->setPen(colors().secondary);
            painter->drawText(option.rect, Qt::AlignCenter, QStringLiteral("–"));
        } else {
            QColor tint = markColor(colors(), cell.mark);
            const double share = static_cast<double>(cell.count) / static_cast<double>(grid_->most());
            tint.setAlphaF(static_cast<float>(kFaintest + (kStrongest - kFaintest) * share));
            painter->fillRect(option.rect, tint);
            QRect box(QPoint(0, 0), chipSize(option.font, cell.mark, count(cell.count)));
            box.moveCenter(option.rect.center());
            drawChip(*painter, box, cell.mark, count(cell.count));
        }
        if ((option.state & QStyle::State_HasFocus) != 0) {
            painter->setPen(QPen(colors().accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }

private:
    CountGrid* grid_;
};

} // namespace

class CountGrid::Model final : public QAbstractTableModel
{
public:
    explicit Model(CountGrid* grid)
        : QAbstractTableModel(grid)
        , grid_(grid)
    {
    }
    void begin() { beginResetModel(); }
    void end() { endResetModel(); }
    int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(grid_->counts_.rows.size());
    }
    int columnCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(grid_->counts_.columns.size());
    }
    QVariant data(const QModelIndex& index, int wanted) const override
    {
        if (!index.isValid())
            return {};
        const Cell& cell = grid_->cellAt(index.row(), index.column());
        if (wanted == Qt::ToolTipRole || wanted == Qt::AccessibleTextRole)
            return cell.words;
        return wanted == Qt::DisplayRole && cell.used ? QVariant(ui::count(cell.count)) : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation orientation, int wanted) const override
    {
        const auto& headers = orientation == Qt::Horizontal ? grid_->counts_.columns : grid_->counts_.rows;
        const Header& header = headers[static_cast<std::size_t>(section)];
        if (wanted == Qt::DisplayRole)
            return header.text;
        if (wanted == Qt::ToolTipRole || wanted == Qt::AccessibleTextRole)
            return header.words.isEmpty() ? header.text : header.words;
        if (wanted == Qt::TextAlignmentRole)
            return QVariant::fromValue(
                orientation == Qt::Horizontal ? Qt::Alignment(Qt::AlignCenter) : Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
        return {};
    }

private:
    CountGrid* grid_;
};

CountGrid::CountGrid(const QString& name, int columnWidth, QWidget* parent)
    : QTableView(parent)
    , model_(new Model(this))
{
    setAccessibleName(name);
    setModel(model_);
    setItemDelegate(new CountDelegate(this));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultSectionSize(columnWidth);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    connect(this, &QTableView::clicked, this, &CountGrid::openCell);
}

void CountGrid::setCounts(Counts counts)
{
    model_->begin();
    counts_ = std::move(counts);
    most_ = 1;
    for (const Cell& cell : counts_.cells)
        most_ = std::max(most_, cell.count);
    model_->end();
    const auto first = std::find_if(counts_.cells.begin(), counts_.cells.end(), [](const Cell& cell) { return cell.count > 0; });
    if (first != counts_.cells.end()) {
        const int at = static_cast<int>(first - counts_.cells.begin());
        const int width = static_cast<int>(counts_.columns.size());
        setCurrentIndex(model_->index(at / width, at % width));
    }
}

void CountGrid::openCell(const QModelIndex& index)
{
    if (index.isValid() && cellAt(index.row(), index.column()).count > 0)
        Q_EMIT opened(index.row(), index.column());
}

void CountGrid::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        openCell(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

} // namespace oxseal::ui
