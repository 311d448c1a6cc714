// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace oxseal::recon {

/// Figures that judge a matcher (domain §11), all in integers: shares are millionths, rounded to the nearest, halves away from
/// zero; probabilities have 32 fraction bits. nullopt where there is nothing to divide by.
using Millionths = std::optional<std::int64_t>;

[[nodiscard]] Millionths shareOf(std::int64_t part, std::int64_t whole) noexcept;

/// Pairs by what the engine said and what proved right. `falseNegative` includes the pairs that blocking lost.
struct Confusion
{
    std::int64_t truePositive = 0;
    std::int64_t falsePositive = 0;
    std::int64_t falseNegative = 0;
    std::int64_t trueNegative = 0;

    [[nodiscard]] Millionths precision() const noexcept { return shareOf(truePositive, truePositive + falsePositive); }
    [[nodiscard]] Millionths recall() const noexcept { return shareOf(truePositive, truePositive + falseNegative); }
    [[nodiscard]] Millionths f1() const noexcept { return shareOf(2 * truePositive, 2 * truePositive + falsePositive + falseNegative); }
    [[nodiscard]] Millionths falsePositiveRate() const noexcept { return shareOf(falsePositive, falsePositive + trueNegative); }
};

/// Lower bound of the 95 % interval of Wilson (1927) for `hits` of `trials`, without correction for continuity; rounded down.
[[nodiscard]] Millionths wilsonLower(std::int64_t hits, std::int64_t trials) noexcept;
/// The upper bound of the same interval; rounded up.
[[nodiscard]] Millionths wilsonUpper(std::int64_t hits, std::int64_t trials) noexcept;

/// A stated probability and whether the match was right.
struct Forecast
{
    std::uint32_t probability = 0;
    bool right = false;
};

/// One bin of a calibration table: [from, to) in millionths, the last one includes its end.
struct CalibrationBin
{
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t count = 0;
    std::int64_t right = 0;
    Millionths stated; ///< mean of the probabilities
    Millionths observed; ///< share of the right ones
};
/// `bins` of equal width.
[[nodiscard]] std::vector<CalibrationBin> calibration(std::span<const Forecast> forecasts, int bins);
/// Expected calibration error over those bins: Σ n_b / N · |observed − stated|.
[[nodiscard]] Millionths expectedCalibrationError(std::span<const Forecast> forecasts, int bins);
/// Brier (1950): mean of (probability − outcome)².
[[nodiscard]] Millionths brierScore(std::span<const Forecast> forecasts);

/// Population stability index Σ (a − e) · ln(a / e) over the shares of two counts of the same length; shares below 0.0001 are
/// taken as 0.0001. nullopt when either side has fewer than `fewest` observations.
[[nodiscard]] Millionths stabilityIndex(std::span<const std::int64_t> before, std::span<const std::int64_t> now, std::int64_t fewest);

} // namespace oxseal::recon
