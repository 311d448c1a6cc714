// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/core/result.h"
#include "models/sod/conflict_finder.h"
#include "models/sod/linter.h"

#include <string>
#include <string_view>

namespace oxseal::cli {

/// First lines of what is written here.
inline constexpr std::string_view kConflictsHeader = "user,rule,left_path,right_path,severity\n";
inline constexpr std::string_view kWitnessesHeader = "user,rule,function,group,account,role,permission\n";

/// The results of `sod check` as CSV files, of any size: one line per conflict, and one per witness of a conflict. The bytes do
/// not depend on the number of threads. Error: kCannotWrite.
[[nodiscard]] Status writeConflicts(const std::string& file, const sod::ConflictFinder& finder, const sod::FindResult& found, unsigned threads);
[[nodiscard]] Status writeWitnesses(const std::string& file, const sod::ConflictFinder& finder, const sod::FindResult& found, unsigned threads);

/// The permissions held that are in no duty, by name, into the result (at most 100), and a line for each of the first 20 behind the
/// text: what no rule can judge is not passed over as a number.
void addUnmapped(Json& json, std::string& text, const sod::LintReport& lint);

} // namespace oxseal::cli
