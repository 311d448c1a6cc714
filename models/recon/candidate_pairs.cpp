// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/candidate_pairs.h"

#include "models/core/parallel.h"
#include "models/core/radix_order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <limits>
#include <tuple>
#include <utility>

namespace oxseal::recon {
namespace {

constexpr std::size_t kFewestAnchors = 50;
constexpr std::ptrdiff_t kMostRepeats = 4;
constexpr std::int32_t kReferenceDays = 180;

using Lines = std::vector<KeyedLine>;
using Range = std::span<const KeyedLine>;

auto referenceKey(const KeyedLine& line) { return std::tuple(line.partition, line.reference); }
auto amountKey(const KeyedLine& line) { return std::tuple(line.partition, line.amount); }

/// A number less the smallest of its kind, and how many bits the largest takes.
struct Field
{
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t most = 0;

    /// Signed numbers in their order as unsigned ones.
    static std::uint64_t lifted(std::int64_t number) { return static_cast<std::uint64_t>(number) ^ std::uint64_t{1} << 63U; }
    void see(std::int64_t number)
    {
        least = std::min(least, lifted(number));
        most = std::max(most, lifted(number));
    }
    [[nodiscard]] unsigned bits() const { return most < least ? 0 : static_cast<unsigned>(std::bit_width(most - least)); }
    [[nodiscard]] std::uint64_t of(std::int64_t number) const { return lifted(number) - least; }
};

/// Sorts lines, which come in the order of their indices, by partition, `value` and day. Where these fit into one word, as all
/// but the most extreme amounts do, that word is sorted by its digits.
template <class Value>
void sortBy(Lines& lines, const Value& value)
{
    Field partition, number, day;
    for (const KeyedLine& line : lines) {
        partition.see(line.partition);
        number.see(value(line));
        day.see(line.day);
    }
    if (partition.bits() + number.bits() + day.bits() > 64) {
        std::stable_sort(lines.begin(), lines.end(), [&value](const KeyedLine& a, const KeyedLine& b) {
            return std::tuple(a.partition, value(a), a.day) < std::tuple(b.partition, value(b), b.day);
        });
        return;
    }
    std::vector<std::uint64_t> keys;
    keys.reserve(lines.size());
    for (const KeyedLine& line : lines) {
        std::uint64_t key = partition.of(line.partition);
        key = number.bits() < 64 ? key << number.bits() | number.of(value(line)) : number.of(value(line));
        keys.push_back(day.bits() < 64 ? key << day.bits() | day.of(line.day) : day.of(line.day));
    }
    Lines sorted;
    sorted.reserve(lines.size());
    for (const std::uint32_t place : radixOrder(keys))
        sorted.push_back(lines[place]);
    lines = std::move(sorted);
}

/// Calls f(left lines, right lines) for every key that both sides have.
template <class Key, class F>
void forEachBlock(Range left, Range right, const Key& key, const F& f)
{
    std::size_t r = 0;
    for (std::size_t l = 0; l < left.size();) {
        const auto k = key(left[l]);
        std::size_t lEnd = l + 1;
        while (lEnd < left.size() && key(left[lEnd]) == k)
            ++lEnd;
        while (r < right.size() && key(right[r]) < k)
            ++r;
        std::size_t rEnd = r;
        while (rEnd < right.size() && key(right[rEnd]) == k)
            ++rEnd;
        if (rEnd > r)
            f(left.subspan(l, lEnd - l), right.subspan(r, rEnd - r));
        l = lEnd;
        r = rEnd;
    }
}

AmountLevel relation(std::int64_t left, std::int64_t right, std::span<const FeeSchedule> fees)
{
    if (left == right)
        return kAmountEqual;
    for (std::size_t i = 0; i < fees.size(); ++i) {
        std::int64_t net = 0;
        if (!__builtin_sub_overflow(right, fees[i].gapOf(right), &net) && net == left)
            return static_cast<AmountLevel>(kFirstFee + i);
    }
    std::int64_t gap = 0;
    if (__builtin_sub_overflow(right, left, &gap))
        return kAmountOther;
    const auto size = [](std::int64_t v) { return v < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v); };
    return size(gap) <= size(right) / 20 ? kAmountNear : kAmountOther;
}

class Blocker
{
public:
    Blocker(SortedLines left, SortedLines right, const std::array<std::vector<bool>, 2>& open, const DayWindow& window,
        std::span<const FeeSchedule> fees, const NameStart& nameStart)
        : left_(std::move(left)), right_(std::move(right)), open_(open), window_(window), fees_(fees), nameStart_(nameStart),
          settledLeft_(left_.count), settledRight_(right_.count)
    {
    }

    void byReference()
    {
        forEachBlock(left_.byReference, right_.byReference, referenceKey, [this](Range left, Range right) {
            if (std::ssize(left) > kMostRepeats || std::ssize(right) > kMostRepeats)
                return; // a reference that many lines share is no key
            for (const KeyedLine& l : left) {
                for (const KeyedLine& r : right) {
                    const std::int32_t lag = l.day - r.day;
                    if (!open_[0][l.index] || !open_[1][r.index] || lag < -kReferenceDays || lag > kReferenceDays)
                        continue;
                    if (l.amount == r.amount && window_.holds(lag))
                        settledLeft_[l.index] = settledRight_[r.index] = 1;
                    add(out_, l, r, relation(l.amount, r.amount, fees_));
                }
            }
        });
    }

    void byAmount(int threads)
    {
        left_.byReference = {};
        right_.byReference = {};
        const Lines left = free(left_.byAmount, open_[0], settledLeft_);
        left_.byAmount = {};
        const Lines right = free(right_.byAmount, open_[1], settledRight_);
        right_.byAmount = {};
        std::vector<std::vector<CandidatePair>> found(1 + fees_.size());
        std::vector<std::uint64_t> dropped(found.size());
        std::vector<std::function<void()>> tasks;
        for (std::size_t i = 0; i < found.size(); ++i) {
            tasks.emplace_back([&, i] {
                const Lines less = i == 0 ? Lines() : net(right, fees_[i - 1]);
                const auto level = static_cast<AmountLevel>(i == 0 ? static_cast<std::size_t>(kAmountEqual) : kFirstFee + i - 1);
                forEachBlock(left, i == 0 ? right : less, amountKey,
                    [&](Range l, Range r) { dropped[i] += sweep(found[i], l, r, level); });
            });
        }
        runTasks(static_cast<unsigned>(threads), tasks);
        for (std::size_t i = 0; i < found.size(); ++i) {
            out_.insert(out_.end(), found[i].begin(), found[i].end());
            found[i] = {};
            dropped_ += dropped[i];
        }
    }

    BlockedPairs finish()
    {
        // Counting sort by left line, then by right within it; the clearest amount level of a pair comes first and stays.
        std::vector<std::uint32_t> start(left_.count + 1);
        for (const CandidatePair& pair : out_)
            ++start[pair.left + 1];
        for (std::size_t i = 1; i < start.size(); ++i)
            start[i] += start[i - 1];
        std::vector<CandidatePair> ordered(out_.size());
        std::vector<std::uint32_t> next(start.begin(), start.end());
        for (const CandidatePair& pair : out_)
            ordered[next[pair.left]++] = pair;
        out_ = {};
        BlockedPairs result{{}, dropped_};
        result.pairs.reserve(ordered.size());
        for (std::size_t l = 0; l + 1 < start.size(); ++l) {
            const auto from = ordered.begin() + start[l];
            const auto to = ordered.begin() + start[l + 1];
            std::sort(from, to, [](const CandidatePair& a, const CandidatePair& b) {
                return std::pair(a.right, a.amount) < std::pair(b.right, b.amount);
            });
            for (auto at = from; at != to; ++at) {
                if (at == from || at->right != (at - 1)->right)
                    result.pairs.push_back(*at);
            }
        }
        return result;
    }

private:
    static Lines free(const Lines& lines, const std::vector<bool>& open, const std::vector<char>& settled)
    {
        Lines out;
        std::copy_if(lines.begin(), lines.end(), std::back_inserter(out),
            [&](const KeyedLine& line) { return open[line.index] && settled[line.index] == 0; });
        return out;
    }

    /// The lines with the amount that is left after the fee, in order again.
    static Lines net(const Lines& lines, const FeeSchedule& fee)
    {
        Lines out;
        out.reserve(lines.size());
        for (KeyedLine line : lines) {
            if (!__builtin_sub_overflow(line.amount, fee.gapOf(line.amount), &line.amount))
                out.push_back(line);
        }
        // A fee below its amount keeps the order of amounts; lines whose amounts fall together have to be merged by day.
        bool ascending = true;
        for (std::size_t i = 0; i < out.size();) {
            std::size_t end = i + 1;
            while (end < out.size() && amountKey(out[end]) == amountKey(out[i]))
                ++end;
            ascending = ascending && (end == out.size() || amountKey(out[i]) < amountKey(out[end]));
            std::sort(out.begin() + static_cast<std::ptrdiff_t>(i), out.begin() + static_cast<std::ptrdiff_t>(end),
                [](const KeyedLine& a, const KeyedLine& b) { return std::pair(a.day, a.index) < std::pair(b.day, b.index); });
            i = end;
        }
        if (!ascending) {
            std::sort(out.begin(), out.end(), [](const KeyedLine& a, const KeyedLine& b) {
                return std::tuple(amountKey(a), a.day, a.index) < std::tuple(amountKey(b), b.day, b.index);
            });
        }
        return out;
    }

    void add(std::vector<CandidatePair>& out, const KeyedLine& l, const KeyedLine& r, AmountLevel level) const
    {
        const std::int32_t lag = l.day - r.day;
        const std::int32_t day = window_.holds(lag) ? lag + window_.before : window_.days();
        out.push_back({l.index, r.index, level, static_cast<std::uint8_t>(day), 0, 0});
    }

    /// Both ranges ascend by day. Returns how many pairs the cap left out.
    std::uint64_t sweep(std::vector<CandidatePair>& out, Range left, Range right, AmountLevel level) const
    {
        std::uint64_t dropped = 0;
        std::size_t from = 0;
        std::size_t to = 0;
        std::vector<Named> named;
        for (const KeyedLine& l : left) {
            while (from < right.size() && l.day - right[from].day > window_.after)
                ++from;
            to = std::max(to, from);
            while (to < right.size() && l.day - right[to].day >= -window_.before)
                ++to;
            if (to - from <= kMostRivals) {
                for (std::size_t i = from; i < to; ++i)
                    add(out, l, right[i], level);
                continue;
            }
            if (named.empty())
                named = byName(right);
            const std::size_t before = out.size();
            crowded(out, l, right, named, level);
            dropped += to - from - (out.size() - before);
        }
        return dropped;
    }

    /// A line of a crowded block, in the order of names.
    struct Named
    {
        std::uint32_t start = 0;
        std::int32_t day = 0;
        std::uint32_t at = 0;

        friend bool operator<(const Named& a, const Named& b) { return std::tie(a.start, a.day, a.at) < std::tie(b.start, b.day, b.at); }
    };

    [[nodiscard]] std::vector<Named> byName(Range right) const
    {
        std::vector<Named> named;
        for (std::uint32_t i = 0; i < right.size(); ++i)
            named.push_back({nameStart_(1, right[i].index), right[i].day, i});
        std::sort(named.begin(), named.end());
        return named;
    }

    void crowded(std::vector<CandidatePair>& out, const KeyedLine& l, Range right, const std::vector<Named>& named, AmountLevel level) const
    {
        const auto firstOn = [&](std::int32_t day) {
            return static_cast<std::size_t>(std::lower_bound(right.begin(), right.end(), day,
                [](const KeyedLine& line, std::int32_t d) { return line.day < d; }) - right.begin());
        };
        const std::int32_t middle = l.day - (window_.after - window_.before) / 2;
        std::size_t first = 0;
        std::size_t last = 0;
        for (std::int32_t reach = 0; reach <= window_.days(); ++reach) { // whole days: lines of one day stay or go together
            const std::size_t low = firstOn(std::max(middle - reach, l.day - window_.after));
            const std::size_t high = firstOn(std::min(middle + reach, l.day + window_.before) + 1);
            if (high - low > kMostRivals)
                break;
            first = low;
            last = high;
        }
        for (std::size_t i = first; i < last; ++i)
            add(out, l, right[i], level);
        const std::uint32_t start = nameStart_(0, l.index);
        if (start == 0)
            return;
        const auto from = std::lower_bound(named.begin(), named.end(), Named{start, l.day - window_.after, 0});
        auto to = from;
        while (to != named.end() && to->start == start && to->day <= l.day + window_.before)
            ++to;
        if (static_cast<std::size_t>(to - from) > kMostRivals)
            return;
        for (auto at = from; at != to; ++at) {
            if (at->at < first || at->at >= last)
                add(out, l, right[at->at], level);
        }
    }

    SortedLines left_; ///< each order is given back when it has been used
    SortedLines right_;
    const std::array<std::vector<bool>, 2>& open_;
    const DayWindow& window_;
    std::span<const FeeSchedule> fees_;
    const NameStart& nameStart_;
    std::vector<char> settledLeft_;
    std::vector<char> settledRight_;
    std::vector<CandidatePair> out_;
    std::uint64_t dropped_ = 0;
};

/// Pairs of an amount that occurs once on each side, at most 31 days apart.
std::vector<LinePair> loneAmounts(const SortedLines& left, const SortedLines& right)
{
    std::vector<LinePair> pairs;
    forEachBlock(left.byAmount, right.byAmount, amountKey, [&](Range l, Range r) {
        if (l.size() == 1 && r.size() == 1 && l[0].day - r[0].day <= 31 && r[0].day - l[0].day <= 31)
            pairs.push_back({l[0].index, r[0].index});
    });
    return pairs;
}

} // namespace

SortedLines::SortedLines(std::span<const KeyedLine> lines) : byAmount(lines.begin(), lines.end()), count(lines.size())
{
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(byReference), [](const KeyedLine& line) { return line.reference != 0; });
    sortBy(byReference, [](const KeyedLine& line) { return std::int64_t{line.reference}; });
    sortBy(byAmount, [](const KeyedLine& line) { return line.amount; });
}

Anchors findAnchors(const SortedLines& left, const SortedLines& right)
{
    Anchors out;
    forEachBlock(left.byReference, right.byReference, referenceKey, [&](Range l, Range r) {
        if (std::ssize(l) > kMostRepeats || std::ssize(r) > kMostRepeats)
            return;
        for (const KeyedLine& a : l) {
            const auto same = std::find_if(r.begin(), r.end(), [&](const KeyedLine& b) { return b.amount == a.amount; });
            if (same != r.end()) {
                out.pairs.push_back({a.index, same->index}); // of several the earliest
            } else if (l.size() == 1 && r.size() == 1) {
                std::int64_t gap = 0;
                if (!__builtin_sub_overflow(r[0].amount, a.amount, &gap))
                    out.gaps.push_back({r[0].amount, gap});
            }
        }
    });
    if (out.pairs.size() < kFewestAnchors) {
        out.byReference = false;
        out.pairs = loneAmounts(left, right);
    }
    std::sort(out.pairs.begin(), out.pairs.end(),
        [](const LinePair& a, const LinePair& b) { return std::pair(a.left, a.right) < std::pair(b.left, b.right); });
    return out;
}

DayWindow learnWindow(std::span<const KeyedLine> left, std::span<const KeyedLine> right, std::span<const LinePair> anchors)
{
    std::vector<std::int32_t> lags;
    for (const LinePair& pair : anchors)
        lags.push_back(left[pair.left].day - right[pair.right].day);
    if (lags.size() < kFewestAnchors)
        return {};
    std::sort(lags.begin(), lags.end());
    const std::size_t cut = lags.size() / 1000;
    const std::int32_t low = lags[cut] - 1;
    const std::int32_t high = lags[lags.size() - 1 - cut] + 1;
    return {std::clamp(-low, 0, kMostDays), std::clamp(high, 0, kMostDays)};
}

BlockedPairs blockPairs(SortedLines left, SortedLines right, const std::array<std::vector<bool>, 2>& open,
    const DayWindow& window, std::span<const FeeSchedule> fees, const NameStart& nameStart, int threads)
{
    Blocker blocker(std::move(left), std::move(right), open, window, fees, nameStart);
    blocker.byReference();
    blocker.byAmount(threads);
    return blocker.finish();
}

} // namespace oxseal::recon
