// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/fee_schedule.h"

#include <algorithm>
#include <map>
#include <optional>

namespace oxseal::recon {
namespace {

constexpr std::int64_t kUnit = 100000; ///< rates are hundred-thousandths
constexpr std::int64_t kMostAmount = std::int64_t{1} << 45U;
constexpr std::size_t kMostGaps = 4000;

std::int64_t size(std::int64_t amount) noexcept
{
    return amount < -kMostAmount || amount > kMostAmount ? kMostAmount : (amount < 0 ? -amount : amount);
}

/// The commonest value and how often it occurs; of equally common ones the smallest.
std::pair<std::int64_t, std::uint32_t> commonest(std::vector<std::int64_t>& values)
{
    std::sort(values.begin(), values.end());
    std::pair<std::int64_t, std::uint32_t> best{0, 0};
    for (std::size_t i = 0; i < values.size();) {
        std::size_t end = i;
        while (end < values.size() && values[end] == values[i])
            ++end;
        if (end - i > best.second)
            best = {values[i], static_cast<std::uint32_t>(end - i)};
        i = end;
    }
    return best;
}

FeeSchedule bestFixed(std::span<const AmountGap> gaps)
{
    std::vector<std::int64_t> values;
    for (const AmountGap& gap : gaps)
        values.push_back(gap.gap);
    const auto [fixed, seen] = commonest(values);
    return {fixed, 0, seen};
}

/// Slopes between gaps whose amounts lie far apart vote for a rate; the best of its neighbourhood gets a fixed part.
FeeSchedule bestRate(std::span<const AmountGap> gaps)
{
    std::map<std::int64_t, std::uint32_t> votes;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        for (std::size_t step = 1; step <= 8 && i + step < gaps.size(); ++step) {
            const AmountGap& a = gaps[i];
            const AmountGap& b = gaps[(i + step * gaps.size() / 9) % gaps.size()];
            const std::int64_t apart = size(a.books) - size(b.books);
            if (size(apart) < 10000)
                continue;
            const std::int64_t rise = (a.gap - b.gap) * (apart < 0 ? -1 : 1);
            if (size(rise) > size(apart) / 4)
                continue;
            ++votes[(2 * rise * kUnit + size(apart)) / (2 * size(apart))];
        }
    }
    std::vector<std::pair<std::uint32_t, std::int64_t>> ranked;
    for (const auto& [rate, count] : votes)
        ranked.emplace_back(count, rate);
    std::sort(ranked.begin(), ranked.end(), std::greater<>());
    ranked.resize(std::min<std::size_t>(ranked.size(), 12));
    FeeSchedule best;
    for (const auto& [count, rate] : ranked) {
        FeeSchedule tried{0, rate, 0};
        std::vector<std::int64_t> rest;
        for (const AmountGap& gap : gaps)
            rest.push_back(gap.gap - tried.gapOf(gap.books));
        std::tie(tried.fixed, tried.seen) = commonest(rest);
        if (rate != 0 && tried.seen > best.seen)
            best = tried;
    }
    return best;
}

} // namespace

std::int64_t FeeSchedule::gapOf(std::int64_t books) const noexcept
{
    const std::int64_t product = 2 * rate * size(books) / kUnit;
    return fixed + (product >= 0 ? (product + 1) / 2 : (product - 1) / 2);
}

std::vector<FeeSchedule> learnFees(std::span<const AmountGap> gaps)
{
    std::vector<AmountGap> open(gaps.begin(), gaps.end());
    std::erase_if(open, [](const AmountGap& gap) { return gap.gap == 0 || size(gap.gap) > size(gap.books); });
    std::sort(open.begin(), open.end(), [](const AmountGap& a, const AmountGap& b) {
        return std::pair(size(a.books), a.gap) < std::pair(size(b.books), b.gap);
    });
    if (open.size() > kMostGaps) { // every k-th in the order of amounts
        for (std::size_t i = 0; i < kMostGaps; ++i)
            open[i] = open[i * open.size() / kMostGaps];
        open.resize(kMostGaps);
    }
    const auto least = static_cast<std::uint32_t>(std::max<std::size_t>(5, open.size() / 50));
    std::vector<FeeSchedule> fees;
    while (fees.size() < kMostFees && open.size() >= least) {
        const FeeSchedule fixed = bestFixed(open);
        const FeeSchedule rate = bestRate(open);
        const FeeSchedule& best = rate.seen > fixed.seen ? rate : fixed;
        if (best.seen < least)
            break;
        std::erase_if(open, [&](const AmountGap& gap) { return best.gapOf(gap.books) == gap.gap; });
        fees.push_back(best);
    }
    return fees;
}

} // namespace oxseal::recon
