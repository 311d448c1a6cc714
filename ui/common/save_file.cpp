// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/save_file.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>

namespace oxseal::ui {
namespace {

/// Its words are those of the command line: it is the same thing that happened.
constexpr ErrorCode kCannotSave{"cli.cannot_write", ErrorClass::Input};
const QString kFolder = QStringLiteral("window/folder");

void remember(const QString& file)
{
    if (!file.isEmpty())
        QSettings().setValue(kFolder, QFileInfo(file).absolutePath());
}

QString folder() { return QSettings().value(kFolder, QDir::homePath()).toString(); }

} // namespace

QString askFileToSave(QWidget* parent, const QString& title, const QString& name, const QString& kinds)
{
    const QString file = QFileDialog::getSaveFileName(parent, title, folder() + QLatin1Char('/') + name, kinds);
    remember(file);
    return file;
}

QString askFileToOpen(QWidget* parent, const QString& title, const QString& kinds)
{
    const QString file = QFileDialog::getOpenFileName(parent, title, folder(), kinds);
    remember(file);
    return file;
}

QString askFolder(QWidget* parent, const QString& title)
{
    const QString chosen = QFileDialog::getExistingDirectory(parent, title, folder());
    if (!chosen.isEmpty())
        QSettings().setValue(kFolder, chosen);
    return chosen;
}

Status saveFile(const QString& file, const std::string& bytes)
{
    QSaveFile out(file);
    const auto size = static_cast<qint64>(bytes.size());
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes.data(), size) != size || !out.commit())
        return fail(kCannotSave, file.toStdString(), {file.toStdString()});
    return {};
}

} // namespace oxseal::ui
