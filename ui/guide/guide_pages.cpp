// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/guide_pages.h"

#include <QDir>
#include <QFile>
#include <QObject>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <map>

namespace oxseal::ui {
namespace {

const QString kFolder = QStringLiteral(":/guide");
const QString kHelpFolder = QStringLiteral(":/help");
const QString kIndex = QStringLiteral("index");

QString read(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()) : QString();
}

QString headingOf(const QString& text, const QString& fallback)
{
    static const QRegularExpression heading(QStringLiteral("^#\\s+(.+)$"), QRegularExpression::MultilineOption);
    const auto match = heading.match(text);
    return match.hasMatch() ? match.captured(1).trimmed() : fallback;
}

/// Keys in the order in which the index links to them; pages it does not name come last.
QStringList order(const QStringList& keys)
{
    QStringList ordered;
    static const QRegularExpression link(QStringLiteral("\\]\\(([a-z0-9_-]+)\\.md\\)"));
    auto matches = link.globalMatch(read(kFolder + QStringLiteral("/index.md")));
    if (keys.contains(kIndex))
        ordered << kIndex;
    while (matches.hasNext()) {
        const QString key = matches.next().captured(1);
        if (keys.contains(key) && !ordered.contains(key))
            ordered << key;
    }
    for (const QString& key : keys) {
        if (!ordered.contains(key))
            ordered << key;
    }
    return ordered;
}

std::vector<GuideEntry> entriesBelow(const QString& folder, const QString& suffix)
{
    const bool markdown = suffix == QStringLiteral(".md");
    QStringList keys;
    for (const QString& name : QDir(folder).entryList({QLatin1Char('*') + suffix}, QDir::Files, QDir::Name))
        keys << name.chopped(suffix.size());
    std::vector<GuideEntry> entries;
    for (const QString& key : markdown ? order(keys) : keys) {
        const QString file = folder + QLatin1Char('/') + key + suffix;
        entries.push_back({key, markdown ? headingOf(read(file), key) : key, file, markdown});
    }
    return entries;
}

} // namespace

const std::vector<GuideEntry>& guideEntries()
{
    static const std::vector<GuideEntry> kEntries = [] {
        auto entries = entriesBelow(kFolder, QStringLiteral(".md"));
        return entries.empty() ? entriesBelow(kHelpFolder, QStringLiteral(".txt")) : entries;
    }();
    return kEntries;
}

QString guideText(const GuideEntry& entry) { return read(entry.file); }

QString guideKeyFor(const QString& wanted)
{
    // Pages of the window and the guide's page that explains them; the second name is that of the help texts.
    static const std::map<QString, QStringList> kPages{
        {QStringLiteral("home"), {QStringLiteral("start"), QStringLiteral("overview")}},
        {QStringLiteral("calendar"), {QStringLiteral("rules"), QStringLiteral("calendar")}},
        {QStringLiteral("import"), {QStringLiteral("imports"), QStringLiteral("import")}},
        {QStringLiteral("access"), {QStringLiteral("reviews"), QStringLiteral("review")}},
        {QStringLiteral("sod"), {QStringLiteral("duties"), QStringLiteral("sod")}},
        {QStringLiteral("recon"), {QStringLiteral("recon"), QStringLiteral("reconcile")}},
        {QStringLiteral("controls"), {QStringLiteral("controls"), QStringLiteral("control")}},
        {QStringLiteral("deficiencies"), {QStringLiteral("deficiencies"), QStringLiteral("deficiency")}},
        {QStringLiteral("evidence"), {QStringLiteral("controls"), QStringLiteral("evidence")}},
        {QStringLiteral("readiness"), {QStringLiteral("certify"), QStringLiteral("readiness")}},
        {QStringLiteral("certificates"), {QStringLiteral("certify")}},
        {QStringLiteral("packets"), {QStringLiteral("packets"), QStringLiteral("packet")}},
        {QStringLiteral("audit"), {QStringLiteral("limits"), QStringLiteral("ledger")}},
        {QStringLiteral("models"), {QStringLiteral("recon"), QStringLiteral("model")}},
        {QStringLiteral("people"), {QStringLiteral("people"), QStringLiteral("user")}},
        {QStringLiteral("settings"), {QStringLiteral("backup"), QStringLiteral("backup")}},
    };
    const auto& entries = guideEntries();
    const auto has = [&](const QString& key) {
        return std::any_of(entries.begin(), entries.end(), [&](const GuideEntry& entry) { return entry.key == key; });
    };
    if (const auto found = kPages.find(wanted); found != kPages.end()) {
        for (const QString& key : found->second) {
            if (has(key))
                return key;
        }
    }
    if (has(wanted))
        return wanted;
    return entries.empty() ? QString() : entries.front().key;
}

} // namespace oxseal::ui
