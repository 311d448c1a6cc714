// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/objects/snapshot_store.h"

#include "models/audit/merkle.h"
#include "storage/crypto/hash.h"
#include "storage/objects/column_codec.h"
#include "storage/repos/import_repo.h"

#include <algorithm>
#include <array>

namespace oxseal {
namespace {

std::vector<ChunkDigest> digestsOf(const std::vector<ChunkRow>& chunks)
{
    std::vector<ChunkDigest> digests;
    for (const ChunkRow& chunk : chunks)
        digests.push_back({chunk.position, chunk.name, chunk.type, chunk.sha256});
    return digests;
}

/// The chunks of all columns, without their objects, and what makes the bytes of each.
std::vector<ChunkRow> chunksOf(const Table& table, std::vector<NewObject>& objects)
{
    std::vector<ChunkRow> chunks;
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
        const Column& column = table.columns()[c];
        std::size_t first = 0;
        do {
            const std::size_t rows = std::min(kChunkRows, table.rows() - first);
            objects.push_back({"column", [&column, first, rows](std::string& buffer) {
                                   buffer = encodeChunk(column, first, rows);
                                   return asBytes(buffer);
                               }});
            chunks.push_back({static_cast<std::int64_t>(c), static_cast<std::int64_t>(first / kChunkRows), column.name,
                static_cast<std::int64_t>(codeOf(column)), static_cast<std::int64_t>(rows), {}, {}});
            first += rows;
        } while (first < table.rows());
    }
    return chunks;
}

Event importEvent(const SnapshotInfo& info)
{
    Event event;
    event.verb = "import.file";
    event.object = "snapshot:" + std::to_string(info.id.value);
    event.module = "import";
    Json after;
    after.set("kind", info.key.kind).set("subject", info.key.subject).set("entity", info.key.entity).set("period", info.key.period);
    after.set("file", info.fileName).set("original", info.original.hex()).set("sha256", info.sha256.hex());
    after.set("columns", info.columns.hex()).set("rows", Json(info.rows)).set("bytes", Json(info.bytes));
    after.set("parser", info.parser).set("parser_version", info.parserVersion).set("mapping", info.mapping);
    after.set("rejected", info.report["rejected_rows"]).set("redaction", info.redaction);
    if (info.asOf)
        after.set("as_of", info.asOf->iso());
    event.after = std::move(after);
    return event;
}

std::string placeOf(SnapshotId id) { return "snapshot " + std::to_string(id.value); }

Result<SnapshotInfo> known(Database& db, SnapshotId id)
{
    OXSEAL_TRY(auto info, import_repo::snapshot(db, id));
    if (!info)
        return fail(kNoSuchSnapshot, {}, {std::to_string(id.value)});
    return std::move(*info);
}

} // namespace

Result<SnapshotInfo> putSnapshot(UnitOfWork& unit, const NewSnapshot& snapshot)
{
    SnapshotInfo info = snapshot.info;
    std::vector<NewObject> objects{{"input", [&snapshot](std::string&) { return snapshot.kept; }}};
    auto chunks = chunksOf(*snapshot.table, objects);
    OXSEAL_TRY(const std::vector<ObjectInfo> stored, unit.objects().putAll(objects));
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        chunks[i].object = stored[i + 1].id;
        chunks[i].sha256 = stored[i + 1].sha256;
    }
    info.object = stored.front().id;
    info.sha256 = stored.front().sha256;
    if (info.original == Digest())
        info.original = info.sha256;
    info.bytes = stored.front().size;
    info.rows = snapshot.table->rows();
    info.importedAt = unit.now();
    info.importedBy = unit.actor().person;
    info.columns = columnsDigest(info.rows, digestsOf(chunks));
    OXSEAL_TRY(info.id, import_repo::insertSnapshot(unit.db(), info));
    for (const auto& chunk : chunks)
        OXSEAL_CHECK(import_repo::insertChunk(unit.db(), info.id, chunk));
    unit.record(importEvent(info));
    return info;
}

Result<Table> loadSnapshot(Database& db, const ObjectStore& objects, SnapshotId id)
{
    OXSEAL_TRY(const SnapshotInfo info, known(db, id));
    OXSEAL_TRY(const auto chunks, import_repo::chunks(db, id));
    if (columnsDigest(info.rows, digestsOf(chunks)) != info.columns)
        return fail(kSnapshotDamaged, placeOf(id));
    std::vector<Column> columns;
    for (const auto& chunk : chunks) {
        OXSEAL_TRY(const std::string bytes, objects.get(chunk.object));
        // The object store proves the object against its own row; this proves that row against the snapshot's.
        OXSEAL_TRY(const ObjectInfo object, objects.info(chunk.object));
        if (object.sha256 != chunk.sha256)
            return fail(kSnapshotDamaged, placeOf(id) + ", column " + chunk.name);
        OXSEAL_TRY(Column column, decodeChunk(asBytes(bytes), chunk.name));
        if (column.size() != static_cast<std::size_t>(chunk.rows))
            return fail(kSnapshotDamaged, placeOf(id) + ", column " + chunk.name);
        if (chunk.chunk == 0)
            columns.push_back(std::move(column));
        else
            OXSEAL_CHECK(appendChunk(columns.back(), column));
    }
    const auto whole = [&info](const Column& column) { return column.size() == info.rows; };
    if (!std::all_of(columns.begin(), columns.end(), whole))
        return fail(kSnapshotDamaged, placeOf(id));
    return Table(std::move(columns));
}

Result<Table> loadSnapshot(Workspace& workspace, SnapshotId id)
{
    return loadSnapshot(workspace.db(), workspace.objects(), id);
}

Result<SnapshotInfo> snapshotInfo(Database& db, SnapshotId id) { return known(db, id); }

Result<std::string> snapshotBytes(Workspace& workspace, SnapshotId id)
{
    OXSEAL_TRY(const SnapshotInfo info, known(workspace.db(), id));
    OXSEAL_TRY(std::string bytes, workspace.objects().get(info.object));
    if (sha256(bytes) != info.sha256)
        return fail(kSnapshotDamaged, placeOf(id));
    return bytes;
}

Result<std::optional<SnapshotInfo>> latestSnapshot(Database& db, const SnapshotKey& key)
{
    OXSEAL_TRY(auto all, import_repo::snapshots(db, key));
    if (all.empty())
        return std::optional<SnapshotInfo>();
    return std::optional<SnapshotInfo>(std::move(all.back()));
}

Result<std::vector<SnapshotInfo>> listSnapshots(Database& db, const SnapshotKey& key)
{
    return import_repo::snapshots(db, key);
}

Result<std::optional<Digest>> storedRowRoot(Database& db, SnapshotId id)
{
    OXSEAL_TRY(const auto stored, import_repo::root(db, id));
    return stored ? std::optional<Digest>(stored->root) : std::nullopt;
}

Result<Digest> rowRoot(UnitOfWork& unit, SnapshotId id, Random& random)
{
    OXSEAL_TRY(const auto stored, storedRowRoot(unit.db(), id));
    if (stored)
        return *stored;
    OXSEAL_TRY(const Table table, loadSnapshot(unit.db(), unit.objects(), id));
    std::array<std::uint8_t, 32> salt{};
    random.fill(salt);
    Sha256 hasher;
    merkle::Frontier tree;
    for (std::size_t row = 0; row < table.rows(); ++row)
        tree.append(hasher, rowLeaf(hasher, ByteView(salt), table, row));
    const Digest root = tree.root(hasher);
    OXSEAL_CHECK(import_repo::insertRoot(unit.db(), id, ByteView(salt), root));
    Event event;
    event.verb = "import.row_root";
    event.object = "snapshot:" + std::to_string(id.value);
    event.module = "import";
    event.after.set("root", root.hex()).set("rows", static_cast<std::int64_t>(table.rows()));
    unit.record(std::move(event));
    return root;
}

Result<Digest> rowRoot(Workspace& workspace, SnapshotId id, const std::string& reason)
{
    OXSEAL_TRY(const auto stored, storedRowRoot(workspace.db(), id));
    if (stored)
        return *stored;
    return workspace.write(Permission::ImportData, reason,
        [&](UnitOfWork& unit) { return rowRoot(unit, id, *workspace.environment().random); });
}

} // namespace oxseal
