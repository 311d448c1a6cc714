// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/save_file.h"

#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QUrl>

namespace oxseal::ui {
namespace {

/// Its words are those of the command line: it is the same thing that happened.
constexpr ErrorCode kCannotSave{"cli.cannot_write", ErrorClass::Input};
const QString kFolder = QStringLiteral("window/folder");

QString folder() { return QSettings().value(kFolder, QDir::homePath()).toString(); }

/// What was typed, pasted or dropped, as a path: "~" is the home folder, a bare name lies in the folder of last time.
QString pathOf(const QString& typed)
{
    QString path = typed.trimmed();
    if (path.startsWith(QStringLiteral("file:")))
        path = QUrl(path).toLocalFile();
    if (path.isEmpty())
        return {};
    if (path == QStringLiteral("~") || path.startsWith(QStringLiteral("~/")))
        path.replace(0, 1, QDir::homePath());
    return QDir::cleanPath(QDir(folder()).absoluteFilePath(path));
}

enum class Want { Read, ReadMany, Write, Folder };

QString problemOf(Want want, const QString& path, bool replace)
{
    const QFileInfo info(path);
    if (path.isEmpty())
        return want == Want::Folder ? QObject::tr("Name the folder first.") : QObject::tr("Name the file first.");
    if (want == Want::Folder)
        return info.isDir() ? QString() : QObject::tr("There is no folder of this name.");
    if (want == Want::Read || want == Want::ReadMany)
        return info.isFile() && info.isReadable() ? QString() : QObject::tr("There is no readable file of this name.");
    if (info.isDir())
        return QObject::tr("This is a folder; name a file in it.");
    if (!QFileInfo(info.absolutePath()).isDir())
        return QObject::tr("There is no folder %1.").arg(info.absolutePath());
    return info.exists() && !replace ? QObject::tr("There is a file of this name; say that it is to be replaced, or name another.") : QString();
}

QString verbOf(Want want)
{
    if (want == Want::Write)
        return QObject::tr("Save");
    return want == Want::Folder ? QObject::tr("Take this folder") : QObject::tr("Open");
}

QStringList chooseOnDesktop(QWidget* parent, Want want, const QString& title, const QString& start, const QString& kinds)
{
    switch (want) {
    case Want::Folder: return {QFileDialog::getExistingDirectory(parent, title, start)};
    case Want::Write: return {QFileDialog::getSaveFileName(parent, title, start, kinds)};
    case Want::ReadMany: return QFileDialog::getOpenFileNames(parent, title, start, kinds);
    case Want::Read: break;
    }
    return {QFileDialog::getOpenFileName(parent, title, start, kinds)};
}

/// The path is typed, or taken from the desktop's own dialog, which then is the whole answer. Empty when the person turns back.
QStringList askPaths(QWidget* parent, Want want, const QString& title, const QString& start, const QString& kinds)
{
    FormDialog dialog(parent, title, verbOf(want));
    dialog.setMinimumWidth(kTextMeasure);
    auto* field = new QWidget;
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    const QString caption = want == Want::Folder ? QObject::tr("Folder") : QObject::tr("File");
    auto* path = new QLineEdit(start);
    path->setObjectName(QStringLiteral("path"));
    path->setAccessibleName(caption);
    auto* choose = new QPushButton(QObject::tr("Choose…"));
    choose->setAccessibleName(QObject::tr("Choose in a dialog of the desktop"));
    choose->setAutoDefault(false);
    field->setFocusProxy(path);
    row->addWidget(path, 1);
    row->addWidget(choose);
    dialog.form().addField(caption, field, QObject::tr("A name without a folder lies in %1.").arg(folder()));
    auto* replace = new QCheckBox(QObject::tr("Replace the file that is there"));
    replace->setVisible(false);
    dialog.form().addWidget(replace);
    QStringList chosen;
    QObject::connect(choose, &QPushButton::clicked, &dialog, [&] {
        const QString at = pathOf(path->text());
        chosen = chooseOnDesktop(&dialog, want, title, at.isEmpty() ? folder() : at, kinds);
        chosen.removeAll(QString());
        if (!chosen.isEmpty())
            dialog.accept(); // whether to replace a file the desktop's dialog has asked
    });
    dialog.setCheck([&] {
        const QString at = pathOf(path->text());
        replace->setVisible(want == Want::Write && QFileInfo(at).isFile());
        return problemOf(want, at, replace->isChecked());
    });
    path->selectAll();
    path->setFocus();
    if (!dialog.ask())
        return {};
    return chosen.isEmpty() ? QStringList{pathOf(path->text())} : chosen;
}

QString askPath(QWidget* parent, Want want, const QString& title, const QString& start, const QString& kinds)
{
    return askPaths(parent, want, title, start, kinds).value(0);
}

} // namespace

QString askFileToSave(QWidget* parent, const QString& title, const QString& name, const QString& kinds)
{
    const QString file = askPath(parent, Want::Write, title, QDir(folder()).filePath(name), kinds);
    if (!file.isEmpty())
        QSettings().setValue(kFolder, QFileInfo(file).absolutePath());
    return file;
}

QString askFileToOpen(QWidget* parent, const QString& title, const QString& kinds)
{
    const QString file = askPath(parent, Want::Read, title, folder() + QLatin1Char('/'), kinds);
    if (!file.isEmpty())
        QSettings().setValue(kFolder, QFileInfo(file).absolutePath());
    return file;
}

QStringList askFilesToOpen(QWidget* parent, const QString& title, const QString& kinds)
{
    const QStringList files = askPaths(parent, Want::ReadMany, title, folder() + QLatin1Char('/'), kinds);
    if (!files.isEmpty())
        QSettings().setValue(kFolder, QFileInfo(files.front()).absolutePath());
    return files;
}

QString askFolder(QWidget* parent, const QString& title)
{
    const QString chosen = askPath(parent, Want::Folder, title, folder(), {});
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
