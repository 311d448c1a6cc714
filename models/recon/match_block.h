// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace oxseal::recon {

/// A line inside a block of equal keys: its place in time (in the pass's unit) and its index on its side. A block is
/// sorted by (position, index).
struct BlockLine
{
    std::int32_t position = 0;
    std::uint32_t index = 0;
};

struct BlockWindow
{
    std::int32_t before = 0; ///< left − right ≥ −before
    std::int32_t after = 0; ///< left − right ≤ after
    std::int32_t margin = 0;
};

struct BlockPair
{
    std::uint32_t left = 0; ///< line indices
    std::uint32_t right = 0;
    std::int32_t distance = 0;
    std::uint32_t rival = 0xFFFFFFFFU; ///< nearest runner-up (beyond the margin); 0xFFFFFFFF when there is none
    std::int32_t rivalDistance = 0;
    bool rivalIsLeft = false;
    bool afterClearer = false;
};

/// Lines (by index) that could pair in several ways; both lists ascend in time.
struct BlockCluster
{
    std::vector<std::uint32_t> left;
    std::vector<std::uint32_t> right;
    std::int32_t nearest = 0; ///< distance of the closest pair in it
};

struct BlockDecision
{
    std::vector<BlockPair> pairs;
    std::vector<BlockCluster> clusters;
};

/// Decides one block. A pair is taken when each line is the other's nearest within the window and every other candidate of
/// either is more than `margin` days farther. Then once more among what is left (marked afterClearer). What still has a
/// candidate becomes clusters. O(n log n).
void decideBlock(
    std::span<const BlockLine> left, std::span<const BlockLine> right, const BlockWindow& window, BlockDecision& out);

} // namespace oxseal::recon
