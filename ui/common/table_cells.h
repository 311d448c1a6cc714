// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/table_model.h"

#include <QItemSelection>
#include <QStyledItemDelegate>

class QTableView;

namespace oxseal::ui {

/// Draws cells: chips for Status, monospaced ids elided in the middle, tabular numbers at the right, a hairline under each
/// row and the accent at the left of the current one.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The selected rows' shown columns, tab-separated, with the header line.
[[nodiscard]] QString selectionAsTsv(const TableModel& model, const QTableView& view);
/// "Amount: USD 1,234.50" per amount column and currency of the selected rows; sums that overflow are left out.
[[nodiscard]] QStringList selectionSums(const TableModel& model, const QItemSelection& selection);

} // namespace oxseal::ui
