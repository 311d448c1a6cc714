// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/text_shapes.h"

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace oxseal::recon {

/// The shapes of two lines that belong together by other evidence (equal reference and amount).
struct ShapePair
{
    std::uint32_t left = 0;
    std::uint32_t right = 0;
};

/// How well a left core fits into a right one: 0 when either is empty, else 1 + 6 × length class + grade, where the class is
/// short, middling or long and the grade runs from 0 (contained) to 5 (another name).
inline constexpr std::size_t kFitLevels = 19;
[[nodiscard]] constexpr unsigned fitGrade(unsigned level) noexcept { return (level - 1) % 6; }

/// What is left of descriptions when the words that say nothing about the counterparty are taken out. Which words those are
/// is learnt: a word, seen with its neighbours, that stands in the other side's text of a true pair no more often than in
/// that of a random one (prefixes of the bank, cities, kinds of payment) is left out. There are no word lists.
class IdentityCores
{
public:
    IdentityCores(const TextShapes& shapes, std::span<const ShapePair> anchors, int threads = 1);

    /// 0 = nothing left.
    [[nodiscard]] std::uint32_t core(std::size_t side, std::uint32_t shape) const { return coreOf_[side][shape]; }
    [[nodiscard]] std::size_t cores(std::size_t side) const { return texts_[side].size(); }
    [[nodiscard]] std::string_view text(std::size_t side, std::uint32_t core) const { return texts_[side][core]; }
    [[nodiscard]] unsigned fit(std::uint32_t leftCore, std::uint32_t rightCore) const;

private:
    struct Codes
    {
        std::uint32_t start = 0;
        std::uint8_t plain = 0; ///< letters
        std::uint8_t skeleton = 0; ///< letters without vowels, after the plain ones
    };

    void buildCores(const TextShapes& shapes, std::size_t side);

    std::array<std::vector<char>, 2> kept_; ///< by word occurrence in a side's shapes
    std::array<std::vector<std::uint32_t>, 2> coreOf_;
    std::array<Dictionary, 2> texts_{Dictionary{""}, Dictionary{""}};
    std::array<std::vector<Codes>, 2> codes_;
    std::array<std::vector<std::uint8_t>, 2> letters_;
};

} // namespace oxseal::recon
