// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// A signature on figures as they stood (intercompany pairs, payment processors): when the figures change, it stands for nothing.
struct FiguresSignoff
{
    std::string duty; ///< preparer, reviewer
    Digest digest; ///< of the figures signed
    std::string note;
    Instant at;
    PersonId by;
    std::string category; ///< of what is unexplained in them; "" nothing is
};

/// The newest signature of that duty on figures with this digest; nullptr without one.
[[nodiscard]] inline const FiguresSignoff* signatureOn(const std::vector<FiguresSignoff>& oldestFirst, const Digest& digest, std::string_view duty)
{
    for (auto signoff = oldestFirst.rbegin(); signoff != oldestFirst.rend(); ++signoff) {
        if (signoff->duty == duty && signoff->digest == digest)
            return &*signoff;
    }
    return nullptr;
}

/// Whether figures tell anything about a period in that state: of one that is over, only what was signed in it does, not what was named later.
[[nodiscard]] inline bool tellOf(std::string_view periodState, const std::vector<FiguresSignoff>& signoffs)
{
    return (periodState != "filed" && periodState != "closed") || !signoffs.empty();
}

/// How far the figures with this digest are: "open", "prepared" or "reviewed".
[[nodiscard]] inline const char* signedState(const std::vector<FiguresSignoff>& oldestFirst, const Digest& digest)
{
    if (signatureOn(oldestFirst, digest, "preparer") == nullptr)
        return "open";
    return signatureOn(oldestFirst, digest, "reviewer") == nullptr ? "prepared" : "reviewed";
}

} // namespace oxseal
