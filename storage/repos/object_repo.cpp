// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/object_repo.h"

namespace oxseal::repo {
namespace {

constexpr const char* kInsert = R"sql(
INSERT INTO object (file, file_key, sha256, size, kind) VALUES (?, ?, ?, ?, ?))sql";
constexpr const char* kSelect = R"sql(SELECT file, file_key, sha256, size, kind FROM object WHERE id = ?)sql";
constexpr const char* kDelete = R"sql(DELETE FROM object WHERE id = ?)sql";
constexpr const char* kFiles = R"sql(SELECT file FROM object ORDER BY file)sql";
constexpr const char* kIds = R"sql(SELECT id FROM object ORDER BY id)sql";

} // namespace

Result<ObjectId> insertObject(Database& db, const ObjectRow& row)
{
    OXSEAL_TRY(const std::int64_t id,
        db.insert(kInsert, {std::string_view(row.file), row.key.view(), ByteView(row.sha256.bytes),
                               static_cast<std::int64_t>(row.size), std::string_view(row.kind)}));
    return ObjectId(id);
}

Result<bool> objectRow(Database& db, ObjectId id, ObjectRow& out)
{
    return db.one(kSelect, {id.value}, [&](const SqlRow& row) {
        out = {row.string(0), Secret::copyOf(row.blob(1)), row.digest(2), static_cast<std::uint64_t>(row.integer(3)),
            row.string(4)};
    });
}

Result<bool> deleteObject(Database& db, ObjectId id)
{
    OXSEAL_TRY(const std::int64_t count, db.run(kDelete, {id.value}));
    return count == 1;
}

Status eachObjectFile(Database& db, const std::function<bool(const std::string&)>& each)
{
    return db.each(kFiles, {}, [&](const SqlRow& row) { return each(row.string(0)); });
}

Result<std::vector<ObjectId>> objectIds(Database& db)
{
    std::vector<ObjectId> ids;
    OXSEAL_CHECK(db.each(kIds, {}, [&](const SqlRow& row) {
        ids.emplace_back(row.integer(0));
        return true;
    }));
    return ids;
}

} // namespace oxseal::repo
