// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/dictionary.h"
#include "models/recon/match_line.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace oxseal::recon {

/// The descriptions of both sides (0 left, 1 right) as numbered words. Words are runs of letters and digits in upper case; a
/// word with a digit in it is a *number*. A *shape* is a description with its numbers blanked out, so that a million lines
/// make few shapes.
struct TextShapes
{
    static constexpr std::uint32_t kEdge = 0; ///< before the first and after the last word
    static constexpr std::uint32_t kNumber = 1;

    struct Side
    {
        std::vector<std::uint32_t> shape; ///< by line
        std::vector<std::uint32_t> lines; ///< by shape: how many lines have it
        std::vector<std::uint32_t> wordStart; ///< by shape, one more at the end: into words
        std::vector<std::uint32_t> words;
        std::vector<std::uint32_t> numberStart; ///< by line, one more at the end: into numbers
        std::vector<std::uint32_t> numbers; ///< of three characters and more that both sides print; equal numbers are equal

        [[nodiscard]] std::span<const std::uint32_t> wordsOf(std::uint32_t shapeNumber) const
        {
            return std::span(words).subspan(wordStart[shapeNumber], wordStart[shapeNumber + 1] - wordStart[shapeNumber]);
        }
        [[nodiscard]] std::span<const std::uint32_t> numbersOf(std::uint32_t line) const
        {
            return std::span(numbers).subspan(numberStart[line], numberStart[line + 1] - numberStart[line]);
        }
    };

    Dictionary words{"", "#"};
    Dictionary numbers;
    std::array<Side, 2> sides;
};

[[nodiscard]] TextShapes readShapes(std::span<const MatchLine> left, std::span<const MatchLine> right, int threads);

} // namespace oxseal::recon
