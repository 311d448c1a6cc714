// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/candidate_pairs.h"
#include "models/recon/text_shapes.h"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <tuple>
#include <vector>

namespace oxseal::recon {

enum class BatchKey {
    Number, ///< both sides print one number (a deposit slip, a payment order)
    Label, ///< one day's lines that share a word the statement prints as well (a card settlement by brand)
    Name, ///< lines of one counterparty
};

/// One statement line that is the sum of several lines of the books.
struct Batch
{
    std::uint32_t left = 0;
    std::vector<std::uint32_t> right; ///< ascending
    BatchKey key = BatchKey::Number;
    std::uint32_t word = 0; ///< Number: index in TextShapes::numbers; Label: in TextShapes::words
    std::uint64_t probability = 0; ///< 32 fraction bits
    std::uint32_t alternatives = 0; ///< other sums of lines of one name that come to the amount
    bool boundReached = false; ///< not all sums of this name were tried
};

/// Words of the books that lines which pair one to one do without, though many lines have them: labels of batches. By word.
[[nodiscard]] std::vector<bool> labelWords(const TextShapes& shapes, std::span<const LinePair> anchors);

/// What keyedBatches looks at.
struct BatchLines
{
    std::array<std::span<const KeyedLine>, 2> keyed;
    const TextShapes& shapes;
    std::array<std::vector<bool>, 2>& open; ///< by side and line: still free
    /// Settles the order of lines that are equal otherwise, by their content, so that the order of the file does not count.
    std::function<std::uint64_t(std::size_t side, std::uint32_t line)> rank
        = [](std::size_t, std::uint32_t line) { return std::uint64_t{line}; };

    /// All left lines that are open, and perhaps others, as before() has them; empty: they are put in order when asked for.
    std::span<const KeyedLine> ordered = {};

    /// The open left lines in the order of before().
    [[nodiscard]] std::vector<KeyedLine> openLeft() const;
    /// Ascends by partition, amount, day and rank.
    [[nodiscard]] bool before(std::size_t side, const KeyedLine& a, const KeyedLine& b) const
    {
        const auto key = [](const KeyedLine& line) { return std::tuple(line.partition, line.amount, line.day); };
        return key(a) != key(b) ? key(a) < key(b) : rank(side, a.index) < rank(side, b.index);
    }
};

/// Batches whose lines a key ties together and whose whole sum is the statement line's amount. A key, a sum and a line that
/// could combine in two ways are left alone. How often such a sum comes about by chance is measured with the amounts of other
/// statement lines as decoys. Lines of the result are taken from `lines.open`.
[[nodiscard]] std::vector<Batch> keyedBatches(BatchLines& lines, const std::vector<bool>& labels, const DayWindow& window);

} // namespace oxseal::recon
