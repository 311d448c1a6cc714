// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/row_list.h"

#include <QFontDatabase>

namespace oxseal::ui {

void RowList::setContent(Content content)
{
    beginResetModel();
    content_ = std::move(content);
    endResetModel();
}

int RowList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(content_.rows.size());
}

int RowList::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(content_.columns.size());
}

QVariant RowList::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto column = static_cast<std::size_t>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        const QString& text = content_.rows[row][column];
        // A tool tip would otherwise take text from files for rich text.
        return role == Qt::ToolTipRole ? text.toHtmlEscaped() : text;
    }
    case Qt::TextAlignmentRole:
        return int((content_.columns[column].rightAligned ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        return content_.columns[column].mono ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    default:
        return {};
    }
}

QVariant RowList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto& column = content_.columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return int((column.rightAligned ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace oxseal::ui
