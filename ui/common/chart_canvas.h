// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/chart.h"

#include <QChartView>

class QBarCategoryAxis;
class QValueAxis;

namespace oxseal::ui {

/// Draws one chart: zero-based bars, values written at the bars instead of a value axis, no animation, the theme's colours.
/// A bar or point can be clicked.
class ChartCanvas final : public QChartView
{
    Q_OBJECT

public:
    explicit ChartCanvas(QWidget* parent = nullptr);
    void show(const Chart& chart);
    using QChartView::show;

Q_SIGNALS:
    void picked(int category, int series);

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    void rebuild();
    void addBars(QBarCategoryAxis* categories, QValueAxis* values);
    void addLines(QBarCategoryAxis* categories, QValueAxis* values);
    void hover(bool inside, int category, int series);
    void label(QPainter& painter, QPointF anchor, const QString& text, Qt::Alignment side) const;
    void labelColumns(QPainter& painter) const;
    void labelStacks(QPainter& painter) const;
    void labelPoints(QPainter& painter) const;
    [[nodiscard]] QPointF place(double category, double value, int series) const;

    Chart chart_;
    double unit_ = 1; ///< 10^digits
};

} // namespace oxseal::ui
