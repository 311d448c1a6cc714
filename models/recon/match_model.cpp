// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_model.h"

#include <algorithm>
#include <numeric>

namespace oxseal::recon {
namespace {

constexpr std::uint64_t kPair = 1U << 16U; ///< one pair in LevelCounts
constexpr std::uint64_t kHalf = kPair / 2;
/// A repeated entry of the books is taken for a copy by mistake: the earlier one is the one the bank paid.
constexpr Bits kCopyPenalty = -6 * kOneBit;
constexpr Bits kMostNameBits = 8 * kOneBit;

/// log2 of the share of one level, half a pair added to each.
template <class Counts>
Bits share(const Counts& counts, std::size_t level)
{
    std::uint64_t total = 0;
    for (const std::uint64_t count : counts)
        total += count + kHalf;
    return log2Ratio(counts[level] + kHalf, total);
}

} // namespace

PairEvidence evidenceOf(const MatchModel& model, const CandidatePair& pair, const LineRarity& left, const LineRarity& right)
{
    PairEvidence out;
    out.prior = model.prior - right.account;
    out.amount = model.amount[pair.amount];
    if (pair.amount == kAmountEqual || pair.amount >= kFirstFee)
        out.amount += left.amount;
    out.day = model.day[pair.day];
    out.reference = model.reference[pair.reference];
    if (pair.reference == static_cast<std::uint8_t>(ReferenceLevel::Equal))
        out.reference += right.reference;
    out.description = model.description[pair.description];
    if (pair.description > 0 && fitGrade(pair.description) <= 2)
        out.description += std::clamp(right.name + model.commonName, -kMostNameBits, kMostNameBits);
    if (right.laterCopy)
        out.prior += kCopyPenalty;
    return out;
}

void LevelCounts::add(const CandidatePair& pair, std::uint64_t weight)
{
    pairs += weight;
    amount[pair.amount] += weight;
    day[pair.day] += weight;
    reference[pair.reference] += weight;
    description[pair.description] += weight;
}

void LevelCounts::add(const LevelCounts& other)
{
    const auto sum = [](auto& a, const auto& b) { std::transform(a.begin(), a.end(), b.begin(), a.begin(), std::plus<>()); };
    pairs += other.pairs;
    sum(amount, other.amount);
    sum(day, other.day);
    sum(reference, other.reference);
    sum(description, other.description);
}

MatchModel modelOf(const LevelCounts& counts, const RandomShares& random, const SideSizes& sizes, const DayWindow& window,
    std::span<const FeeSchedule> fees)
{
    MatchModel model;
    model.window = window;
    model.fees.assign(fees.begin(), fees.end());
    // A hundredth of each side is always taken to be alone: certainty about that is not to be had.
    const std::uint64_t pairs = std::max<std::uint64_t>(counts.pairs, kPair);
    const std::uint64_t left = sizes.left * kPair;
    const std::uint64_t right = sizes.right * kPair;
    const std::uint64_t aloneLeft = std::max(left / 100 + kPair, left > pairs ? left - pairs : 0);
    const std::uint64_t aloneRight = std::max(right / 100 + kPair, right > pairs ? right - pairs : 0);
    model.prior = log2Ratio(pairs, aloneLeft) + log2Ratio(right, aloneRight);
    for (std::size_t i = 0; i < kAmountLevels; ++i)
        model.amount[i] = share(counts.amount, i);
    model.amount[kAmountNear] += log2Ratio(10, 1); // about a tenth of amounts lie as near by chance
    const auto days = static_cast<std::size_t>(window.days());
    for (std::size_t i = 0; i <= days; ++i)
        model.day.push_back(share(counts.day, i) + log2Ratio(sizes.days, i < days ? 1 : std::max<std::uint64_t>(sizes.days, 1)));
    for (std::size_t i = 0; i < kReferenceLevels; ++i)
        model.reference[i] = share(counts.reference, i) - (i == 1 ? 0 : share(random.reference, i));
    for (std::size_t i = 0; i < kFitLevels; ++i)
        model.description[i] = share(counts.description, i) - share(random.description, i);
    model.commonName = log2Ratio(std::max<std::uint64_t>(1, sizes.sameName), kPair);
    return model;
}

} // namespace oxseal::recon
