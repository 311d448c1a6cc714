// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

/// The Merkle tree of RFC 6962 §2 (proof checks as in RFC 9162 §2.1.3.2 and §2.1.4.2). Pure functions: the writer, the
/// independent verifier and packet verification share these and nothing else.
namespace oxseal::merkle {

/// SHA-256(0x00 ‖ data)
[[nodiscard]] Digest leafHash(Hasher& hasher, ByteView data);
/// SHA-256(0x01 ‖ left ‖ right)
[[nodiscard]] Digest nodeHash(Hasher& hasher, const Digest& left, const Digest& right);
/// Root of no leaves: SHA-256 of the empty string.
[[nodiscard]] Digest emptyRoot(Hasher& hasher);

/// A node of the tree that is final: the root of the perfect subtree over leaves [position·2^level, (position+1)·2^level).
struct Node
{
    unsigned level = 0;
    std::uint64_t position = 0;
    Digest hash;
};

/// The right edge of a growing tree: one hash per set bit of the size, from the largest subtree to the smallest.
/// Appending costs amortised one node hash, the root one per peak.
class Frontier
{
public:
    Frontier() = default;
    /// Peaks of a tree of `size` leaves, largest first; nullopt when their number does not fit the size.
    [[nodiscard]] static std::optional<Frontier> fromPeaks(std::uint64_t size, std::vector<Digest> peaks);
    /// Where the peaks of a tree of `size` leaves lie (hashes empty), largest first.
    [[nodiscard]] static std::vector<Node> peakPlaces(std::uint64_t size);

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// Adds a leaf hash; `became` (may be empty) is called for every node that became final, the leaf first.
    void append(Hasher& hasher, const Digest& leaf, const std::function<void(const Node&)>& became = {});
    [[nodiscard]] Digest root(Hasher& hasher) const;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;
};

/// Gives final nodes by place; nullopt when a node is missing, which ends the computation.
using NodeReader = std::function<std::optional<Digest>(unsigned level, std::uint64_t position)>;
using Proof = std::vector<Digest>;

[[nodiscard]] std::optional<Digest> rootAt(Hasher& hasher, std::uint64_t size, const NodeReader& nodes);
/// RFC 6962 §2.1.1; nullopt when index ≥ size or a node is missing.
[[nodiscard]] std::optional<Proof> inclusionProof(
    Hasher& hasher, std::uint64_t index, std::uint64_t size, const NodeReader& nodes);
/// RFC 6962 §2.1.2; nullopt when first > second or a node is missing. Empty when first is 0 or equals second.
[[nodiscard]] std::optional<Proof> consistencyProof(
    Hasher& hasher, std::uint64_t first, std::uint64_t second, const NodeReader& nodes);

[[nodiscard]] bool verifyInclusion(Hasher& hasher, const Digest& leaf, std::uint64_t index, std::uint64_t size,
    std::span<const Digest> proof, const Digest& root);
/// A first tree of size 0 proves nothing and is refused.
[[nodiscard]] bool verifyConsistency(Hasher& hasher, std::uint64_t first, const Digest& firstRoot, std::uint64_t second,
    const Digest& secondRoot, std::span<const Digest> proof);

} // namespace oxseal::merkle
