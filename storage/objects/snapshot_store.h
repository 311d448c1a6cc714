// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/core/json.h"
#include "models/core/result.h"
#include "models/core/table.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchSnapshot{"import.no_such_snapshot", ErrorClass::Usage};
inline constexpr ErrorCode kSnapshotDamaged{"import.snapshot_damaged", ErrorClass::Integrity};

/// The name under which a snapshot is looked up. Fields that do not apply are "".
struct SnapshotKey
{
    std::string kind; ///< "listing", "roster", "rules", "statement", "gl", "tb"
    std::string subject; ///< the system of a listing or rule set; the account of a statement; "" else
    std::string entity; ///< code of the entity (P2)
    std::string period; ///< "2026-Q3"
};

/// Everything of an import except the cells.
struct SnapshotInfo
{
    SnapshotId id;
    SnapshotKey key;
    std::string fileName;
    std::optional<Day> asOf; ///< the day the data speak of
    Instant importedAt;
    PersonId importedBy;
    std::string parser; ///< "csv", "xlsx", "mt940", "ofx", "camt", "bai2", "qif", "iif"
    std::string parserVersion; ///< semantic; rises only when the parser's output changes
    Json mapping; ///< dialect, encoding, column map, date order, decimals: what a re-parse needs
    Json report; ///< ImportReport::toJson
    Json redaction; ///< columns dropped or masked with the rule; null when nothing was removed
    Digest original; ///< SHA-256 of the file as it came
    Digest sha256; ///< SHA-256 of the bytes kept (= original when nothing was removed)
    std::uint64_t bytes = 0; ///< kept
    ObjectId object; ///< the bytes kept
    Digest columns; ///< over the digests of all chunks: identifies the rows
    std::uint64_t rows = 0;
    int moneyDigits = 2;
    std::string currency; ///< "" when rows name their own
    std::string openingBalance; ///< decimal string; statements only, "" = not stated
    std::string closingBalance;
};

/// A frozen population: what putSnapshot needs.
struct NewSnapshot
{
    /// id, importedAt, importedBy, sha256, bytes, object, columns and rows are filled in by putSnapshot; so is `original` when
    /// it is empty, for then `kept` is the file as it came.
    SnapshotInfo info;
    ByteView kept; ///< redacted bytes
    const Table* table = nullptr;
};

/// Stores bytes and columns as encrypted objects and their digests as rows, inside the unit of work; records the ledger
/// entry "import.file" (digests, counts and parser only; names of files and people go to the disposable body).
[[nodiscard]] Result<SnapshotInfo> putSnapshot(UnitOfWork& unit, const NewSnapshot& snapshot);

/// The columns, each chunk checked against its digest. kNoSuchSnapshot, or kSnapshotDamaged naming the chunk.
[[nodiscard]] Result<Table> loadSnapshot(Workspace& workspace, SnapshotId id);
[[nodiscard]] Result<Table> loadSnapshot(Database& db, const ObjectStore& objects, SnapshotId id);
[[nodiscard]] Result<SnapshotInfo> snapshotInfo(Database& db, SnapshotId id);
/// The bytes as imported (after redaction).
[[nodiscard]] Result<std::string> snapshotBytes(Workspace& workspace, SnapshotId id);

/// The last imported of this key; empty fields of the key match anything. nullopt when there is none.
[[nodiscard]] Result<std::optional<SnapshotInfo>> latestSnapshot(Database& db, const SnapshotKey& key);
/// All of this key, oldest first; empty fields match anything.
[[nodiscard]] Result<std::vector<SnapshotInfo>> listSnapshots(Database& db, const SnapshotKey& key = {});

/// RFC 6962 root over the salted row leaves (FORMATS.md §5), computed at the first call and kept as a row and a ledger entry
/// "import.row_root"; later calls give the stored value. Inside another module's write (opening a campaign, committing a
/// sample); `random` gives the snapshot's salt.
[[nodiscard]] Result<Digest> rowRoot(UnitOfWork& unit, SnapshotId id, Random& random);
/// The same as a write of its own (Permission::ImportData).
[[nodiscard]] Result<Digest> rowRoot(Workspace& workspace, SnapshotId id, const std::string& reason);
/// nullopt while it has not been computed.
[[nodiscard]] Result<std::optional<Digest>> storedRowRoot(Database& db, SnapshotId id);

} // namespace oxseal
