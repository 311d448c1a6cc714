// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"
#include "models/core/table.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kColumnDamaged{"import.column_damaged", ErrorClass::Integrity};

/// Rows of one chunk; a column of more rows is cut into several.
inline constexpr std::size_t kChunkRows = 1U << 20;

enum class ColumnCode : std::uint8_t { Text = 1, Money = 2, Integer = 3, Day = 4, Flag = 5 };

[[nodiscard]] ColumnCode codeOf(const Column& column) noexcept;
/// Rows [first, first + rows) of a column as bytes (FORMATS.md §4).
[[nodiscard]] std::string encodeChunk(const Column& column, std::size_t first, std::size_t rows);
/// Reads one chunk; strict: every length is checked and no byte may be left over. kColumnDamaged.
[[nodiscard]] Result<Column> decodeChunk(ByteView bytes, std::string name);
/// Adds the rows of `chunk` (same type) after those of `column`. kColumnDamaged when the types differ.
[[nodiscard]] Status appendChunk(Column& column, const Column& chunk);

/// A chunk of a column by its digest; `position` is the column's place in the table.
struct ChunkDigest
{
    std::int64_t position = 0;
    std::string name;
    std::int64_t type = 0; ///< ColumnCode
    Digest sha256;
};
/// FORMATS.md §4: the one digest that stands for all rows of a snapshot. `chunks` are in order of columns, then of rows.
[[nodiscard]] Digest columnsDigest(std::uint64_t rows, const std::vector<ChunkDigest>& chunks);
/// The same of a table at hand.
[[nodiscard]] Digest columnsDigest(const Table& table);

/// The leaf of one row in a snapshot's tree (FORMATS.md §5): SHA-256 over 0x00, the row's own salt, its number and its cells.
/// `snapshotSalt` has 32 bytes; a row's salt is derived from it, so that showing one row gives no other away.
[[nodiscard]] Digest rowLeaf(Hasher& hasher, ByteView snapshotSalt, const Table& table, std::size_t row);

} // namespace oxseal
