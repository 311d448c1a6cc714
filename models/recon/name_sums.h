// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/keyed_batches.h"
#include "models/recon/match_model.h"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace oxseal::recon {

/// A line of the books that may be part of a sum; lines add up only within one partition and name.
struct Summand
{
    std::uint32_t partition = 0;
    std::uint32_t name = 0;
    std::int32_t day = 0;
    std::int64_t amount = 0;
    std::uint32_t line = 0;
};

inline constexpr std::size_t kMostSummands = 20;
/// Sums are tried exhaustively among this many lines that lie near in time; among more, sums of up to kManySummands are.
inline constexpr std::size_t kAllSums = 12;
inline constexpr std::size_t kManySummands = 6;
/// Sums tried from one first line, and for one name.
inline constexpr std::uint32_t kMostSums = 20000;
inline constexpr std::uint64_t kMostSumsTogether = 2'000'000;

/// One set of lines that was added up.
struct FoundSum
{
    const Summand& first;
    std::span<const std::uint32_t> members; ///< lines, ascending by day
    std::int64_t sum = 0;
    std::int32_t lastDay = 0;
    std::size_t crowd = 0; ///< lines that were there to choose from
};

/// Depth first over the sums that begin with the first line of a crowd.
template <class F>
class SumWalk
{
public:
    SumWalk(std::span<const Summand> crowd, std::size_t most, const F& found) : crowd_(crowd), most_(most), found_(found) {}

    /// False when not all sums were tried.
    bool run()
    {
        members_[0] = crowd_[0].line;
        extend(1, 1, crowd_[0].amount);
        return !limited_ && tried_ < kMostSums;
    }

    [[nodiscard]] std::uint32_t tried() const { return tried_; }

private:
    void extend(std::size_t from, std::size_t count, std::int64_t sum)
    {
        for (std::size_t i = from; i < crowd_.size() && tried_ < kMostSums; ++i) {
            std::int64_t more = 0;
            if (__builtin_add_overflow(sum, crowd_[i].amount, &more))
                continue;
            ++tried_;
            members_[count] = crowd_[i].line;
            found_(FoundSum{crowd_[0], std::span(members_).first(count + 1), more, crowd_[i].day, crowd_.size()});
            if (count + 1 < most_)
                extend(i + 1, count + 1, more);
            else
                limited_ = limited_ || i + 1 < crowd_.size();
        }
    }

    std::span<const Summand> crowd_;
    std::size_t most_;
    const F& found_;
    std::array<std::uint32_t, kMostSummands> members_{};
    std::uint32_t tried_ = 0;
    bool limited_ = false;
};

/// Calls `found` with every set of 2 to kMostSummands lines of one partition and name that lie within `spread` days, in a fixed
/// order; `summands` must be sorted by (partition, name, day, amount). Returns the first lines (places in `summands`) from which
/// not all sums were tried: the limit of the proof that a sum is the only one.
template <class F>
std::vector<std::uint32_t> forEachSum(std::span<const Summand> summands, std::int32_t spread, const F& found)
{
    std::vector<std::uint32_t> limited;
    std::uint64_t tried = 0;
    for (std::size_t i = 0; i < summands.size(); ++i) {
        if (i > 0 && (summands[i].partition != summands[i - 1].partition || summands[i].name != summands[i - 1].name))
            tried = 0;
        std::size_t end = i + 1;
        while (end < summands.size() && summands[end].partition == summands[i].partition && summands[end].name == summands[i].name
            && summands[end].day - summands[i].day <= spread)
            ++end;
        if (end - i < 2)
            continue;
        const std::span<const Summand> crowd = summands.subspan(i, end - i);
        SumWalk walk(crowd, crowd.size() <= kAllSums ? kMostSummands : kManySummands, found);
        if (tried >= kMostSumsTogether || !walk.run())
            limited.push_back(static_cast<std::uint32_t>(i));
        tried += walk.tried();
    }
    return limited;
}

/// Statement lines that one counterparty's several lines add up to. `fitOf(left, right)` is the description level of two
/// lines, `nameOf` the number of a books line's name (0: it takes no part). Each sum is weighed by its traits (agreement of names,
/// size, spread, lag, crowd, roundness): how much oftener it fits than the decoys, the next statement lines in the order of
/// amounts, would; then against all sums that share a line with it. Lines of batches above one half are taken from `open`.
[[nodiscard]] std::vector<Batch> nameSums(BatchLines& lines, const DayWindow& window,
    const std::function<std::uint32_t(std::uint32_t)>& nameOf, const std::function<unsigned(std::uint32_t, std::uint32_t)>& fitOf, int threads = 1);

} // namespace oxseal::recon
