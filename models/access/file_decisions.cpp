// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/file_decisions.h"

#include "models/core/text.h"

namespace oxseal::access {

Status allowedInFile(std::span<const FileDecision> decisions)
{
    if (decisions.size() < 2)
        return {};
    std::vector<std::string> named;
    std::size_t uncommented = 0;
    for (const FileDecision& one : decisions) {
        // Not known to be ordinary counts as privileged, as in a bulk decision.
        const bool grave = one.line.flags.alarming() || one.line.flags.get(LineFlag::Privileged) != Flag::No;
        if (!grave || one.decision != Decision::Keep || !trimmed(one.comment).empty())
            continue;
        ++uncommented;
        if (named.size() < kUncommentedNamed)
            named.push_back(one.line.id);
    }
    if (uncommented == 0)
        return {};
    return fail(kFileUncommented, {}, {std::to_string(uncommented), join(named, ", ") + (uncommented > named.size() ? " …" : "")});
}

} // namespace oxseal::access
