// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/parts.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kChipHeight = 20;
constexpr int kChipPadding = 8;
constexpr int kShapeWidth = 16;

/// Severity shapes are drawn, not typed: fonts differ in which of them they have.
void drawShape(QPainter& painter, const QRectF& box, Mark mark, const QColor& color)
{
    const QPointF c = box.center();
    const double r = 4.5;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (mark) {
    case Mark::Critical: {
        QPolygonF octagon;
        const double k = r * 0.414;
        octagon << QPointF(c.x() - k, c.y() - r) << QPointF(c.x() + k, c.y() - r) << QPointF(c.x() + r, c.y() - k)
                << QPointF(c.x() + r, c.y() + k) << QPointF(c.x() + k, c.y() + r) << QPointF(c.x() - k, c.y() + r)
                << QPointF(c.x() - r, c.y() + k) << QPointF(c.x() - r, c.y() - k);
        painter.drawPolygon(octagon);
        break;
    }
    case Mark::High:
        painter.drawPolygon(QPolygonF{{c.x(), c.y() - r}, {c.x() + r, c.y() + r - 1}, {c.x() - r, c.y() + r - 1}});
        break;
    case Mark::Medium:
        painter.drawPolygon(QPolygonF{{c.x(), c.y() - r}, {c.x() + r, c.y()}, {c.x(), c.y() + r}, {c.x() - r, c.y()}});
        break;
    case Mark::Low: painter.drawEllipse(c, r - 1, r - 1); break;
    case Mark::Good:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{{c.x() - r, c.y()}, {c.x() - 1, c.y() + r - 1.5}, {c.x() + r, c.y() - r + 1}});
        break;
    case Mark::None:
    case Mark::Neutral:
    case Mark::Accent: break;
    }
}

bool hasShape(Mark mark) { return !markShape(mark).isEmpty(); }

} // namespace

QLabel* label(const QString& text, const QString& objectRole, bool wraps)
{
    auto* made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(wraps);
    if (!objectRole.isEmpty())
        made->setObjectName(objectRole);
    if (wraps)
        made->setMinimumWidth(1);
    return made;
}

QFrame* hairline()
{
    auto* line = new QFrame;
    line->setObjectName(QStringLiteral("hairline"));
    return line;
}

QFrame* card(QVBoxLayout*& layout)
{
    auto* frame = new QFrame;
    frame->setObjectName(role::kCard);
    layout = new QVBoxLayout(frame);
    layout->setContentsMargins(kMargin, kGap12, kMargin, kGap12);
    layout->setSpacing(kGap);
    return frame;
}

QGridLayout* gridCard(QVBoxLayout* outer, const QString& title, int stretched)
{
    QVBoxLayout* column = nullptr;
    QFrame* frame = card(column);
    column->addWidget(label(title, role::kSectionTitle));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kMargin);
    grid->setVerticalSpacing(kGap);
    grid->setColumnStretch(stretched, 1);
    column->addLayout(grid);
    outer->addWidget(frame);
    return grid;
}

QWidget* padded(QWidget* inner)
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, kGap12, 0, 0);
    layout->addWidget(inner);
    return box;
}

QWidget* scrolled(QWidget* content)
{
    auto* area = new QScrollArea;
    content->setObjectName(QStringLiteral("scrolled"));
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

void clearLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        } else if (QLayout* inner = item->layout()) {
            clearLayout(inner);
        }
        delete item;
    }
}

void drawChip(QPainter& painter, const QRect& box, Mark mark, const QString& word)
{
    const QColor color = markColor(colors(), mark);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mark == Mark::Neutral ? colors().strongLine : color, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2.0, box.height() / 2.0);
    int left = box.left() + kChipPadding;
    if (hasShape(mark)) {
        drawShape(painter, QRectF(left - 3, box.top(), kShapeWidth - 3, box.height()), mark, color);
        left += kShapeWidth - 3;
    }
    QFont font = painter.font();
    font.setPixelSize(kCaptionSize);
    painter.setFont(font);
    painter.setPen(color);
    const QRect text(left, box.top(), box.right() - left - kChipPadding + 2, box.height());
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(word, Qt::ElideRight, text.width()));
    painter.restore();
}

QSize chipSize(const QFont& base, Mark mark, const QString& word)
{
    QFont font = base;
    font.setPixelSize(kCaptionSize);
    const int text = QFontMetrics(font).horizontalAdvance(word);
    return {text + 2 * kChipPadding + (hasShape(mark) ? kShapeWidth - 3 : 0) + 1, kChipHeight};
}

Chip::Chip(Mark mark, const QString& word, QWidget* parent)
    : QLabel(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setTextFormat(Qt::PlainText);
    set(mark, word);
}

void Chip::set(Mark mark, const QString& word)
{
    mark_ = mark;
    setText(word);
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const { return chipSize(font(), mark_, text()); }

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawChip(painter, rect(), mark_, text());
}

FigureCard::FigureCard(const QString& caption, QWidget* parent)
    : QFrame(parent)
    , caption_(caption)
{
    setObjectName(role::kCard);
    setProperty("clickable", true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(caption);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kGap12, kMargin, kGap12);
    layout->setSpacing(kGap4);
    figure_ = label({}, role::kFigure);
    line_ = label({}, role::kSecondary, true);
    line_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(label(caption, role::kCaption));
    layout->addWidget(figure_);
    layout->addWidget(line_, 1);
}

void FigureCard::set(const QString& figure, const QString& line, Mark mark)
{
    figure_->setText(figure);
    QPalette palette = figure_->palette();
    palette.setColor(QPalette::WindowText, markColor(colors(), mark));
    figure_->setPalette(palette);
    line_->setText(line);
    setAccessibleName(caption_ + QStringLiteral(": ") + figure);
    setAccessibleDescription(line);
}

void FigureCard::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT clicked();
}

void FigureCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT clicked();
    else
        QFrame::keyPressEvent(event);
}

Form::Form(QWidget* parent)
    : QWidget(parent)
    , layout_(new QVBoxLayout(this))
{
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(kGap4);
    setMaximumWidth(kTextMeasure);
}

void Form::addField(const QString& caption, QWidget* field, const QString& hint)
{
    if (layout_->count() > 0)
        layout_->addSpacing(kGap);
    auto* above = label(caption, role::kStrong);
    above->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(caption);
    layout_->addWidget(above);
    layout_->addWidget(field);
    if (!hint.isEmpty()) {
        layout_->addWidget(label(hint, role::kCaption, true));
        field->setAccessibleDescription(hint);
    }
    auto* problem = label({}, role::kProblem, true);
    problem->hide();
    layout_->addWidget(problem);
    field->setProperty("problemLabel", QVariant::fromValue<QObject*>(problem));
}

void Form::addWidget(QWidget* widget)
{
    if (layout_->count() > 0)
        layout_->addSpacing(kGap);
    layout_->addWidget(widget);
}

void Form::setProblem(QWidget* field, const QString& problem)
{
    field->setProperty("invalid", !problem.isEmpty());
    field->style()->unpolish(field);
    field->style()->polish(field);
    if (auto* line = qobject_cast<QLabel*>(field->property("problemLabel").value<QObject*>())) {
        line->setText(problem);
        line->setVisible(!problem.isEmpty());
    }
}

} // namespace oxseal::ui
