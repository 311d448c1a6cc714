// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/likely_clusters.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace oxseal::recon {
namespace {

/// Rivals below this probability are not named as candidates: one in twenty.
constexpr std::uint32_t kWorthNaming = 214748365U;
constexpr std::uint64_t kHalf = 1U << 31U;

/// Disjoint sets over the lines of both sides.
class Clusters
{
public:
    explicit Clusters(std::size_t lines) : parent_(lines) { std::iota(parent_.begin(), parent_.end(), 0U); }
    std::uint32_t root(std::uint32_t line)
    {
        while (parent_[line] != line)
            line = parent_[line] = parent_[parent_[line]];
        return line;
    }
    void join(std::uint32_t a, std::uint32_t b)
    {
        a = root(a);
        b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> parent_;
};

} // namespace

std::vector<LikelyCluster> likelyClusters(std::span<const CandidatePair> pairs, std::span<const std::uint32_t> probability, const OpenLines& open)
{
    std::array<std::vector<std::uint64_t>, 2> claimed{std::vector<std::uint64_t>(open[0].size()), std::vector<std::uint64_t>(open[1].size())};
    const auto worth = [&](std::uint32_t i) { return probability[i] >= kWorthNaming && open[0][pairs[i].left] && open[1][pairs[i].right]; };
    for (std::uint32_t i = 0; i < pairs.size(); ++i) {
        if (worth(i)) {
            claimed[0][pairs[i].left] += probability[i];
            claimed[1][pairs[i].right] += probability[i];
        }
    }
    // Two equal halves add up to a shade less than one half each way; a tenth is allowed for that.
    constexpr std::uint64_t kLikely = kHalf - kHalf / 5;
    const auto offset = static_cast<std::uint32_t>(open[0].size());
    Clusters clusters(open[0].size() + open[1].size());
    std::vector<std::uint32_t> members;
    for (std::uint32_t i = 0; i < pairs.size(); ++i) {
        const CandidatePair& pair = pairs[i];
        if (!worth(i) || (claimed[0][pair.left] < kLikely && claimed[1][pair.right] < kLikely))
            continue;
        clusters.join(pair.left, offset + pair.right);
        members.push_back(pair.left);
        members.push_back(offset + pair.right);
    }
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    std::stable_sort(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) { return clusters.root(a) < clusters.root(b); });
    std::vector<LikelyCluster> out;
    for (std::size_t i = 0; i < members.size();) {
        LikelyCluster cluster;
        const std::uint32_t root = clusters.root(members[i]);
        for (; i < members.size() && clusters.root(members[i]) == root; ++i) {
            if (members[i] < offset)
                cluster.left.push_back(members[i]);
            else
                cluster.right.push_back(members[i] - offset);
        }
        out.push_back(std::move(cluster));
    }
    return out;
}

} // namespace oxseal::recon
