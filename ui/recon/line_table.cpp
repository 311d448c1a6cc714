// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/line_table.h"

#include "ui/common/table_cells.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>

#include <set>

namespace oxseal::ui {

LineTable::LineTable(const QString& name, int stretched, QWidget* parent)
    : TableView(new TableModel, parent)
    , model_(qobject_cast<TableModel*>(model()))
    , stretched_(stretched)
{
    model_->setParent(this);
    setAccessibleName(name);
    setMinimumHeight(2 * kRowHeight);
    setSelectionMode(ExtendedSelection);
    setSortingEnabled(true);
    setHorizontalScrollMode(ScrollPerPixel);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setMinimumSectionSize(40);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { Q_EMIT currentHandleChanged(currentHandle()); });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &LineTable::selectedHandlesChanged);
    connect(this, &QTableView::doubleClicked, this, [this] { Q_EMIT activatedHandle(currentHandle()); });
}

void LineTable::setRows(std::shared_ptr<const TableData> rows)
{
    const QString kept = currentHandle();
    const auto& columns = rows->columns();
    const bool first = model_->columnCount() != static_cast<int>(columns.size());
    model_->setData(std::move(rows));
    if (first) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            horizontalHeader()->setSectionResizeMode(
                static_cast<int>(i), static_cast<int>(i) == stretched_ ? QHeaderView::Stretch : QHeaderView::Interactive);
            setColumnWidth(static_cast<int>(i), columns[i].width);
        }
    }
    if (!kept.isEmpty())
        select(kept);
}

QString LineTable::currentHandle() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() ? index.data(TableModel::HandleRole).toString() : QString();
}

std::vector<QString> LineTable::selectedHandles() const
{
    std::set<int> shown;
    for (const auto& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            shown.insert(row);
    }
    std::vector<QString> handles;
    for (const int row : shown)
        handles.push_back(model_->table()->handle(model_->source(row)));
    return handles;
}

bool LineTable::select(const QString& handle)
{
    const int row = model_->shownRowOf(handle);
    if (row < 0)
        return false;
    setCurrentIndex(model_->index(row, 0));
    scrollTo(model_->index(row, 0));
    return true;
}

void LineTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        QApplication::clipboard()->setText(selectionAsTsv(*model_, *this));
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT activatedHandle(currentHandle());
    else
        TableView::keyPressEvent(event);
}

} // namespace oxseal::ui
