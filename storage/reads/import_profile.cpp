// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/import_profile.h"

#include "models/core/text.h"
#include "storage/import/csv_table.h"
#include "storage/objects/snapshot_store.h"
#include "storage/repos/import_repo.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

/// Where a header stands: the same place if it still is there, else the one place it has now.
std::optional<std::size_t> placeOf(const std::vector<std::string>& headers, const MappedColumn& column)
{
    const std::string key = headerKey(column.header);
    if (column.column < headers.size() && headerKey(headers[column.column]) == key)
        return column.column;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (headerKey(headers[i]) != key)
            continue;
        if (found)
            return std::nullopt; // twice, and at neither place it had
        found = i;
    }
    return found;
}

bool sameLayout(const ImportProfile& profile, const FileLayout& layout)
{
    if (!layout.account.empty() || !profile.account.empty())
        return layout.account == profile.account;
    return profile.columns.size() > 1 && std::all_of(profile.columns.begin(), profile.columns.end(), [&](const MappedColumn& column) {
        return !headerKey(column.header).empty() && column.column < layout.headers.size()
            && headerKey(layout.headers[column.column]) == headerKey(column.header);
    });
}

ImportProfile profileOf(const SnapshotInfo& info)
{
    ImportProfile profile;
    profile.from = info.id;
    profile.kind = info.key.kind;
    profile.subject = info.key.subject;
    profile.fileName = info.fileName;
    profile.original = info.original;
    profile.entity = info.key.entity;
    profile.currency = info.currency;
    profile.sourceProfile = info.mapping["profile"]["id"].toString();
    if (info.mapping["account"].isString())
        profile.account = info.mapping["account"].toString();
    for (const auto& [field, column] : info.mapping["given"].toObject())
        profile.map[field] = column.toString();
    for (const auto& [field, column] : info.mapping["columns"].toObject()) {
        MappedColumn one;
        one.field = field;
        if (column["header"].isString())
            one.header = column["header"].toString();
        one.column = static_cast<std::size_t>(std::max<std::int64_t>(1, column["column"].toInteger()) - 1);
        profile.columns.push_back(std::move(one));
    }
    return profile;
}

Status addCard(Database& db, ImportProfile& profile)
{
    OXSEAL_TRY(const auto card, import_repo::card(db, profile.from));
    if (!card)
        return {};
    profile.card = card->card;
    profile.card->sourceRows.reset();
    profile.card->sourceTotal.reset();
    profile.card->importedTotal.reset();
    profile.card->importedRows = 0;
    profile.card->runAt.clear();
    profile.card->screenshot = false;
    return {};
}

} // namespace

Result<std::optional<ImportProfile>> importProfile(Database& db, const std::string& kind, const std::string& subject)
{
    SnapshotKey key;
    key.kind = kind;
    OXSEAL_TRY(const auto all, listSnapshots(db, key));
    const auto last = std::find_if(all.rbegin(), all.rend(), [&](const SnapshotInfo& info) { return info.key.subject == subject; });
    if (last == all.rend())
        return std::optional<ImportProfile>();
    ImportProfile profile = profileOf(*last);
    OXSEAL_CHECK(addCard(db, profile));
    return std::optional<ImportProfile>(std::move(profile));
}

Result<std::optional<ImportProfile>> recognisedProfile(Database& db, const FileLayout& layout)
{
    SnapshotKey key;
    key.kind = layout.kind;
    OXSEAL_TRY(const auto all, listSnapshots(db, key));
    std::optional<ImportProfile> out;
    std::set<std::string> subjects;
    for (auto info = all.rbegin(); info != all.rend(); ++info) {
        ImportProfile profile = profileOf(*info);
        if (!sameLayout(profile, layout) || (out && profile.kind != out->kind))
            continue;
        subjects.insert(profile.subject);
        if (!out)
            out = std::move(profile);
    }
    if (!out)
        return out;
    if (subjects.size() > 1)
        out->subject.clear();
    OXSEAL_CHECK(addCard(db, *out));
    return out;
}

ProfileFit fitProfile(const ImportProfile& profile, const std::vector<std::string>& headers)
{
    ProfileFit fit;
    for (const MappedColumn& column : profile.columns) {
        const auto place = column.header.empty()
            ? (column.column < headers.size() ? std::optional<std::size_t>(column.column) : std::nullopt)
            : placeOf(headers, column);
        if (!place)
            fit.gaps.push_back({column.field, column.header, column.column});
        else if (profile.map.count(column.field) != 0)
            fit.map[column.field] = columnName(headers, *place); // a number chosen then must not mean another column now
    }
    for (const auto& [field, column] : profile.map) {
        if (column == kLeaveOut)
            fit.map[field] = column;
    }
    return fit;
}

std::string columnName(const std::vector<std::string>& headers, std::size_t column)
{
    const std::string number = std::to_string(column + 1);
    if (column >= headers.size())
        return number;
    const std::string key = headerKey(headers[column]);
    const auto same = std::count_if(headers.begin(), headers.end(), [&](const std::string& other) { return headerKey(other) == key; });
    // "-" would mean: not read; its key is empty, so it stays a number.
    return key.empty() || same > 1 ? number : headers[column];
}

} // namespace oxseal
