// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/dictionary.h"
#include "models/recon/match_block.h"
#include "models/recon/match_line.h"
#include "models/recon/pass_set.h"

#include <array>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

namespace oxseal::recon {

/// A line under a key; equal keys form a block.
struct MatchEntry
{
    std::uint32_t partition = 0;
    std::uint32_t text = 0; ///< reference or description number, 0 when the pass does not ask for one
    std::int64_t amount = 0;
    BlockLine line;

    [[nodiscard]] auto key() const { return std::tie(partition, text, amount); }
    friend bool operator<(const MatchEntry& a, const MatchEntry& b)
    {
        return std::tie(a.partition, a.text, a.amount, a.line.position, a.line.index)
            < std::tie(b.partition, b.text, b.amount, b.line.position, b.line.index);
    }
};

/// What the passes compare, as numbers shared by both sides (0 left, 1 right), and which lines are still open. The lines
/// must outlive it.
class MatchKeys
{
public:
    MatchKeys(std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules);

    [[nodiscard]] std::span<const MatchLine> lines(std::size_t side) const { return lines_[side]; }
    [[nodiscard]] std::uint32_t partitions() const { return partitions_; } ///< pairs of account and currency
    [[nodiscard]] std::uint32_t partition(std::size_t side, std::uint32_t line) const { return sides_[side].partition[line]; }
    /// 0 = none.
    [[nodiscard]] std::uint32_t reference(std::size_t side, std::uint32_t line) const { return sides_[side].reference[line]; }
    [[nodiscard]] std::string_view referenceText(std::uint32_t number) const { return references_[number]; }
    /// The number of a reference's comparable form; Dictionary::kUnknown when no line carries it.
    [[nodiscard]] std::uint32_t findReference(std::string_view key) const { return references_.find(key); }
    [[nodiscard]] std::int32_t position(std::size_t side, std::uint32_t line, DayUnit unit) const;
    /// Gives back what only findReference and namedInText need; they find nothing afterwards.
    void dropLookUp() { references_.dropIndex(); }
    [[nodiscard]] bool isOpen(std::size_t side, std::uint32_t line) const { return !sides_[side].taken[line]; }
    void take(std::size_t side, std::uint32_t line) { sides_[side].taken[line] = true; }

    /// The open lines that take part in a pass by reference or by amount and date.
    [[nodiscard]] std::vector<MatchEntry> openEntries(std::size_t side, const MatchPass& pass) const;
    /// Open left lines whose description holds exactly one word that is the reference of an open right line of the same
    /// account and amount. Two such words name two lines: that is left to later passes. `right` must be sorted.
    [[nodiscard]] std::vector<MatchEntry> namedInText(const MatchPass& pass, const std::vector<MatchEntry>& right) const;

    /// The open lines of one side that could be part of a reversal: money in and money out, with positive amounts.
    struct Signed
    {
        std::vector<MatchEntry> plus;
        std::vector<MatchEntry> minus;
    };
    [[nodiscard]] Signed reversible(std::size_t side, const MatchPass& pass) const;
    /// The open lines of both sides that carry the key of a pass of sums, in the order of keys, money in and money out apart.
    [[nodiscard]] std::array<std::vector<MatchEntry>, 2> summands(const MatchPass& pass) const;
    /// All open lines with their references, for a pass of near amounts.
    [[nodiscard]] std::vector<MatchEntry> openLines(std::size_t side, DayUnit unit) const;

private:
    struct Side
    {
        std::vector<std::uint32_t> partition;
        std::vector<std::uint32_t> reference;
        std::vector<bool> cheque;
        std::vector<bool> taken;
    };

    std::array<std::span<const MatchLine>, 2> lines_;
    std::array<Side, 2> sides_;
    std::vector<Day> holidays_;
    Dictionary references_{""};
    std::uint32_t partitions_ = 0;
};

} // namespace oxseal::recon
