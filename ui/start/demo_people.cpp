// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/demo_people.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>
#include <QSettings>

#include <map>

namespace oxseal::ui {
namespace {

constexpr int kMostRecent = 6;
constexpr qint64 kMostBytes = 16 * 1024;
const QString kRecent = QStringLiteral("start/recent");

} // namespace

std::vector<DemoPerson> demoPeople(const QString& workspaceFolder)
{
    std::vector<DemoPerson> out;
    if (workspaceFolder.isEmpty())
        return out;
    QFile file(QFileInfo(QDir(workspaceFolder).absolutePath()).absoluteDir().filePath(QStringLiteral("passphrases.txt")));
    if (!file.open(QIODevice::ReadOnly))
        return out;
    const QStringList lines = QString::fromUtf8(file.read(kMostBytes)).split(QLatin1Char('\n'));
    if (!lines.front().startsWith(QStringLiteral("DEMO")))
        return out;
    for (const QString& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(QStringLiteral(": "));
        if (colon > 0)
            out.push_back({line.left(colon), line.mid(colon + 2).trimmed()});
    }
    return out;
}

QString demoPersonWord(const QString& login)
{
    static const std::map<QString, QString> kWords{
        {QStringLiteral("admin"), QObject::tr("Administrator: people and keys")},
        {QStringLiteral("admin2"), QObject::tr("Second administrator: confirms")},
        {QStringLiteral("controller"), QObject::tr("Controller: reviews, duties, the packet")},
        {QStringLiteral("preparer"), QObject::tr("Preparer: imports and reconciles")},
        {QStringLiteral("reviewer"), QObject::tr("Reviewer: decides access")},
        {QStringLiteral("treasurer"), QObject::tr("Treasurer")},
        {QStringLiteral("counsel"), QObject::tr("Counsel")},
        {QStringLiteral("chair"), QObject::tr("Audit committee chair: reads")},
        {QStringLiteral("ceo"), QObject::tr("Chief executive officer: signs")},
        {QStringLiteral("cfo"), QObject::tr("Chief financial officer: concludes and signs")},
    };
    const auto found = kWords.find(login);
    return found == kWords.end() ? login : found->second;
}

QStringList recentWorkspaces()
{
    QStringList out;
    for (const QString& folder : QSettings().value(kRecent).toStringList()) {
        if (QFileInfo::exists(QDir(folder).filePath(QStringLiteral("keyring.json"))))
            out << folder;
    }
    return out;
}

void rememberWorkspace(const QString& folder)
{
    QStringList all = QSettings().value(kRecent).toStringList();
    const QString path = QDir(folder).absolutePath();
    all.removeAll(path);
    all.prepend(path);
    QSettings().setValue(kRecent, all.mid(0, kMostRecent));
}

} // namespace oxseal::ui
