// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_view.h"

#include "ui/common/table_cells.h"

#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace oxseal::ui {
namespace {

struct VisibleColumn
{
    int logical;
    int left;
    int width;
};

std::vector<VisibleColumn> columnsWithin(const QTableView& view, const QRect& area)
{
    std::vector<VisibleColumn> all;
    const QHeaderView& header = *view.horizontalHeader();
    for (int visual = std::max(0, header.visualIndexAt(area.left())); visual < header.count(); ++visual) {
        const int logical = header.logicalIndex(visual);
        if (header.isSectionHidden(logical))
            continue;
        const int left = header.sectionViewportPosition(logical);
        if (left > area.right())
            break;
        all.push_back({logical, left, header.sectionSize(logical)});
    }
    return all;
}

} // namespace

TableView::TableView(TableModel* rows, QWidget* parent)
    : QTableView(parent)
    , rows_(rows)
    , cells_(std::make_unique<CellPainter>(font()))
{
    setModel(rows);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    horizontalHeader()->setHighlightSections(false);
}

TableView::~TableView() = default;

bool TableView::event(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange || event->type() == QEvent::ScreenChangeInternal)
        cells_ = std::make_unique<CellPainter>(font());
    return QTableView::event(event);
}

void TableView::setNothingWords(const QString& words)
{
    if (words == nothing_)
        return;
    nothing_ = words;
    setAccessibleDescription(words);
    viewport()->update();
}

void TableView::paintEvent(QPaintEvent* event)
{
    const QRect area = event->region().translated(dirtyRegionOffset()).boundingRect();
    QPainter painter(viewport());
    painter.fillRect(area, colors().surface);
    if (rows_->rowCount() == 0 || rows_->columnCount() == 0) {
        painter.setPen(colors().secondary);
        painter.drawText(viewport()->rect().adjusted(kGap, kGap12, -kGap, -kGap12), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, nothing_);
        return;
    }
    const std::vector<VisibleColumn> columns = columnsWithin(*this, area);
    const int first = rowAt(std::max(0, area.top()));
    const int below = rowAt(area.bottom());
    const int last = below < 0 ? rows_->rowCount() - 1 : below;
    if (columns.empty() || first < 0)
        return;
    const QItemSelection selection = selectionModel()->selection();
    const int current = currentIndex().row();
    const int accent = horizontalHeader()->sectionViewportPosition(horizontalHeader()->logicalIndex(0));
    const TableData& table = *rows_->table();
    CellPainter::Cell cell;
    for (int row = first; row <= last; ++row) {
        cell.selected = std::any_of(selection.begin(), selection.end(),
            [row](const QItemSelectionRange& range) { return range.top() <= row && row <= range.bottom(); });
        const int top = rowViewportPosition(row);
        const int height = rowHeight(row);
        const std::size_t source = rows_->source(row);
        for (const VisibleColumn& column : columns) {
            const auto at = static_cast<std::size_t>(column.logical);
            cell.kind = table.columns()[at].kind;
            cell.mark = table.mark(source, at);
            cell.text = table.text(source, at);
            cell.current = row == current && column.left == accent;
            cells_->draw(painter, QRect(column.left, top, column.width, height), cell);
        }
    }
}

} // namespace oxseal::ui
