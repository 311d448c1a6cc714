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

/// The last pass by amount and date is the widest; -1 when there is none.
std::int16_t widestPass(const PassSet& rules)
{
    std::int16_t widest = -1;
    for (std::size_t i = 0; i < rules.passes.size(); ++i) {
        if (rules.passes[i].kind == PassKind::AmountDate)
            widest = static_cast<std::int16_t>(i);
    }
    return widest;
}

} // namespace

void noteNearest(const MatchKeys& keys, const PassSet& rules, const LeftOver& groupOf, std::vector<MatchGroup>& groups)
{
    if (const std::int16_t widest = widestPass(rules); widest >= 0) {
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
    const std::array sides{entriesOf(keys, 0, groupOf[0], true, DayUnit::Calendar), entriesOf(keys, 1, groupOf[1], true, DayUnit::Calendar)};
    for (std::size_t side = 0; side < 2; ++side) {
        forNearest(sides[side], sides[1 - side], [&](const MatchEntry& mine, const MatchEntry& other) {
            groups[groupOf[side][mine.line.index]].nearReference = other.line.index;
        });
    }
}

} // namespace oxseal::recon
