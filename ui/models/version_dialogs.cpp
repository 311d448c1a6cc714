// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/version_dialogs.h"

#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"

#include <QFile>

namespace oxseal::ui {

std::optional<VersionFile> askForVersion(QWidget* parent, const QString& title, const QString& words, const QString& choose)
{
    FormDialog dialog(parent, title, QObject::tr("Propose"));
    dialog.addWords(words);
    auto* file = new FileField(choose);
    dialog.form().addField(QObject::tr("File"), file);
    dialog.setCheck([file] { return file->path().isEmpty() ? QObject::tr("Name the file.") : file->problem(); });
    dialog.askReason();
    if (!dialog.ask())
        return std::nullopt;
    QFile source(file->path());
    return VersionFile{source.open(QIODevice::ReadOnly) ? source.readAll().toStdString() : std::string(), dialog.reason().toStdString()};
}

std::optional<std::string> askToDecideVersion(
    QWidget* parent, const ModelVersionRow& version, bool approve, const QString& what, const std::vector<QString>& binds)
{
    ActQuestion question;
    const QString title = approve ? QObject::tr("Approve version %1").arg(version.version) : QObject::tr("Refuse version %1").arg(version.version);
    question.title = what.isEmpty() ? title : title + QLatin1Char(' ') + what;
    question.verb = approve ? QObject::tr("Approve") : QObject::tr("Refuse");
    question.binds = approve ? binds : std::vector<QString>{QObject::tr("The version in force stays.")};
    question.details = QString::fromStdString(version.sha256.hex());
    const auto answer = askToAct(parent, question);
    return answer ? std::optional<std::string>(answer->reason.toStdString()) : std::nullopt;
}

} // namespace oxseal::ui
