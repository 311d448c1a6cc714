// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/merkle.h"

#include <bit>

namespace oxseal::merkle {
namespace {

/// Largest power of two smaller than n (n ≥ 2).
std::uint64_t splitOf(std::uint64_t n) { return std::bit_floor(n - 1); }

/// Root over leaves [begin, end), whose begin is a multiple of the power of two at or above its length.
std::optional<Digest> rangeRoot(Hasher& hasher, std::uint64_t begin, std::uint64_t end, const NodeReader& nodes)
{
    const std::uint64_t count = end - begin;
    if (std::has_single_bit(count)) {
        const auto level = static_cast<unsigned>(std::countr_zero(count));
        return nodes(level, begin >> level);
    }
    const std::uint64_t middle = begin + splitOf(count);
    const auto left = rangeRoot(hasher, begin, middle, nodes);
    const auto right = left ? rangeRoot(hasher, middle, end, nodes) : std::nullopt;
    if (!right)
        return std::nullopt;
    return nodeHash(hasher, *left, *right);
}

bool collectInclusion(Hasher& hasher, std::uint64_t index, std::uint64_t begin, std::uint64_t end,
    const NodeReader& nodes, Proof& proof)
{
    if (end - begin == 1)
        return true;
    const std::uint64_t middle = begin + splitOf(end - begin);
    const bool inLeft = index < middle;
    if (!collectInclusion(hasher, index, inLeft ? begin : middle, inLeft ? middle : end, nodes, proof))
        return false;
    const auto sibling = inLeft ? rangeRoot(hasher, middle, end, nodes) : rangeRoot(hasher, begin, middle, nodes);
    if (!sibling)
        return false;
    proof.push_back(*sibling);
    return true;
}

/// SUBPROOF(m, D[begin:end], whole) of RFC 6962 §2.1.2; `first` is counted from 0.
bool collectConsistency(Hasher& hasher, std::uint64_t first, std::uint64_t begin, std::uint64_t end, bool whole,
    const NodeReader& nodes, Proof& proof)
{
    if (first == end) {
        if (whole)
            return true;
        const auto hash = rangeRoot(hasher, begin, end, nodes);
        if (hash)
            proof.push_back(*hash);
        return hash.has_value();
    }
    const std::uint64_t middle = begin + splitOf(end - begin);
    const bool inLeft = first <= middle;
    if (!(inLeft ? collectConsistency(hasher, first, begin, middle, whole, nodes, proof)
                 : collectConsistency(hasher, first, middle, end, false, nodes, proof)))
        return false;
    const auto other = inLeft ? rangeRoot(hasher, middle, end, nodes) : rangeRoot(hasher, begin, middle, nodes);
    if (!other)
        return false;
    proof.push_back(*other);
    return true;
}

} // namespace

Digest leafHash(Hasher& hasher, ByteView data)
{
    static constexpr std::uint8_t prefix[] = {0x00};
    hasher.update(ByteView(prefix));
    hasher.update(data);
    return hasher.finish();
}

Digest nodeHash(Hasher& hasher, const Digest& left, const Digest& right)
{
    static constexpr std::uint8_t prefix[] = {0x01};
    hasher.update(ByteView(prefix));
    hasher.update(ByteView(left.bytes));
    hasher.update(ByteView(right.bytes));
    return hasher.finish();
}

Digest emptyRoot(Hasher& hasher) { return hasher.finish(); }

std::vector<Node> Frontier::peakPlaces(std::uint64_t size)
{
    std::vector<Node> places;
    std::uint64_t begin = 0;
    for (unsigned level = 64; level-- > 0;) {
        if ((size >> level & 1U) == 0)
            continue;
        places.push_back({level, begin >> level, {}});
        begin += std::uint64_t{1} << level;
    }
    return places;
}

std::optional<Frontier> Frontier::fromPeaks(std::uint64_t size, std::vector<Digest> peaks)
{
    if (static_cast<std::size_t>(std::popcount(size)) != peaks.size())
        return std::nullopt;
    Frontier frontier;
    frontier.size_ = size;
    frontier.peaks_ = std::move(peaks);
    return frontier;
}

void Frontier::append(Hasher& hasher, const Digest& leaf, const std::function<void(const Node&)>& became)
{
    Node node{0, size_, leaf};
    if (became)
        became(node);
    // As in binary counting: every trailing 1 of the old size is a peak that merges with the new subtree.
    for (std::uint64_t carry = size_; (carry & 1U) != 0; carry >>= 1U) {
        node.hash = nodeHash(hasher, peaks_.back(), node.hash);
        peaks_.pop_back();
        ++node.level;
        node.position >>= 1U;
        if (became)
            became(node);
    }
    peaks_.push_back(node.hash);
    ++size_;
}

Digest Frontier::root(Hasher& hasher) const
{
    if (peaks_.empty())
        return emptyRoot(hasher);
    Digest hash = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i-- > 0;)
        hash = nodeHash(hasher, peaks_[i], hash);
    return hash;
}

std::optional<Digest> rootAt(Hasher& hasher, std::uint64_t size, const NodeReader& nodes)
{
    return size == 0 ? emptyRoot(hasher) : rangeRoot(hasher, 0, size, nodes);
}

std::optional<Proof> inclusionProof(Hasher& hasher, std::uint64_t index, std::uint64_t size, const NodeReader& nodes)
{
    Proof proof;
    if (index >= size || !collectInclusion(hasher, index, 0, size, nodes, proof))
        return std::nullopt;
    return proof;
}

std::optional<Proof> consistencyProof(
    Hasher& hasher, std::uint64_t first, std::uint64_t second, const NodeReader& nodes)
{
    Proof proof;
    if (first > second)
        return std::nullopt;
    if (first != 0 && first != second && !collectConsistency(hasher, first, 0, second, true, nodes, proof))
        return std::nullopt;
    return proof;
}

bool verifyInclusion(Hasher& hasher, const Digest& leaf, std::uint64_t index, std::uint64_t size,
    std::span<const Digest> proof, const Digest& root)
{
    if (index >= size)
        return false;
    std::uint64_t fn = index;
    std::uint64_t sn = size - 1;
    Digest hash = leaf;
    for (const Digest& sibling : proof) {
        if (sn == 0)
            return false;
        if ((fn & 1U) != 0 || fn == sn) {
            hash = nodeHash(hasher, sibling, hash);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            hash = nodeHash(hasher, hash, sibling);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return sn == 0 && hash == root;
}

bool verifyConsistency(Hasher& hasher, std::uint64_t first, const Digest& firstRoot, std::uint64_t second,
    const Digest& secondRoot, std::span<const Digest> proof)
{
    if (first == 0 || first > second)
        return false;
    if (first == second)
        return proof.empty() && firstRoot == secondRoot;
    if (proof.empty())
        return false;
    std::uint64_t fn = first - 1;
    std::uint64_t sn = second - 1;
    while ((fn & 1U) != 0) {
        fn >>= 1U;
        sn >>= 1U;
    }
    // A first tree that is one perfect subtree is itself the first node of the proof.
    std::size_t at = 0;
    Digest fr = std::has_single_bit(first) ? firstRoot : proof[at++];
    Digest sr = fr;
    for (; at < proof.size(); ++at) {
        if (sn == 0)
            return false;
        if ((fn & 1U) != 0 || fn == sn) {
            fr = nodeHash(hasher, proof[at], fr);
            sr = nodeHash(hasher, proof[at], sr);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            sr = nodeHash(hasher, sr, proof[at]);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return sn == 0 && fr == firstRoot && sr == secondRoot;
}

} // namespace oxseal::merkle
