// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <optional>

namespace oxseal {

/// What the window's status strip says of a workspace.
struct WorkspaceState
{
    LedgerHead head;
    std::optional<Instant> lastBackup; ///< of the latest backup event
};

[[nodiscard]] Result<WorkspaceState> workspaceState(Workspace& workspace);

} // namespace oxseal
