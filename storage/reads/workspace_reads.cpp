// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/workspace_reads.h"

namespace oxseal {

Result<WorkspaceState> workspaceState(Workspace& workspace)
{
    WorkspaceState state;
    auto head = workspace.ledgerHead();
    if (!head)
        return tl::unexpected<Error>(head.error());
    state.head = std::move(*head);
    const auto found = workspace.db().one(
        "SELECT time FROM ledger_entry WHERE verb = 'backup.make' ORDER BY seq DESC LIMIT 1", {},
        [&state](const SqlRow& row) { state.lastBackup = Instant::fromIso(row.text(0)); });
    if (!found)
        return tl::unexpected<Error>(found.error());
    return state;
}

} // namespace oxseal
