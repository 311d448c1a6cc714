// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/outlier.h"

namespace oxseal::access {

int weightOf(Severity severity) noexcept
{
    switch (severity) {
    case Severity::Critical: return 8;
    case Severity::High: return 4;
    case Severity::Medium: return 2;
    case Severity::Low: break;
    }
    return 1;
}

Outlier outlierOf(const LineFlags& flags, std::int64_t holding, std::int64_t peers, std::int64_t fewest) noexcept
{
    Outlier outlier;
    for (std::size_t at = 0; at < kLineFlags; ++at) {
        const auto flag = static_cast<LineFlag>(at);
        if (flags.is(flag))
            outlier.flags += weightOf(severityOf(flag));
    }
    if (peers >= fewest && peers > 0 && holding >= 0 && holding <= peers)
        outlier.rarity = static_cast<int>((peers - holding) * kMostRarity / peers);
    return outlier;
}

} // namespace oxseal::access
