// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/profile_lines.h"

namespace oxseal {

/// The columns in which a listing keeps where its rows come from, and the member of the mapping that says so (A10).
inline constexpr const char* kSourceFile = "source_file"; ///< of several files; there is no such column for one
inline constexpr const char* kSourceLine = "source_line"; ///< of the file as it was kept, from 1
inline constexpr const char* kSourcesKept = "sources";

[[nodiscard]] std::vector<RowSource> sourcesOf(const std::vector<std::uint64_t>& lines);
/// Adds the columns behind those of the table, which has as many rows.
void addSources(Table& table, Json& mapping, const std::vector<RowSource>& sources);

/// Where a row of a listing comes from; line 0 when its import did not keep it.
[[nodiscard]] RowSource sourceOf(const Table& listing, std::size_t row);

} // namespace oxseal
