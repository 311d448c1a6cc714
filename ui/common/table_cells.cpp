// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_cells.h"

#include "models/core/money.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <map>
#include <optional>

namespace oxseal::ui {

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->fillRect(option.rect, selected ? t.accentTint : t.surface);
    painter->setPen(t.hairline);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto kind = static_cast<ColumnKind>(index.data(TableModel::KindRole).toInt());
    const auto mark = static_cast<Mark>(index.data(TableModel::MarkRole).toInt());
    const QString text = index.data(Qt::DisplayRole).toString();
    const QRect box = option.rect.adjusted(kGap, 0, -kGap, -1);
    QFont font = option.font;
    font.setPixelSize(kBodySize);
    if (kind == ColumnKind::Id) {
        font.setFamilies({QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
        font.setPixelSize(kBodySize - 1);
    }
    painter->setFont(font);
    if (kind == ColumnKind::Status && mark != Mark::None && !text.isEmpty()) {
        const QSize size = chipSize(font, mark, text);
        const QRect chip(box.left(), box.top() + (box.height() - size.height()) / 2, std::min(size.width(), box.width()), size.height());
        drawChip(*painter, chip, mark, text);
    } else {
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        painter->setPen(mark == Mark::None ? t.text : markColor(t, mark));
        const auto elide = kind == ColumnKind::Id ? Qt::ElideMiddle : Qt::ElideRight;
        painter->drawText(box, static_cast<int>(alignment | Qt::TextSingleLine), painter->fontMetrics().elidedText(text, elide, box.width()));
    }
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    if (view != nullptr && view->currentIndex().row() == index.row() && view->horizontalHeader()->visualIndex(index.column()) == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1), t.accent);
    painter->restore();
}

QString selectionAsTsv(const TableModel& model, const QTableView& view)
{
    std::vector<int> columns;
    const QHeaderView* header = view.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        if (const int column = header->logicalIndex(visual); !view.isColumnHidden(column))
            columns.push_back(column);
    }
    QString tsv;
    const auto line = [&](auto&& cell) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            QString text = cell(columns[i]);
            text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
            tsv += (i > 0 ? QStringLiteral("\t") : QString()) + text;
        }
        tsv += QLatin1Char('\n');
    };
    line([&](int column) { return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); });
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& row : rows)
        line([&](int column) { return model.index(row.row(), column).data(Qt::DisplayRole).toString(); });
    return tsv;
}

QStringList selectionSums(const TableModel& model, const QItemSelection& selection)
{
    const TableData& data = *model.table();
    QStringList sums;
    for (std::size_t column = 0; column < data.columns().size(); ++column) {
        if (data.columns()[column].kind != ColumnKind::Amount)
            continue;
        std::map<std::pair<QString, int>, std::optional<std::int64_t>> totals;
        for (const auto& range : selection) {
            for (int row = range.top(); row <= range.bottom(); ++row) {
                const std::size_t at = model.source(row);
                const std::int64_t value = data.number(at, column);
                if (value == INT64_MIN)
                    continue;
                auto [total, fresh] = totals.try_emplace({data.currency(at, column), data.digits(at, column)}, std::int64_t{0});
                if (total->second)
                    total->second = checkedAdd(*total->second, value);
            }
        }
        for (const auto& [key, total] : totals) {
            if (total)
                sums << QStringLiteral("%1: %2%3").arg(data.columns()[column].title,
                    key.first.isEmpty() ? QString() : key.first + QLatin1Char(' '), amount(*total, key.second));
        }
    }
    return sums;
}

} // namespace oxseal::ui
