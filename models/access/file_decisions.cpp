// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/file_decisions.h"

#include "models/core/text.h"

namespace oxseal::access {

Status allowedInFile(std::span<const FileDecision> decisions)
{
    if (decisions.size() < 2)
        return {};
    std::string uncommented;
    for (const FileDecision& one : decisions) {
        // Not known to be ordinary counts as privileged, as in a bulk decision.
        const bool grave = one.line.flags.alarming() || one.line.flags.get(LineFlag::Privileged) != Flag::No;
        if (grave && one.decision == Decision::Keep && trimmed(one.comment).empty())
            uncommented += (uncommented.empty() ? "" : ", ") + one.line.id;
    }
    if (!uncommented.empty())
        return fail(kFileUncommented, {}, {uncommented});
    return {};
}

} // namespace oxseal::access
