// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/matcher.h"
#include "models/recon/match_model.h"
#include "models/recon/taught_lines.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal::recon {

/// What was learnt from the two files and what it was applied to; with the files it reproduces every decision.
struct LearntReport
{
    MatchModel model;
    bool anchorsByReference = true; ///< false: too few references agree, learnt from amounts that occur once
    std::uint64_t anchors = 0;
    std::uint64_t taught = 0; ///< pairs decided before that it learnt from; those of equal amounts are among the anchors
    std::uint64_t pairs = 0; ///< compared
    std::uint64_t dropped = 0; ///< pairs of crowded blocks that were not compared
    /// Of a million pairs without a reference, how many blocking is estimated to lose: the share of pairs known by their
    /// reference whose dates lie outside the window or whose amounts differ by no learnt fee.
    std::uint64_t lostPerMillion = 0;
    int rounds = 0; ///< of expectation–maximisation
    std::vector<std::string> labels; ///< words found to mark batches, sorted
};

struct LearntResult
{
    MatchResult match;
    LearntReport report;
};

/// p from which a pair may be `auto`: 0.95 with 32 fraction bits.
inline constexpr std::uint32_t kAutoProbability = 4080218931U;
/// Fewer anchors (see candidate_pairs) than this teach nothing: the passes alone decide.
inline constexpr std::uint64_t kFewestTeachers = 50;

/// Learns from the lines themselves, without labels, what tells pairs from chance (Fellegi and Sunter 1969; Winkler 1988), and
/// weighs every pair and sum against its rivals. Decides what has more than half of the probability: no two decisions can
/// share a line then, and no other choice of pairs is expected to hold more right ones over wrong ones. `auto` needs
/// kAutoProbability, equal amounts and evidence besides amount and date. Lines that are likely to have a partner among several
/// equals become one `Candidates` group. What is left goes through the reversal passes of `rules`.
/// The result is the same for any number of threads and any order of the lines.
/// With fewer than kFewestTeachers anchors the passes of `rules` decide and
/// `report.anchors` says so.
[[nodiscard]] Result<LearntResult> matchLearnt(std::span<const MatchLine> left, std::span<const MatchLine> right,
    const PassSet& rules, const MatchOptions& options = {});
/// The same for lines of one account of which others were decided before: those teach it as well, each pair with full weight (labelled
/// data in EM: Nigam, McCallum, Thrun, Mitchell 2000). They are in no group of the result, and no rival of the lines that are.
[[nodiscard]] Result<LearntResult> matchLearnt(std::span<const MatchLine> left, std::span<const MatchLine> right,
    const TaughtLines& taught, const PassSet& rules, const MatchOptions& options = {});

} // namespace oxseal::recon
