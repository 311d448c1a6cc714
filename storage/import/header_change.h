// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "storage/import/import_report.h"

#include <string>
#include <utility>
#include <vector>

namespace oxseal {

/// What became of a header since the last import of the same report. `moved` pairs a removed and an added column at the same
/// place: perhaps a new name, which only a person can tell.
struct HeaderChange
{
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::pair<std::string, std::string>> moved;

    [[nodiscard]] bool any() const { return !added.empty() || !removed.empty(); }
};
[[nodiscard]] HeaderChange headerChange(const std::vector<std::string>& before, const std::vector<std::string>& after);

/// Compares the mappings of the last import of a system and of this one, as KindRead::mapping has them, report by report, and
/// says in the report what changed. Imports without a header have nothing to compare.
void noteHeaderChanges(const Json& before, const Json& after, ImportReport& report);

} // namespace oxseal
