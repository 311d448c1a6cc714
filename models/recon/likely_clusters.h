// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/candidate_pairs.h"
#include "models/recon/learnt_lines.h"

#include <cstdint>
#include <span>
#include <vector>

namespace oxseal::recon {

/// Open lines of both sides that could belong together in more than one way.
struct LikelyCluster
{
    std::vector<std::uint32_t> left; ///< ascending
    std::vector<std::uint32_t> right;
    friend bool operator==(const LikelyCluster&, const LikelyCluster&) = default;
};

/// Lines that probably have a partner though no pair of theirs is likelier than all others together, with every open line it could
/// be. `probability` (32 fraction bits) is that of each pair; pairs below one in twenty are not named. Clusters by their first line.
[[nodiscard]] std::vector<LikelyCluster> likelyClusters(
    std::span<const CandidatePair> pairs, std::span<const std::uint32_t> probability, const OpenLines& open);

} // namespace oxseal::recon
