// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/fee_schedule.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace oxseal::recon {

/// A line as the learnt engine compares it; equal numbers mean equal texts.
struct KeyedLine
{
    std::int64_t amount = 0; ///< minor units
    std::uint32_t partition = 0; ///< account and currency: lines of two partitions never meet
    std::uint32_t reference = 0; ///< 0 = none
    std::int32_t day = 0;
    std::uint32_t index = 0; ///< of the line on its side
};

/// The lines of one side in the two orders that blocking needs; both ascend by day within a key, and then by index, as the lines
/// do when they are given.
struct SortedLines
{
    SortedLines() = default;
    explicit SortedLines(std::span<const KeyedLine> lines);

    std::vector<KeyedLine> byReference; ///< by partition and reference; lines without one are left out
    std::vector<KeyedLine> byAmount; ///< by partition and amount
    std::size_t count = 0;
};

/// left date − right date lies in [−before, after], calendar days.
struct DayWindow
{
    std::int32_t before = 3;
    std::int32_t after = 10;

    [[nodiscard]] std::int32_t days() const { return before + after + 1; }
    [[nodiscard]] bool holds(std::int32_t lag) const { return lag >= -before && lag <= after; }
    friend bool operator==(const DayWindow&, const DayWindow&) = default;
};
inline constexpr std::int32_t kMostDays = 60; ///< of a window, each way

/// How two amounts relate. Levels from kFirstFee on are learnt fee schedules.
enum AmountLevel : std::uint8_t { kAmountEqual = 0, kAmountNear = 1, kAmountOther = 2, kFirstFee = 3 };
inline constexpr std::size_t kAmountLevels = kFirstFee + kMostFees;

/// Two lines that may belong together. Levels index the tables of match_model.
struct CandidatePair
{
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    std::uint8_t amount = kAmountEqual;
    std::uint8_t day = 0; ///< lag + window.before; window.days() when the lag is outside
    std::uint8_t reference = 0;
    std::uint8_t description = 0;

    friend bool operator==(const CandidatePair&, const CandidatePair&) = default;
};

struct LinePair
{
    std::uint32_t left = 0;
    std::uint32_t right = 0;
};

/// What the engine learns from: pairs that one kind of evidence settles alone.
struct Anchors
{
    std::vector<LinePair> pairs; ///< equal reference and amount, ascending by left line
    std::vector<AmountGap> gaps; ///< equal reference, unequal amount
    /// False when hardly any references agree: then the pairs are those of an amount that occurs once on each side.
    bool byReference = true;
};

/// References that occur more than four times on a side are no evidence here.
[[nodiscard]] Anchors findAnchors(const SortedLines& left, const SortedLines& right);

/// The days within which all anchors lie but one in a thousand at each end, and one day more.
[[nodiscard]] DayWindow learnWindow(
    std::span<const KeyedLine> left, std::span<const KeyedLine> right, std::span<const LinePair> anchors);

struct BlockedPairs
{
    std::vector<CandidatePair> pairs; ///< ascending by (left, right), none twice; reference and description levels are 0
    std::uint64_t dropped = 0; ///< pairs of equal amount that crowded blocks lost (see kMostRivals)
};
/// A line that has more lines of its amount in its window meets those nearest to the window's middle, by whole days, up to
/// this many; and up to as many more whose names begin alike.
inline constexpr std::size_t kMostRivals = 64;
/// What the name of a line (by side and line) begins with, as a number; 0 = it has none. Asked in crowded blocks only.
using NameStart = std::function<std::uint32_t(std::size_t side, std::uint32_t line)>;

/// The pairs worth comparing among lines still `open` (by side and line): equal amount within the window; the books' amount
/// less a learnt fee within the window; equal reference whatever the amount and within 180 days. Lines that have a partner of
/// equal reference and amount within the window meet nobody else.
[[nodiscard]] BlockedPairs blockPairs(SortedLines left, SortedLines right, const std::array<std::vector<bool>, 2>& open,
    const DayWindow& window, std::span<const FeeSchedule> fees, const NameStart& nameStart, int threads);

} // namespace oxseal::recon
