// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"

#include <QFont>
#include <QPaintDevice>
#include <QRectF>
#include <QString>

#include <vector>

namespace oxseal::exporting {

/// One thing to draw, in device units of the page.
struct DrawText
{
    QRectF rect;
    QString text;
    QFont font;
    int flags = 0;
};

struct DrawLine
{
    QPointF from;
    QPointF to;
    qreal width = 0;
};

/// A place to fill in; its box is drawn, so that it is there on paper as well.
struct DrawField
{
    QRectF rect;
    doc::Field field;
};

struct LaidPage
{
    std::vector<DrawText> texts;
    std::vector<DrawLine> lines;
    std::vector<DrawField> fields;
};

/// Breaks the document into pages first, so that every footer can name their number.
[[nodiscard]] std::vector<LaidPage> layOut(const Document& document, QPaintDevice& device, QSizeF page);

} // namespace oxseal::exporting
