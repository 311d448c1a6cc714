// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/candidate_pairs.h"
#include "models/recon/field_levels.h"
#include "models/recon/fixed_bits.h"
#include "models/recon/identity_cores.h"
#include "models/recon/match_evidence.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace oxseal::recon {

/// Weights of evidence in the sense of Fellegi and Sunter (1969): log2 of how much oftener a level occurs among pairs that
/// belong together than among pairs that do not.
struct MatchModel
{
    DayWindow window;
    std::vector<FeeSchedule> fees;
    Bits prior = 0; ///< log2 of pairs / (lines alone left × lines alone right), each as a share of its side
    std::array<Bits, kAmountLevels> amount{}; ///< log2 of the share of the level among pairs; rarity is added by line
    std::vector<Bits> day; ///< by lag + window.before: log2 (share among pairs × days of the account); the last is "outside"
    std::array<Bits, kReferenceLevels> reference{}; ///< Equal: log2 of its share; rarity is added by line
    std::array<Bits, kFitLevels> description{};
    Bits commonName = 0; ///< log2 of the chance that two lines of the books name the same
};

/// What makes a level telling for one line: how rare its value is among the lines it could have met.
struct LineRarity
{
    Bits amount = 0; ///< log2 (lines of the partition / lines of this amount in it)
    Bits reference = 0; ///< likewise
    Bits name = 0; ///< log2 (lines / lines whose description has this core)
    Bits account = 0; ///< log2 of the lines of the partition
    bool laterCopy = false; ///< an equal line of the books was posted on an earlier day
};

/// Shares of levels among random pairs of lines; never learnt from pairs, so EM cannot drift there.
struct RandomShares
{
    std::array<std::uint64_t, kReferenceLevels> reference{};
    std::array<std::uint64_t, kFitLevels> description{};
};

[[nodiscard]] PairEvidence evidenceOf(
    const MatchModel& model, const CandidatePair& pair, const LineRarity& left, const LineRarity& right);

/// Expected counts of levels among pairs that belong together, in 2⁻¹⁶ pairs.
struct LevelCounts
{
    std::uint64_t pairs = 0;
    std::array<std::uint64_t, kAmountLevels> amount{};
    std::vector<std::uint64_t> day;
    std::array<std::uint64_t, kReferenceLevels> reference{};
    std::array<std::uint64_t, kFitLevels> description{};

    explicit LevelCounts(std::size_t days) : day(days + 1) {}
    void add(const CandidatePair& pair, std::uint64_t weight);
    void add(const LevelCounts& other);
};

struct SideSizes
{
    std::uint64_t left = 0;
    std::uint64_t right = 0;
    std::uint64_t days = 1; ///< from the first to the last date of the books
    std::uint64_t sameName = 1; ///< chance that two lines of the books have one core, 16 fraction bits
};

/// The M step: weights from expected counts (each level gets half a pair more, so that nothing is impossible).
[[nodiscard]] MatchModel modelOf(const LevelCounts& counts, const RandomShares& random, const SideSizes& sizes,
    const DayWindow& window, std::span<const FeeSchedule> fees);

} // namespace oxseal::recon
