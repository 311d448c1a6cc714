// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/pdf_report.h"

#include "storage/export/pdf_dates.h"
#include "storage/export/pdf_fields.h"
#include "storage/export/pdf_layout.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>

#include <iostream>
#include <iterator>

namespace oxseal::exporting {
namespace {

/// Device units from the upper left corner to points from the lower left one.
QRectF onPaper(const QRectF& rect, const QPdfWriter& writer)
{
    const qreal unit = writer.resolution() / 72.0;
    const qreal height = writer.pageLayout().pageSize().sizePoints().height();
    return {rect.x() / unit, height - rect.bottom() / unit, rect.width() / unit, rect.height() / unit};
}

/// The box of a field; a choice shows by an arrow that it is one.
void drawBox(QPainter& painter, const DrawField& field, qreal unit)
{
    painter.setPen(QPen(QColor(0x8a, 0x8f, 0x98), 0.6 * unit));
    painter.setBrush(QColor(0xff, 0xfb, 0xec));
    painter.drawRect(field.rect);
    painter.setBrush(Qt::NoBrush);
    if (field.field.choices.empty())
        return;
    const QPointF tip(field.rect.right() - 8 * unit, field.rect.center().y() + 1.6 * unit);
    painter.setPen(QPen(QColor(0x5a, 0x5f, 0x68), 0.9 * unit));
    painter.drawLine(tip, tip + QPointF(-3.2 * unit, -3.2 * unit));
    painter.drawLine(tip, tip + QPointF(3.2 * unit, -3.2 * unit));
}

} // namespace

Result<std::string> drawPdf(const Document& document)
{
    QByteArray bytes;
    std::vector<PlacedField> placed;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly))
        return fail(kPdfFailed, "buffer");
    {
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
        writer.setResolution(600);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(QString::fromStdString(document.title));
        writer.setCreator(QStringLiteral("Oxseal"));
        const QSizeF size(writer.width(), writer.height());
        const auto pages = layOut(document, writer, size);
        QPainter painter;
        if (!painter.begin(&writer))
            return fail(kPdfFailed, "painter");
        bool first = true;
        for (const auto& page : pages) {
            for (const auto& field : page.fields)
                placed.push_back({static_cast<std::size_t>(&page - pages.data()), onPaper(field.rect, writer), field.field});
            if (!first)
                writer.newPage();
            first = false;
            for (const auto& field : page.fields)
                drawBox(painter, field, writer.resolution() / 72.0);
            if (!page.fields.empty())
                painter.setPen(Qt::black);
            for (const auto& text : page.texts) {
                painter.setFont(text.font);
                painter.drawText(text.rect, text.flags, text.text);
            }
            for (const auto& line : page.lines) {
                painter.setPen(QPen(Qt::black, line.width));
                painter.drawLine(line.from, line.to);
            }
        }
        painter.end();
    }
    std::string pdf = bytes.toStdString();
    if (!fixDatesAndId(pdf, document.created))
        return fail(kPdfFailed, "dates");
    if (placed.empty() && document.bound.empty())
        return pdf;
    auto form = withFields(pdf, placed, document.bound);
    if (!form)
        return fail(kPdfFailed, "fields");
    return std::move(*form);
}

int renderMain(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
    auto json = parseJson(input);
    if (!json) {
        std::cerr << json.error().debugString() << '\n';
        return 4;
    }
    auto document = documentFromJson(*json);
    if (!document) {
        std::cerr << document.error().debugString() << '\n';
        return 4;
    }
    auto pdf = drawPdf(*document);
    if (!pdf) {
        std::cerr << pdf.error().debugString() << '\n';
        return 70;
    }
    std::cout.write(pdf->data(), static_cast<std::streamsize>(pdf->size()));
    std::cout.flush();
    return std::cout.good() ? 0 : 70;
}

} // namespace oxseal::exporting
