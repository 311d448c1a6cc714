// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/plain_table.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace oxseal::ui {

PlainTable::PlainTable(const QString& name, bool header, QWidget* parent)
    : TableView(new TableModel, parent)
    , rows_(qobject_cast<TableModel*>(model()))
{
    rows_->setParent(this);
    setObjectName(QStringLiteral("plainTable"));
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->setVisible(header);
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
        TableView::keyPressEvent(event);
}

} // namespace oxseal::ui
