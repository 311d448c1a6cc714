// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_cells.h"

#include "models/core/money.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QGlyphRun>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>
#include <QTextLayout>

#include <cmath>
#include <map>
#include <optional>

namespace oxseal::ui {

namespace {

/// Distinct texts kept: some dozen screens full.
constexpr int kKeptLines = 8192;
/// Longer texts are not worth keeping whole; what is seen of them is.
constexpr qsizetype kMostShaped = 400;

} // namespace

struct CellPainter::Line
{
    QList<QGlyphRun> runs;
    double width = 0;
    double height = 0;
};

CellPainter::CellPainter(const QFont& base)
    : body_(base)
    , mono_(base)
{
    body_.setPixelSize(kBodySize);
    mono_.setFamilies({QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
    mono_.setPixelSize(kBodySize - 1);
    for (auto& lines : lines_)
        lines.setMaxCost(kKeptLines);
}

CellPainter::~CellPainter() = default;

const CellPainter::Line& CellPainter::line(const QString& text, bool mono)
{
    auto& kept = lines_[mono ? 1 : 0];
    if (const Line* found = kept.object(text))
        return *found;
    QTextLayout layout(text, mono ? mono_ : body_);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine shaped = layout.createLine();
    layout.endLayout();
    auto* made = new Line;
    if (shaped.isValid()) {
        made->runs = layout.glyphRuns();
        made->width = shaped.naturalTextWidth();
        made->height = shaped.height();
    }
    kept.insert(text, made);
    return *made;
}

void CellPainter::drawText(QPainter& painter, const QRect& box, const QString& text, ColumnKind kind)
{
    const bool mono = kind == ColumnKind::Id;
    const Line* shaped = text.size() <= kMostShaped ? &line(text, mono) : nullptr;
    if (shaped == nullptr || shaped->width > box.width()) {
        const QFontMetrics metrics(mono ? mono_ : body_);
        shaped = &line(metrics.elidedText(text, mono ? Qt::ElideMiddle : Qt::ElideRight, box.width()), mono);
    }
    const bool right = kind == ColumnKind::Number || kind == ColumnKind::Amount;
    const QPointF at(right ? box.right() + 1 - shaped->width : box.left(), box.top() + (box.height() - shaped->height) / 2);
    // Whole pixels: every row of a column looks the same.
    const QPointF whole(std::round(at.x()), std::round(at.y()));
    for (const QGlyphRun& run : shaped->runs)
        painter.drawGlyphRun(whole, run);
}

void CellPainter::draw(QPainter& painter, const QRect& box, const Cell& cell)
{
    const Tokens& t = colors();
    if (cell.selected)
        painter.fillRect(box, t.accentTint);
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), t.hairline);
    const QRect inner = box.adjusted(kGap, 0, -kGap, -1);
    if (!cell.text.isEmpty() && inner.width() > 0) {
        if (cell.kind == ColumnKind::Status && cell.mark != Mark::None) {
            const QSize size = chipSize(body_, cell.mark, cell.text);
            painter.setFont(body_);
            drawChip(painter,
                QRect(inner.left(), inner.top() + (inner.height() - size.height()) / 2, std::min(size.width(), inner.width()), size.height()),
                cell.mark, cell.text);
        } else {
            painter.setPen(cell.mark == Mark::None ? t.text : markColor(t, cell.mark));
            drawText(painter, inner, cell.text, cell.kind);
        }
    }
    if (cell.current)
        painter.fillRect(QRect(box.left(), box.top(), 3, box.height() - 1), t.accent);
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
