// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <string>

namespace oxseal {

/// What Workspace::write would refuse whatever the work is (not writable, not permitted, no reason), said before an action
/// reads a large file, computes or signs. The write itself checks again.
[[nodiscard]] Status requirePermission(Workspace& workspace, Permission permission, const std::string& reason);

} // namespace oxseal
