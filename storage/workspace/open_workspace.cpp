// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/workspace.h"

namespace oxseal {

// Placeholder bodies so that the tree links while the workspace is written; replaced in the next steps.
inline constexpr ErrorCode kNoWorkspaceYet{"cli.not_yet", ErrorClass::Usage};

Result<std::unique_ptr<Workspace>> openWorkspace(const OpenOptions&, const Secret&, const Environment&)
{
    return fail(kNoWorkspaceYet, {}, {"workspace"});
}

Result<CreatedWorkspace> createWorkspace(const CreateOptions&, const Secret&, const Environment&)
{
    return fail(kNoWorkspaceYet, {}, {"workspace"});
}

} // namespace oxseal
