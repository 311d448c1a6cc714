// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/sod/conflict_finder.h"

#include <string>

namespace oxseal::cli {

/// The results of `sod check` as CSV files, of any size: one line per conflict, and one per witness of a conflict. The bytes do
/// not depend on the number of threads. Error: kCannotWrite.
[[nodiscard]] Status writeConflicts(const std::string& file, const sod::ConflictFinder& finder, const sod::FindResult& found, unsigned threads);
[[nodiscard]] Status writeWitnesses(const std::string& file, const sod::ConflictFinder& finder, const sod::FindResult& found, unsigned threads);

} // namespace oxseal::cli
