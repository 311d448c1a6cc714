// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/source_profile.h"
#include "storage/reads/rule_packs.h"

#include <QDir>

#include <algorithm>

namespace oxseal {
namespace {

Result<std::vector<SourceProfile>> readAll()
{
    std::vector<SourceProfile> out;
    for (const QString& file : QDir(QStringLiteral(":/profiles")).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        OXSEAL_TRY(const Json json, resourceJson(":/profiles/" + file.toStdString()));
        OXSEAL_TRY(SourceProfile profile, parseSourceProfile(json));
        out.push_back(std::move(profile));
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return !a.fallback && b.fallback; });
    return out;
}

} // namespace

const Result<std::vector<SourceProfile>>& sourceProfiles()
{
    static const auto all = readAll();
    return all;
}

} // namespace oxseal
