// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/chart_canvas.h"

#include "ui/common/words.h"
#include "ui/shell/theme.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QHorizontalStackedBarSeries>
#include <QLineSeries>
#include <QToolTip>
#include <QValueAxis>

#include <cmath>

namespace oxseal::ui {
namespace {

constexpr double kBarWidth = 0.72;
/// Room beyond the longest bar for its label, as a share of the axis.
constexpr double kLabelRoom = 1.16;
constexpr int kLabelGap = 4;

QFont labelFont()
{
    QFont font;
    font.setPixelSize(kCaptionSize);
    return font;
}

} // namespace

ChartCanvas::ChartCanvas(QWidget* parent)
    : QChartView(new QChart, parent)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setMinimumSize(1, 1);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->legend()->hide();
    chart()->setMargins(QMargins(0, 0, 0, 0));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    connect(&Theme::instance(), &Theme::changed, this, &ChartCanvas::rebuild);
}

void ChartCanvas::show(const Chart& made)
{
    if (!checkChart(made))
        return;
    if (chart_ == made)
        return;
    chart_ = made;
    unit_ = std::pow(10.0, made.digits);
    rebuild();
}

void ChartCanvas::rebuild()
{
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    if (chart_.series.empty())
        return;
    auto* categories = new QBarCategoryAxis;
    for (const auto& category : chart_.categories)
        categories->append(plain(category));
    categories->setLabelsFont(labelFont());
    categories->setLabelsColor(colors().secondary);
    categories->setGridLineVisible(false);
    categories->setLinePen(QPen(colors().strongLine, 1));
    categories->setTruncateLabels(false);
    auto* values = new QValueAxis;
    values->setVisible(false);
    const double most = static_cast<double>(largestBar(chart_)) / unit_;
    values->setRange(0, most > 0 ? most * kLabelRoom : 1);
    const bool lying = chart_.kind == Chart::Kind::Stacked;
    chart()->addAxis(categories, lying ? Qt::AlignLeft : Qt::AlignBottom);
    chart()->addAxis(values, lying ? Qt::AlignBottom : Qt::AlignLeft);
    if (chart_.kind == Chart::Kind::Line)
        addLines(categories, values);
    else
        addBars(categories, values);
    if (lying)
        categories->setReverse(true); // first category on top; heeded only once the bars are attached
    viewport()->update();
}

void ChartCanvas::addBars(QBarCategoryAxis* categories, QValueAxis* values)
{
    QAbstractBarSeries* bars = nullptr;
    if (chart_.kind == Chart::Kind::Stacked)
        bars = new QHorizontalStackedBarSeries;
    else
        bars = new QBarSeries;
    bars->setBarWidth(kBarWidth);
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
        auto* set = new QBarSet(plain(chart_.series[i].name));
        for (const std::int64_t value : chart_.series[i].values)
            set->append(static_cast<double>(value) / unit_);
        const QColor color = chartColor(Theme::instance().appearance(), static_cast<int>(i));
        set->setBrush(color);
        set->setPen(Qt::NoPen);
        const int series = static_cast<int>(i);
        connect(set, &QBarSet::clicked, this, [this, series](int category) { Q_EMIT picked(category, series); });
        connect(set, &QBarSet::hovered, this,
            [this, series](bool inside, int category) { hover(inside, category, series); });
        bars->append(set);
    }
    chart()->addSeries(bars);
    bars->attachAxis(categories);
    bars->attachAxis(values);
}

void ChartCanvas::addLines(QBarCategoryAxis* categories, QValueAxis* values)
{
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
        auto* line = new QLineSeries;
        for (std::size_t at = 0; at < chart_.series[i].values.size(); ++at)
            line->append(static_cast<double>(at), static_cast<double>(chart_.series[i].values[at]) / unit_);
        line->setPen(QPen(chartColor(Theme::instance().appearance(), static_cast<int>(i)), 2));
        line->setPointsVisible(true);
        const int series = static_cast<int>(i);
        connect(line, &QLineSeries::clicked, this,
            [this, series](const QPointF& point) { Q_EMIT picked(static_cast<int>(std::lround(point.x())), series); });
        connect(line, &QLineSeries::hovered, this, [this, series](const QPointF& point, bool inside) {
            hover(inside, static_cast<int>(std::lround(point.x())), series);
        });
        chart()->addSeries(line);
        line->attachAxis(categories);
        line->attachAxis(values);
    }
}

void ChartCanvas::hover(bool inside, int category, int series)
{
    const auto at = static_cast<std::size_t>(category);
    const auto which = static_cast<std::size_t>(series);
    if (!inside || which >= chart_.series.size() || at >= chart_.categories.size()) {
        QToolTip::hideText();
        unsetCursor();
        return;
    }
    setCursor(Qt::PointingHandCursor);
    const auto& one = chart_.series[which];
    const QString value = chart_.digits == 0 ? count(one.values[at]) : amount(one.values[at], chart_.digits);
    QToolTip::showText(QCursor::pos(),
        tr("%1, %2: %3 %4").arg(plain(chart_.categories[at]), plain(one.name), value, plain(chart_.unit)), this);
}

QPointF ChartCanvas::place(double category, double value, int series) const
{
    const auto all = chart()->series();
    QAbstractSeries* of = all.at(all.size() == 1 ? 0 : series);
    const bool lying = chart_.kind == Chart::Kind::Stacked;
    return chart()->mapToPosition(lying ? QPointF(value, category) : QPointF(category, value), of);
}

void ChartCanvas::label(QPainter& painter, QPointF anchor, const QString& text, Qt::Alignment side) const
{
    const QFontMetricsF metrics(painter.font());
    const QSizeF size(metrics.horizontalAdvance(text) + 1, metrics.height());
    QRectF box(anchor, size);
    if (side == Qt::AlignTop)
        box.moveTopLeft({anchor.x() - size.width() / 2, anchor.y() - size.height() - 1});
    else
        box.moveTopLeft({anchor.x() + kLabelGap, anchor.y() - size.height() / 2});
    painter.drawText(box, Qt::AlignCenter, text);
}

void ChartCanvas::labelColumns(QPainter& painter) const
{
    const double each = kBarWidth / static_cast<double>(chart_.series.size());
    for (std::size_t series = 0; series < chart_.series.size(); ++series) {
        for (std::size_t i = 0; i < chart_.categories.size(); ++i) {
            const std::int64_t value = chart_.series[series].values[i];
            const double x = static_cast<double>(i) - kBarWidth / 2 + each * (static_cast<double>(series) + 0.5);
            const QString text = QString::fromStdString(compactNumber(value, chart_.digits));
            label(painter, place(x, static_cast<double>(value) / unit_, 0), value == 0 ? QStringLiteral("–") : text, Qt::AlignTop);
        }
    }
}

void ChartCanvas::labelStacks(QPainter& painter) const
{
    for (std::size_t i = 0; i < chart_.categories.size(); ++i) {
        QStringList parts;
        std::int64_t sum = 0;
        for (const auto& series : chart_.series) {
            sum += series.values[i];
            if (series.values[i] != 0)
                parts << QString::fromStdString(compactNumber(series.values[i], chart_.digits));
        }
        label(painter, place(static_cast<double>(i), static_cast<double>(sum) / unit_, 0), parts.isEmpty() ? QStringLiteral("–") : parts.join(QStringLiteral(" + ")), Qt::AlignRight);
    }
}

void ChartCanvas::labelPoints(QPainter& painter) const
{
    for (std::size_t series = 0; series < chart_.series.size(); ++series) {
        for (std::size_t i = 0; i < chart_.categories.size(); ++i) {
            const std::int64_t value = chart_.series[series].values[i];
            label(painter, place(static_cast<double>(i), static_cast<double>(value) / unit_, static_cast<int>(series)),
                QString::fromStdString(compactNumber(value, chart_.digits)), Qt::AlignTop);
        }
    }
}

void ChartCanvas::drawForeground(QPainter* painter, const QRectF& rect)
{
    QChartView::drawForeground(painter, rect);
    if (chart_.series.empty() || chart()->series().isEmpty())
        return;
    painter->save();
    painter->setFont(labelFont());
    painter->setPen(colors().text);
    if (chart_.kind == Chart::Kind::Stacked)
        labelStacks(*painter);
    else if (chart_.kind == Chart::Kind::Line)
        labelPoints(*painter);
    else
        labelColumns(*painter);
    painter->restore();
}

} // namespace oxseal::ui
