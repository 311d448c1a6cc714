// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/bits_bar.h"

#include "ui/shell/theme.h"

#include <QPainter>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kHeight = 12;
constexpr int kWidth = 110;
constexpr int kThinnest = 2; ///< a step of nothing is still a step

} // namespace

BitsBar::BitsBar(const Step& step, QWidget* parent)
    : QWidget(parent)
    , step_(step)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(kWidth / 2);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize BitsBar::sizeHint() const { return {kWidth, kHeight}; }

void BitsBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const double range = std::max(step_.most - step_.least, 1.0);
    const auto place = [&](double bits) { return (bits - step_.least) / range * (width() - kThinnest); };
    const double zero = place(0);
    painter.setPen(QPen(colors().hairline, 1));
    painter.drawLine(QPointF(zero, 0), QPointF(zero, height()));
    const double from = place(std::min(step_.from, step_.to));
    const double to = place(std::max(step_.from, step_.to));
    const QColor color = step_.total ? colors().accent : markColor(colors(), step_.to >= step_.from ? Mark::Good : Mark::High);
    painter.fillRect(QRectF(from, 1, std::max<double>(to - from, kThinnest), height() - 2), color);
}

} // namespace oxseal::ui
