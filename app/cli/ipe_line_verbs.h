// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "models/core/result.h"
#include "storage/objects/snapshot_store.h"

#include <string>

namespace oxseal {
class Workspace;
}

namespace oxseal::cli {

class Call;

/// An imported file beside a second listing of the same report (--file), the lines that differ also as --out for writing reasons into.
[[nodiscard]] Result<int> importDifferences(Call& call, SnapshotId id);
/// Explains the difference of an import by the reasons of such a file.
[[nodiscard]] Status explainByLines(Call& call, Workspace& workspace, SnapshotId id, const std::string& file, const std::string& reason);

} // namespace oxseal::cli
