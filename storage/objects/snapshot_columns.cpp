// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/objects/snapshot_columns.h"

#include "storage/objects/column_codec.h"
#include "storage/repos/import_repo.h"

namespace oxseal {

Result<Table> loadSnapshotColumns(Workspace& workspace, SnapshotId id, const std::set<std::string>& names)
{
    OXSEAL_TRY(const auto chunks, import_repo::chunks(workspace.db(), id));
    std::vector<Column> columns;
    for (const auto& chunk : chunks) {
        if (!names.contains(chunk.name))
            continue;
        OXSEAL_TRY(const std::string bytes, workspace.objects().get(chunk.object));
        OXSEAL_TRY(const ObjectInfo object, workspace.objects().info(chunk.object));
        const std::string place = "snapshot " + std::to_string(id.value) + ", column " + chunk.name;
        if (object.sha256 != chunk.sha256)
            return fail(kSnapshotDamaged, place);
        OXSEAL_TRY(Column column, decodeChunk(asBytes(bytes), chunk.name));
        if (column.size() != static_cast<std::size_t>(chunk.rows))
            return fail(kSnapshotDamaged, place);
        if (chunk.chunk == 0)
            columns.push_back(std::move(column));
        else
            OXSEAL_CHECK(appendChunk(columns.back(), column));
    }
    return Table(std::move(columns));
}

} // namespace oxseal
