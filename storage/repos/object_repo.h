// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "storage/db/database.h"

#include <functional>
#include <string>
#include <vector>

namespace oxseal::repo {

struct ObjectRow
{
    std::string file; ///< 32 hexadecimal digits
    Secret key;
    Digest sha256;
    std::uint64_t size = 0;
    std::string kind;
};

[[nodiscard]] Result<ObjectId> insertObject(Database& db, const ObjectRow& row);
/// False when there is no such object.
[[nodiscard]] Result<bool> objectRow(Database& db, ObjectId id, ObjectRow& out);
[[nodiscard]] Result<bool> deleteObject(Database& db, ObjectId id);
[[nodiscard]] Status eachObjectFile(Database& db, const std::function<bool(const std::string& file)>& each);
[[nodiscard]] Result<std::vector<ObjectId>> objectIds(Database& db);

} // namespace oxseal::repo
