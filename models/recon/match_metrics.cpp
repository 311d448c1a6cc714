// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_metrics.h"

#include "models/recon/fixed_bits.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace oxseal::recon {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kMillion = 1'000'000;
constexpr Wide kOne = Wide{1} << 32U; ///< a probability of 1

std::int64_t rounded(Wide numerator, Wide denominator) noexcept
{
    const bool negative = numerator < 0;
    const Wide magnitude = ((negative ? -numerator : numerator) * 2 + denominator) / (denominator * 2);
    return static_cast<std::int64_t>(negative ? -magnitude : magnitude);
}

/// The largest whole number whose square is not above `value`.
Wide squareRoot(Wide value) noexcept
{
    Wide low = 0;
    Wide high = Wide{1} << 63U;
    while (low < high) {
        const Wide middle = low + (high - low + 1) / 2;
        if (middle <= value / middle)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

// Wilson: (k + z²/2 ∓ z·√(k(n−k)/n + z²/4)) / (n + z²), everything times 10^7. z² for 95 % is 3.8414588, the 0.95 quantile of χ² with
// one degree of freedom.
constexpr Wide kScale = 10'000'000;
constexpr Wide kSquare = 38'414'588;

Wide wilsonCentre(Wide k) noexcept { return k * kScale + kSquare / 2; }
Wide wilsonWhole(Wide n) noexcept { return n * kScale + kSquare; }
Wide wilsonRoot(Wide k, Wide n) noexcept
{
    const Wide inside = k * (n - k) * kScale * kScale / n + kSquare * kScale / 4; // times 10^14
    return squareRoot(kSquare * (inside / kScale)); // z·√x = √(z²·x)
}

std::size_t binOf(std::uint32_t probability, int bins)
{
    return static_cast<std::size_t>(static_cast<std::uint64_t>(probability) * static_cast<std::uint64_t>(bins) >> 32U);
}

struct BinSums
{
    std::int64_t count = 0;
    std::int64_t right = 0;
    Wide stated = 0;
};

std::vector<BinSums> sumsOf(std::span<const Forecast> forecasts, int bins)
{
    std::vector<BinSums> out(static_cast<std::size_t>(bins));
    for (const Forecast& each : forecasts) {
        BinSums& bin = out[binOf(each.probability, bins)];
        ++bin.count;
        bin.right += each.right ? 1 : 0;
        bin.stated += each.probability;
    }
    return out;
}

/// Shares with 32 fraction bits, none below a ten-thousandth.
std::vector<std::int64_t> sharesOf(std::span<const std::int64_t> counts, std::int64_t total)
{
    constexpr std::int64_t kLeast = static_cast<std::int64_t>(kOne / 10000);
    std::vector<std::int64_t> out;
    for (const std::int64_t count : counts)
        out.push_back(std::max(kLeast, static_cast<std::int64_t>(Wide{count} * kOne / total)));
    return out;
}

} // namespace

Millionths shareOf(std::int64_t part, std::int64_t whole) noexcept
{
    if (whole <= 0)
        return std::nullopt;
    return rounded(Wide{part} * kMillion, whole);
}

Millionths wilsonLower(std::int64_t hits, std::int64_t trials) noexcept
{
    if (trials <= 0)
        return std::nullopt;
    return static_cast<std::int64_t>(std::max<Wide>(0, wilsonCentre(hits) - wilsonRoot(hits, trials)) * kMillion / wilsonWhole(trials));
}

Millionths wilsonUpper(std::int64_t hits, std::int64_t trials) noexcept
{
    const Millionths other = wilsonLower(trials - hits, trials); // the interval of the misses, seen from the other end
    return other ? Millionths(kMillion - *other) : std::nullopt;
}

std::vector<CalibrationBin> calibration(std::span<const Forecast> forecasts, int bins)
{
    std::vector<CalibrationBin> out;
    const auto sums = sumsOf(forecasts, bins);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        CalibrationBin bin;
        bin.from = kMillion * static_cast<std::int64_t>(i) / bins;
        bin.to = kMillion * static_cast<std::int64_t>(i + 1) / bins;
        bin.count = sums[i].count;
        bin.right = sums[i].right;
        bin.observed = shareOf(bin.right, bin.count);
        if (bin.count > 0)
            bin.stated = rounded(sums[i].stated * kMillion, kOne * bin.count);
        out.push_back(bin);
    }
    return out;
}

Millionths expectedCalibrationError(std::span<const Forecast> forecasts, int bins)
{
    if (forecasts.empty())
        return std::nullopt;
    Wide error = 0;
    for (const BinSums& bin : sumsOf(forecasts, bins)) {
        const Wide gap = bin.right * kOne - bin.stated;
        error += gap < 0 ? -gap : gap;
    }
    return rounded(error * kMillion, kOne * static_cast<Wide>(forecasts.size()));
}

Millionths brierScore(std::span<const Forecast> forecasts)
{
    if (forecasts.empty())
        return std::nullopt;
    Wide sum = 0; // of squares of 2^-32, kept at 2^-32 more
    for (const Forecast& each : forecasts) {
        const Wide gap = Wide{each.probability} - (each.right ? kOne : 0);
        sum += gap * gap >> 16U;
    }
    return rounded(sum * kMillion >> 16U, kOne * static_cast<Wide>(forecasts.size()));
}

Millionths stabilityIndex(std::span<const std::int64_t> before, std::span<const std::int64_t> now, std::int64_t fewest)
{
    const std::int64_t totals[2] = {std::accumulate(before.begin(), before.end(), std::int64_t{0}), std::accumulate(now.begin(), now.end(), std::int64_t{0})};
    if (before.size() != now.size() || totals[0] < std::max<std::int64_t>(fewest, 1) || totals[1] < std::max<std::int64_t>(fewest, 1))
        return std::nullopt;
    const auto expected = sharesOf(before, totals[0]);
    const auto actual = sharesOf(now, totals[1]);
    Wide sum = 0; // share · bits: 2^-48
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const Bits bits = log2Ratio(static_cast<std::uint64_t>(actual[i]), static_cast<std::uint64_t>(expected[i]));
        sum += Wide{actual[i] - expected[i]} * bits;
    }
    constexpr Wide kLn2 = 693'147; // millionths of ln 2: bits become nats
    return rounded(sum * kLn2, Wide{1} << 48U);
}

} // namespace oxseal::recon
