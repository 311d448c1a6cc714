// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/pdf_report.h"

#include "storage/export/pdf_dates.h"
#include "storage/export/pdf_layout.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>

#include <iostream>
#include <iterator>

namespace oxseal::exporting {

Result<std::string> drawPdf(const Document& document)
{
    QByteArray bytes;
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
            if (!first)
                writer.newPage();
            first = false;
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
    return pdf;
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
