// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/fixed_bits.h"

#include <cstdint>
#include <span>
#include <vector>

namespace oxseal::recon {

/// Two lines that may belong together, by their numbers on their sides.
struct PairEdge
{
    std::uint32_t left = 0;
    std::uint32_t right = 0;
};

/// Weights below minus this many bits count as that. Where the best weight of a line is above it, all weights of the line are
/// lowered by the excess: the line is as good as sure to be paired, and who with depends on differences only.
inline constexpr std::int64_t kMostWeight = 24 * std::int64_t{kOneBit};

/// The probability of every pair with all its rivals considered. A choice of pairs in which no line occurs twice has the
/// product of its pairs' odds (2^weight) as its own; the probability of a pair is the share of the choices that hold it.
/// Sum–product message passing ("belief propagation") in integers: the numbers depend neither on the order of the pairs nor
/// on `threads`. Exact where rivalries form no ring; within rings it is the Bethe approximation, for which the iteration
/// converges (Bayati, Gamarnik, Katz, Nair, Tetali 2007, on matchings). Probabilities of the pairs of one line never add up
/// to more than one, so pairs above one half share no line: they are the choice that is expected to hold the most right
/// pairs over wrong ones.
class PairMarginals
{
public:
    /// `edges` ascend by left line.
    PairMarginals(std::uint32_t leftLines, std::uint32_t rightLines, std::span<const PairEdge> edges);

    /// In bits × 65,536, by edge. Messages are kept: after a small change few sweeps are needed.
    void setWeights(std::span<const Bits> weights);
    /// Passes messages up to `most` times, or until none changes by more than 2⁻²⁰. Returns the passes made.
    int sweep(int most, int threads);
    /// 32 fraction bits.
    [[nodiscard]] std::uint64_t probability(std::uint32_t edge) const;

private:
    /// One side's messages from the other's, for lines whose messages came in changed; true when any went out changed.
    bool pass(bool left, std::uint32_t firstLine, std::uint32_t lastLine);

    std::span<const PairEdge> edges_;
    std::vector<std::uint32_t> leftStart_; ///< by left line, one more at the end: its edges
    std::vector<std::uint32_t> rightStart_; ///< by right line: into rightEdges_
    std::vector<std::uint32_t> rightEdges_;
    /// What an edge knows, in one place: seen from the right lines they come in no order.
    struct Link
    {
        std::uint64_t odds = 0; ///< 32 fraction bits
        std::uint32_t fromLeft = 0; ///< chance, but for this edge, that its left line is free; 32 fraction bits
        std::uint32_t fromRight = 0;
    };
    std::vector<Link> links_;
    std::vector<unsigned char> staleLeft_; ///< by line: has to pass messages again
    std::vector<unsigned char> staleRight_;
};

/// A possible group of one owner (a statement line) and any other lines (numbered apart from owners), with the same meaning
/// of its weight.
struct GroupEdge
{
    std::uint32_t owner = 0;
    std::vector<std::uint32_t> lines;
    std::int64_t weight = 0;
};

/// As PairMarginals for groups of any size; `sweeps` rounds, of which each takes the mean of its own and the last messages.
/// Groups of one owner exclude each other once, however many lines they share.
[[nodiscard]] std::vector<std::uint64_t> groupMarginals(std::span<const GroupEdge> groups, int sweeps);

} // namespace oxseal::recon
