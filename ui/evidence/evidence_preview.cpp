// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/evidence_preview.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QImageReader>
#include <QPdfDocument>
#include <QPdfView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStringDecoder>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

/// More text than this is cut: nobody reads it here, and the window must not block.
constexpr qsizetype kMostText = 512 * 1024;
/// Pictures are scaled while they are read, so that a hostile size costs no memory.
constexpr int kMostPixels = 2400;

bool isText(const QByteArray& bytes)
{
    if (bytes.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder.decode(bytes.left(kMostText));
    Q_UNUSED(decoded)
    return !decoder.hasError();
}

QImageReader& prepared(QImageReader& reader)
{
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    return reader;
}

} // namespace

PreviewKind previewKind(const QByteArray& bytes)
{
    if (bytes.startsWith("%PDF-"))
        return PreviewKind::Pdf;
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    if (buffer.open(QIODevice::ReadOnly)) {
        QImageReader reader(&buffer);
        if (prepared(reader).canRead() && reader.format() != "svg" && reader.format() != "pdf")
            return PreviewKind::Picture;
    }
    return isText(bytes) ? PreviewKind::Text : PreviewKind::None;
}

EvidencePreview::EvidencePreview(const QString& name, const QByteArray& bytes, QWidget* parent)
    : QDialog(parent)
    , bytes_(bytes)
{
    setWindowTitle(name);
    const QSize room = QGuiApplication::primaryScreen()->availableSize();
    resize(std::min(900, room.width() - 2 * kGap32), std::min(900, room.height() - 2 * kGap32));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kGap12);
    layout->addWidget(label(name, role::kSectionTitle, true));
    QWidget* shown = nullptr;
    switch (previewKind(bytes_)) {
    case PreviewKind::Pdf: shown = pdf(); break;
    case PreviewKind::Picture: shown = picture(); break;
    case PreviewKind::Text: shown = text(); break;
    case PreviewKind::None: break;
    }
    if (shown == nullptr) {
        auto* words = label(tr("This kind of file cannot be shown here. Save a copy and open it with the program it belongs to."), {}, true);
        words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        shown = words;
    }
    layout->addWidget(shown, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(label(tr("This opening is recorded in the audit trail."), role::kSecondary));
    row->addStretch(1);
    auto* save = new QPushButton(tr("Save a copy…"));
    auto* close = new QPushButton(tr("Close"));
    close->setDefault(true);
    row->addWidget(save);
    row->addWidget(close);
    layout->addLayout(row);
    connect(save, &QPushButton::clicked, this, &EvidencePreview::saveCopy);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

QWidget* EvidencePreview::pdf()
{
    auto* document = new QPdfDocument(this);
    auto* buffer = new QBuffer(&bytes_, this);
    if (!buffer->open(QIODevice::ReadOnly))
        return nullptr;
    document->load(buffer);
    if (document->status() != QPdfDocument::Status::Ready)
        return nullptr;
    auto* view = new QPdfView(this);
    view->setAccessibleName(tr("Pages of the document"));
    view->setDocument(document);
    view->setPageMode(QPdfView::PageMode::MultiPage);
    view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    return view;
}

QWidget* EvidencePreview::picture()
{
    QBuffer buffer(&bytes_);
    if (!buffer.open(QIODevice::ReadOnly))
        return nullptr;
    QImageReader reader(&buffer);
    const QSize whole = prepared(reader).size();
    if (whole.width() > kMostPixels || whole.height() > kMostPixels)
        reader.setScaledSize(whole.scaled(kMostPixels, kMostPixels, Qt::KeepAspectRatio));
    const QImage image = reader.read();
    if (image.isNull())
        return nullptr;
    auto* shown = new QLabel;
    shown->setPixmap(QPixmap::fromImage(image));
    shown->setAccessibleName(tr("Picture of %1 by %2 pixels").arg(whole.width()).arg(whole.height()));
    auto* area = new QScrollArea;
    area->setWidget(shown);
    area->setAccessibleName(tr("Picture"));
    return area;
}

QWidget* EvidencePreview::text()
{
    auto* view = new QPlainTextEdit;
    view->setReadOnly(true);
    view->setAccessibleName(tr("Text of the evidence"));
    view->setObjectName(role::kMono);
    QByteArray shown = bytes_.left(kMostText);
    shown.replace("\r\n", "\n").replace('\t', "    ");
    QString words = plain({shown.constData(), static_cast<std::size_t>(shown.size())}, true);
    if (bytes_.size() > kMostText)
        words += tr("\n… the rest is not shown; save a copy to read it.");
    view->setPlainText(words);
    return view;
}

} // namespace oxseal::ui
