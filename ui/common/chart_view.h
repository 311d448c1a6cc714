// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/chart.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace oxseal::ui {

class ChartCanvas;
class TableModel;
class PlainTable;

/// A chart on a card: its finding as title, a key of the series, the drawing and its table twin behind a switch, and saving
/// as SVG with the digest of the data inside. A bar, or Return on a line of the table, opens the rows behind it.
class ChartView final : public QFrame
{
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);
    /// An empty chart shows `nothing` instead.
    void setChart(const Chart& chart, const QString& nothing);
    [[nodiscard]] const Chart& chart() const noexcept { return chart_; }
    /// Further widget in the title row, e.g. a choice of the currency; stays.
    void addToBar(QWidget* widget);
    /// The drawing as SVG, its <desc> exporting::chartDescription.
    [[nodiscard]] QByteArray svg() const;
    [[nodiscard]] TableModel& table() noexcept;

Q_SIGNALS:
    void picked(int category, int series);

private:
    void createBar();
    void fillKey();
    void fillTable();
    void save();

    Chart chart_;
    QLabel* title_ = nullptr;
    QWidget* key_ = nullptr;
    QHBoxLayout* keyRow_ = nullptr;
    QHBoxLayout* bar_ = nullptr;
    QToolButton* twin_ = nullptr;
    QToolButton* save_ = nullptr;
    QStackedWidget* views_ = nullptr;
    ChartCanvas* canvas_ = nullptr;
    PlainTable* table_ = nullptr;
    QLabel* nothing_ = nullptr;
};

} // namespace oxseal::ui
