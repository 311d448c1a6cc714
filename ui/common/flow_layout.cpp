// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/flow_layout.h"

#include "ui/shell/theme.h"

#include <algorithm>
#include <vector>

namespace oxseal::ui {

FlowLayout::FlowLayout(QWidget* parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(kGap);
}

FlowLayout::~FlowLayout() { qDeleteAll(items_); }

void FlowLayout::addItem(QLayoutItem* item) { items_.append(item); }

QLayoutItem* FlowLayout::itemAt(int index) const { return items_.value(index); }

QLayoutItem* FlowLayout::takeAt(int index) { return index >= 0 && index < items_.size() ? items_.takeAt(index) : nullptr; }

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : items_)
        size = size.expandedTo(item->minimumSize());
    return size;
}

QSize FlowLayout::sizeHint() const
{
    QSize line(items_.isEmpty() ? 0 : -spacing(), 0);
    for (const QLayoutItem* item : items_) {
        const QSize size = item->sizeHint();
        line = QSize(line.width() + size.width() + spacing(), std::max(line.height(), size.height()));
    }
    return line;
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool place) const
{
    std::vector<QRect> places;
    int left = rect.x();
    int top = 0;
    int height = 0;
    for (QLayoutItem* item : items_) {
        const QSize size = item->sizeHint().boundedTo(QSize(std::max(1, rect.width()), QLAYOUTSIZE_MAX));
        if (left > rect.x() && left + size.width() > rect.x() + rect.width()) {
            left = rect.x();
            top += height + spacing();
            height = 0;
        }
        places.emplace_back(QPoint(left, top), size);
        left += size.width() + spacing();
        height = std::max(height, size.height());
    }
    const int whole = top + height;
    if (place) {
        // Beside a taller neighbour in its bar a single line stands in the middle, as the neighbour's own text does.
        const int above = rect.y() + (top == 0 ? std::max(0, (rect.height() - whole) / 2) : 0);
        for (int i = 0; i < static_cast<int>(places.size()); ++i)
            items_[i]->setGeometry(places[static_cast<std::size_t>(i)].translated(0, above));
    }
    return whole;
}

} // namespace oxseal::ui
