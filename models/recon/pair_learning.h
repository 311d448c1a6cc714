// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/learnt_lines.h"
#include "models/recon/matcher.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace oxseal::recon {

/// Candidate pairs with what EM made of them.
struct LearntPairs
{
    MatchModel model;
    std::vector<CandidatePair> pairs; ///< ascending by left line
    std::vector<std::uint32_t> probability; ///< 32 fraction bits, at most 2^32 − 1
    std::uint64_t dropped = 0;
    int rounds = 0; ///< of EM
    std::uint64_t taught = 0; ///< statement lines of the accounts that EM ran on
};

/// Blocks the open lines, compares them, learns the weights by expectation–maximisation (Dempster, Laird, Rubin 1977) and weighs
/// every pair against its rivals. Of many accounts it learns from whole ones, drawn by the hash of their names, until they have
/// 150,000 statement lines. `entered` hears of the stages Block, Score, Learn and Assign.
/// Gives back LearntLines::sorted when the pairs are blocked.
[[nodiscard]] LearntPairs learnPairs(LearntLines& lines, const OpenLines& open, int threads,
    const std::function<void(MatchStage)>& entered = [](MatchStage) {});

} // namespace oxseal::recon
