// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/verify_workspace.h"

#include <string>
#include <vector>

namespace oxseal::test {

/// "code @ subject; " for each finding; "" when there is none.
inline std::string textOf(const std::vector<Finding>& findings)
{
    std::string text;
    for (const Finding& finding : findings)
        text += finding.code + " @ " + finding.subject + "; ";
    return text;
}

/// What the verifier finds in the workspace's ledger, as text.
inline std::string ledgerProblems(Workspace& workspace)
{
    const auto result = verifyWorkspaceLedger(workspace);
    return result ? textOf(result->problems) : result.error().debugString();
}

} // namespace oxseal::test
