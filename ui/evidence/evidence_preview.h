// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDialog>
#include <QString>

namespace oxseal::ui {

/// What the preview can show; the rest is saved as a copy.
enum class PreviewKind { Pdf, Picture, Text, None };
/// By content, never by the name alone.
[[nodiscard]] PreviewKind previewKind(const QByteArray& bytes);

/// Shows the bytes of one piece of evidence in the window; they are never written to the disk for it.
class EvidencePreview final : public QDialog
{
    Q_OBJECT

public:
    EvidencePreview(const QString& name, const QByteArray& bytes, QWidget* parent = nullptr);

Q_SIGNALS:
    void saveCopy();

private:
    QWidget* pdf();
    QWidget* picture();
    QWidget* text();

    QByteArray bytes_;
};

} // namespace oxseal::ui
