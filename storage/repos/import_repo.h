// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/ipe.h"
#include "storage/objects/snapshot_store.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

struct ChunkRow
{
    std::int64_t position = 0;
    std::int64_t chunk = 0;
    std::string name;
    std::int64_t type = 0;
    std::int64_t rows = 0;
    ObjectId object;
    Digest sha256;
};

struct RootRow
{
    std::string salt;
    Digest root;
};

struct IpeCardRow
{
    controls::IpeCard card;
    ObjectId screenshot;
    PersonId enteredBy;
    std::string enteredAt;
};

/// All SQL over the tables of schema 0003.
namespace import_repo {

    Result<SnapshotId> insertSnapshot(Database& db, const SnapshotInfo& info);
    Status insertChunk(Database& db, SnapshotId snapshot, const ChunkRow& chunk);
    Result<std::optional<SnapshotInfo>> snapshot(Database& db, SnapshotId id);
    Result<std::vector<SnapshotInfo>> snapshots(Database& db, const SnapshotKey& key); ///< oldest first
    Result<std::vector<ChunkRow>> chunks(Database& db, SnapshotId id); ///< by position, chunk
    Result<std::optional<RootRow>> root(Database& db, SnapshotId id);
    Status insertRoot(Database& db, SnapshotId id, ByteView salt, const Digest& root);

    Status insertCard(Database& db, SnapshotId id, const IpeCardRow& card);
    Result<std::optional<IpeCardRow>> card(Database& db, SnapshotId id); ///< the last one entered
    Status insertExplanation(Database& db, SnapshotId id, const controls::IpeExplanation& explanation, Instant at);
    Result<std::vector<controls::IpeExplanation>> explanations(Database& db, SnapshotId id);
    Status insertConclusion(Database& db, SnapshotId id, const controls::IpeConclusion& conclusion, const std::string& text, Instant at);
    Result<std::optional<controls::IpeConclusion>> conclusion(Database& db, SnapshotId id); ///< the last one

} // namespace import_repo
} // namespace oxseal
