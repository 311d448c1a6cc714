// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_block.h"

#include <algorithm>
#include <cstdlib>

namespace oxseal::recon {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The nearest and second nearest line of the other side within the window. Ties go to the earlier in block order; a tie
/// is within any margin, so it never decides anything.
struct Nearest
{
    std::size_t best = kNone;
    std::size_t second = kNone;
    std::int32_t bestDistance = 0;
    std::int32_t secondDistance = 0;
};

Nearest nearestTwo(std::span<const BlockLine> others, std::size_t low, std::size_t high, std::int32_t position)
{
    Nearest found;
    if (low >= high)
        return found;
    const auto begin = others.begin();
    const auto at = std::lower_bound(begin + static_cast<std::ptrdiff_t>(low), begin + static_cast<std::ptrdiff_t>(high),
        position, [](const BlockLine& line, std::int32_t p) { return line.position < p; });
    const auto middle = static_cast<std::size_t>(at - begin);
    const std::size_t from = middle >= low + 2 ? middle - 2 : low;
    const std::size_t to = std::min(high, middle + 2);
    for (std::size_t i = from; i < to; ++i) {
        const std::int32_t distance = std::abs(others[i].position - position);
        if (found.best == kNone || distance < found.bestDistance) {
            found.second = found.best;
            found.secondDistance = found.bestDistance;
            found.best = i;
            found.bestDistance = distance;
        } else if (found.second == kNone || distance < found.secondDistance) {
            found.second = i;
            found.secondDistance = distance;
        }
    }
    return found;
}

/// For every line of `lines` the nearest two of `others` whose position lies in [position − back, position + ahead].
std::vector<Nearest> nearestOfAll(
    std::span<const BlockLine> lines, std::span<const BlockLine> others, std::int32_t back, std::int32_t ahead)
{
    std::vector<Nearest> all(lines.size());
    std::size_t low = 0;
    std::size_t high = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::int32_t position = lines[i].position;
        while (low < others.size() && others[low].position < position - back)
            ++low;
        high = std::max(high, low);
        while (high < others.size() && others[high].position <= position + ahead)
            ++high;
        all[i] = nearestTwo(others, low, high, position);
    }
    return all;
}

bool clear(const Nearest& nearest, std::int32_t margin)
{
    return nearest.best != kNone
        && (nearest.second == kNone || nearest.secondDistance > nearest.bestDistance + margin);
}

/// Takes the clear pairs out of left and right; true when any was found.
bool takeClear(std::vector<BlockLine>& left, std::vector<BlockLine>& right, const BlockWindow& window, bool afterClearer,
    std::vector<BlockPair>& pairs)
{
    const auto ofLeft = nearestOfAll(left, right, window.after, window.before);
    const auto ofRight = nearestOfAll(right, left, window.before, window.after);
    std::vector<bool> leftTaken(left.size());
    std::vector<bool> rightTaken(right.size());
    bool any = false;
    for (std::size_t l = 0; l < left.size(); ++l) {
        const Nearest& mine = ofLeft[l];
        if (!clear(mine, window.margin))
            continue;
        const Nearest& theirs = ofRight[mine.best];
        if (theirs.best != l || !clear(theirs, window.margin))
            continue;
        BlockPair pair;
        pair.left = left[l].index;
        pair.right = right[mine.best].index;
        pair.distance = mine.bestDistance;
        pair.afterClearer = afterClearer;
        if (mine.second != kNone && (theirs.second == kNone || mine.secondDistance <= theirs.secondDistance)) {
            pair.rival = right[mine.second].index;
            pair.rivalDistance = mine.secondDistance;
        } else if (theirs.second != kNone) {
            pair.rival = left[theirs.second].index;
            pair.rivalDistance = theirs.secondDistance;
            pair.rivalIsLeft = true;
        }
        pairs.push_back(pair);
        leftTaken[l] = true;
        rightTaken[mine.best] = true;
        any = true;
    }
    if (any) {
        std::size_t at = 0;
        std::erase_if(left, [&](const BlockLine&) { return leftTaken[at++]; });
        at = 0;
        std::erase_if(right, [&](const BlockLine&) { return rightTaken[at++]; });
    }
    return any;
}

/// Connected components of "within the window". Both ends of a left line's range move forward only, so one sweep does.
void collectClusters(
    std::span<const BlockLine> left, std::span<const BlockLine> right, const BlockWindow& window, BlockDecision& out)
{
    std::size_t low = 0;
    std::size_t high = 0;
    std::size_t clusterEnd = 0; // first right line beyond the open cluster
    bool open = false;
    for (const BlockLine& line : left) {
        while (low < right.size() && right[low].position < line.position - window.after)
            ++low;
        high = std::max(high, low);
        while (high < right.size() && right[high].position <= line.position + window.before)
            ++high;
        if (low == high)
            continue;
        const std::int32_t distance = nearestTwo(right, low, high, line.position).bestDistance;
        std::size_t from = clusterEnd;
        if (!open || low >= clusterEnd) {
            out.clusters.emplace_back();
            out.clusters.back().nearest = distance;
            from = low;
            open = true;
        }
        BlockCluster& cluster = out.clusters.back();
        cluster.left.push_back(line.index);
        cluster.nearest = std::min(cluster.nearest, distance);
        for (; from < high; ++from)
            cluster.right.push_back(right[from].index);
        clusterEnd = high;
    }
}

} // namespace

void decideBlock(
    std::span<const BlockLine> left, std::span<const BlockLine> right, const BlockWindow& window, BlockDecision& out)
{
    if (left.empty() || right.empty())
        return;
    if (left.size() == 1 && right.size() == 1) { // by far the most frequent block
        const std::int32_t difference = left[0].position - right[0].position;
        if (difference >= -window.before && difference <= window.after) {
            BlockPair pair;
            pair.left = left[0].index;
            pair.right = right[0].index;
            pair.distance = std::abs(difference);
            out.pairs.push_back(pair);
        }
        return;
    }
    std::vector<BlockLine> openLeft(left.begin(), left.end());
    std::vector<BlockLine> openRight(right.begin(), right.end());
    if (takeClear(openLeft, openRight, window, false, out.pairs))
        takeClear(openLeft, openRight, window, true, out.pairs);
    const std::size_t before = out.clusters.size();
    collectClusters(openLeft, openRight, window, out);
    // A cluster of one and one is no choice any more: its rivals went to clearer pairs.
    const auto rest = std::remove_if(out.clusters.begin() + static_cast<std::ptrdiff_t>(before), out.clusters.end(),
        [&](const BlockCluster& cluster) {
            if (cluster.left.size() != 1 || cluster.right.size() != 1)
                return false;
            BlockPair pair;
            pair.left = cluster.left[0];
            pair.right = cluster.right[0];
            pair.distance = cluster.nearest;
            pair.afterClearer = true;
            out.pairs.push_back(pair);
            return true;
        });
    out.clusters.erase(rest, out.clusters.end());
}

} // namespace oxseal::recon
