// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_left_over.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace oxseal::recon {
namespace {

std::vector<MatchEntry> entriesOf(
    const MatchKeys& keys, std::size_t side, const std::vector<std::uint32_t>& groupOf, bool byReference, DayUnit unit)
{
    std::vector<MatchEntry> entries;
    for (std::uint32_t i = 0; i < groupOf.size(); ++i) {
        const std::uint32_t reference = keys.reference(side, i);
        if (groupOf[i] == kNoLine || (byReference && reference == 0))
            continue;
        entries.push_back({keys.partition(side, i), byReference ? reference : 0, byReference ? 0 : keys.lines(side)[i].amount,
            {keys.position(side, i, unit), i}});
    }
    std::sort(entries.begin(), entries.end());
    return entries;
}

/// For each entry of `mine` the nearest in time of equal key in `others`; of two as near the earlier.
template <class F>
void forNearest(const std::vector<MatchEntry>& mine, const std::vector<MatchEntry>& others, const F& found)
{
    for (const MatchEntry& entry : mine) {
        const auto at = std::lower_bound(others.begin(), others.end(), entry);
        const MatchEntry* best = nullptr;
        if (at != others.end() && at->key() == entry.key())
            best = &*at;
        if (at != others.begin()) {
            const MatchEntry& earlier = *std::prev(at);
            if (earlier.key() == entry.key()
                && (best == nullptr || entry.line.position - earlier.line.position <= best->line.position - entry.line.position))
                best = &earlier;
        }
        if (best != nullptr)
            found(entry, *best);
    }
}

/// The last pass of a kind is the widest; -1 when there is none.
std::int16_t widestPass(const PassSet& rules, PassKind kind)
{
    std::int16_t widest = -1;
    for (std::size_t i = 0; i < rules.passes.size(); ++i) {
        if (rules.passes[i].kind == kind)
            widest = static_cast<std::int16_t>(i);
    }
    return widest;
}

/// Amounts further apart than a tenth are not what a tolerance is for.
bool nearlyEqual(std::int64_t mine, std::int64_t other)
{
    std::int64_t gap = 0;
    return (mine < 0) == (other < 0) && !__builtin_sub_overflow(mine, other, &gap) && std::abs(gap / 10) <= std::abs(mine / 100);
}

/// For lines without one of equal amount, the line of the nearest amount within the window of a pass of near amounts.
void noteNearAmounts(const MatchKeys& keys, const MatchPass& pass, std::int16_t number, const LeftOver& groupOf, std::vector<MatchGroup>& groups)
{
    constexpr std::ptrdiff_t kReach = 8; // lines of nearly this amount looked at each way
    const std::array sides{entriesOf(keys, 0, groupOf[0], false, pass.unit), entriesOf(keys, 1, groupOf[1], false, pass.unit)};
    for (std::size_t side = 0; side < 2; ++side) {
        const std::vector<MatchEntry>& others = sides[1 - side];
        for (const MatchEntry& mine : sides[side]) {
            MatchGroup& group = groups[groupOf[side][mine.line.index]];
            if (group.nearAmount != kNoLine)
                continue;
            const auto at = std::lower_bound(others.begin(), others.end(), mine) - others.begin();
            const MatchEntry* best = nullptr;
            for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, at - kReach); i < std::min(std::ssize(others), at + kReach); ++i) {
                const MatchEntry& other = others[static_cast<std::size_t>(i)];
                const std::int32_t lag = side == 0 ? mine.line.position - other.line.position : other.line.position - mine.line.position;
                const std::uint32_t reference = keys.reference(side, mine.line.index);
                const std::uint32_t theirs = keys.reference(1 - side, other.line.index);
                const bool differ = reference != 0 && theirs != 0 && reference != theirs; // no tolerance would bring these together
                if (other.partition != mine.partition || differ || lag < -pass.before || lag > pass.after || !nearlyEqual(mine.amount, other.amount))
                    continue;
                if (best == nullptr || std::abs(other.amount - mine.amount) < std::abs(best->amount - mine.amount))
                    best = &other;
            }
            if (best == nullptr)
                continue;
            group.nearAmount = best->line.index;
            group.neededDays = std::abs(mine.line.position - best->line.position);
            group.neededPass = number;
        }
    }
}

} // namespace

void noteNearest(const MatchKeys& keys, const PassSet& rules, const LeftOver& groupOf, std::vector<MatchGroup>& groups)
{
    if (const std::int16_t widest = widestPass(rules, PassKind::AmountDate); widest >= 0) {
        const DayUnit unit = rules.passes[static_cast<std::size_t>(widest)].unit;
        const std::array sides{entriesOf(keys, 0, groupOf[0], false, unit), entriesOf(keys, 1, groupOf[1], false, unit)};
        for (std::size_t side = 0; side < 2; ++side) {
            forNearest(sides[side], sides[1 - side], [&](const MatchEntry& mine, const MatchEntry& other) {
                MatchGroup& group = groups[groupOf[side][mine.line.index]];
                group.nearAmount = other.line.index;
                group.neededDays = std::abs(mine.line.position - other.line.position);
                group.neededPass = widest;
            });
        }
    }
    if (const std::int16_t widest = widestPass(rules, PassKind::NearAmount); widest >= 0)
        noteNearAmounts(keys, rules.passes[static_cast<std::size_t>(widest)], widest, groupOf, groups);
    const std::array sides{entriesOf(keys, 0, groupOf[0], true, DayUnit::Calendar), entriesOf(keys, 1, groupOf[1], true, DayUnit::Calendar)};
    for (std::size_t side = 0; side < 2; ++side) {
        forNearest(sides[side], sides[1 - side], [&](const MatchEntry& mine, const MatchEntry& other) {
            groups[groupOf[side][mine.line.index]].nearReference = other.line.index;
        });
    }
}

} // namespace oxseal::recon
