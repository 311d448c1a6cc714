// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/flags.h"

#include <cstdint>

namespace oxseal::access {

/// How far one line stands out, so that the reviewer meets the odd ones first (A8, A11). Only an order of work: it decides
/// nothing, and its parts are shown.
struct Outlier
{
    int flags = 0; ///< weightOf each raised flag, added up
    int rarity = 0; ///< 0 … kMostRarity: so many times the share of peers who do not hold the permission, rounded down

    [[nodiscard]] int score() const noexcept { return flags + rarity; }
};

/// Fewer peers than this say nothing about what is usual.
inline constexpr std::int64_t kFewestPeers = 4;

inline constexpr std::int64_t kMostRarity = 4;
/// What a raised flag adds: critical 8, high 4, medium 2, low 1.
[[nodiscard]] int weightOf(Severity severity) noexcept;

/// `peers`: other workers with the same department and title; `holding`: those of them who hold the permission; `fewest`: of peers, for rarity
/// to count (rarity.h).
[[nodiscard]] Outlier outlierOf(const LineFlags& flags, std::int64_t holding, std::int64_t peers, std::int64_t fewest = kFewestPeers) noexcept;

} // namespace oxseal::access
