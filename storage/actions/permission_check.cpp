// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/permission_check.h"

#include "models/core/text.h"

namespace oxseal {

Status requirePermission(Workspace& workspace, Permission permission, const std::string& reason)
{
    const auto permitted = [&] { return allowed(workspace.actor().roles, permission); };
    if (workspace.writable() && permitted() && !trimmed(reason).empty())
        return {};
    // The refusal comes from its one place. Roles are read anew there: who was given one since the login may go on.
    const Status refused = workspace.writeStatus(permission, reason, [](UnitOfWork&) -> Status { return {}; });
    if (!refused && refused.error().is(kWorkspaceSilentWrite) && permitted())
        return {};
    return refused;
}

} // namespace oxseal
