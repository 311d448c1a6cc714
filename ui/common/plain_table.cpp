// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/plain_table.h"

#include "ui/common/table_cells.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace oxseal::ui {

PlainTable::PlainTable(const QString& name, bool header, QWidget* parent)
    : QTableView(parent)
    , rows_(new TableModel(this))
{
    setObjectName(QStringLiteral("plainTable"));
    setModel(rows_);
    setAccessibleName(name);
    setItemDelegate(new CellDelegate(this));
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    horizontalHeader()->setVisible(header);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    connect(this, &QTableView::clicked, this,
        [this](const QModelIndex& index) { Q_EMIT opened(index.data(TableModel::HandleRole).toString()); });
}

void PlainTable::setRows(std::shared_ptr<const TableData> rows, const QString& stretch)
{
    rows_->setData(std::move(rows));
    const auto& columns = rows_->table()->columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int at = static_cast<int>(i);
        const bool takes = columns[i].key == stretch;
        horizontalHeader()->setSectionResizeMode(at, takes ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (!takes)
            setColumnWidth(at, columns[i].width);
    }
}

void PlainTable::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        Q_EMIT opened(currentIndex().data(TableModel::HandleRole).toString());
    else
        QTableView::keyPressEvent(event);
}

} // namespace oxseal::ui
