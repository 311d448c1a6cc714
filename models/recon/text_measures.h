// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace oxseal::recon {

/// Similarities of texts as integers: 65,536 is equality. Bytes are the letters; callers pass normalised text.
inline constexpr std::uint32_t kSame = 1U << 16U;

/// Jaro–Winkler (Winkler 1990: scale 1/10, up to four common leading letters, applied above a Jaro similarity of 0.7),
/// rounded down from the exact ratio. Texts longer than 64 bytes are compared by their first 64. Two empty texts: kSame.
[[nodiscard]] std::uint32_t jaroWinkler(std::string_view a, std::string_view b) noexcept;

/// Insertions, deletions, substitutions and swaps of neighbours ("optimal string alignment", no letter touched twice), or
/// `most + 1` when it takes more than `most`. Texts longer than 64 bytes are compared by their first 64.
[[nodiscard]] unsigned editDistance(std::string_view a, std::string_view b, unsigned most = 64) noexcept;

/// A short text searched in longer ones: how many edits (insertion, deletion, substitution) turn it into some part of the
/// other. Myers 1999, one machine word: patterns of more than 64 letters are cut. Letters are codes below 64.
class PatternSearch
{
public:
    void set(std::span<const std::uint8_t> pattern) noexcept;
    [[nodiscard]] unsigned distanceIn(std::span<const std::uint8_t> text) const noexcept;
    [[nodiscard]] std::size_t length() const noexcept { return length_; }

private:
    std::array<std::uint64_t, 64> at_{}; ///< by letter: its places in the pattern
    std::array<std::uint8_t, 64> letters_{};
    std::size_t length_ = 0;
};

/// One word of a text, by its number, and how many lines carry it.
struct WeightedWord
{
    std::uint32_t word = 0;
    std::uint32_t lines = 0;
};

/// Overlap with term frequency: the information (log2 of total / lines) of the words both have, as a share of the
/// information of the side that has less. Words must be distinct within a side. 0 when a side is empty.
[[nodiscard]] std::uint32_t wordOverlap(
    std::span<const WeightedWord> a, std::span<const WeightedWord> b, std::uint32_t total) noexcept;

} // namespace oxseal::recon
