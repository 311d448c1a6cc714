// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/objects/snapshot_store.h"

#include <set>
#include <string>

namespace oxseal {

/// Some columns of a snapshot, each chunk checked against its digest as by loadSnapshot; those that it does not have are left out.
[[nodiscard]] Result<Table> loadSnapshotColumns(Workspace& workspace, SnapshotId id, const std::set<std::string>& names);

} // namespace oxseal
