// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_keys.h"
#include "models/recon/match_model.h"
#include "models/recon/taught_lines.h"
#include "models/recon/text_shapes.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace oxseal::recon {

using OpenLines = std::array<std::vector<bool>, 2>; ///< by side and line: still free

/// Everything the learnt engine knows about the lines before it pairs them, as numbers (0 left, 1 right).
struct LearntLines
{
    LearntLines(std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules, int threads, TaughtPlaces taught = {});

    [[nodiscard]] std::uint32_t core(std::size_t side, std::uint32_t line) const
    {
        return cores->core(side, shapes.sides[side].shape[line]);
    }
    /// The first three letters of a line's core as a number; 0 when it has fewer.
    [[nodiscard]] std::uint32_t nameStart(std::size_t side, std::uint32_t line) const;
    [[nodiscard]] unsigned fit(std::uint32_t left, std::uint32_t right) const { return cores->fit(core(0, left), core(1, right)); }

    std::array<std::span<const MatchLine>, 2> lines;
    std::unique_ptr<MatchKeys> keys;
    TextShapes shapes;
    std::array<std::vector<KeyedLine>, 2> keyed;
    std::array<SortedLines, 2> sorted;
    Anchors anchors; ///< among taught lines those that were decided, and no others
    TaughtPlaces taughtPlaces;
    std::vector<std::uint32_t> partner; ///< by taught left line: the right one it belongs to, 0xFFFFFFFF for none
    DayWindow window;
    std::vector<FeeSchedule> fees;
    std::unique_ptr<IdentityCores> cores;
    std::array<std::vector<LineRarity>, 2> rarity;
    SideSizes sizes;

    [[nodiscard]] bool taught(std::uint32_t left) const { return left >= taughtPlaces.left; }

private:
    void teach();
    void namedInText(int threads);
    void learnCores(int threads);
    void findRarities(std::size_t side);
    void findNames();
};

/// Mixed bits of a line's account, date, amount and reference, and of its description and id when `whole`: samples drawn by it
/// depend neither on the order of lines nor on the program's memory.
[[nodiscard]] std::uint64_t contentHash(const MatchLine& line, bool whole) noexcept;

/// Up to `most` of the pairs, those whose left lines have the smallest hashes, in their order.
[[nodiscard]] std::vector<LinePair> samplePairs(
    const LearntLines& lines, std::span<const LinePair> pairs, std::size_t most, bool whole);

} // namespace oxseal::recon
