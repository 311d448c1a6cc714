// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/overlap.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace oxseal::recon {
namespace {

auto content(const ContentLine& line)
{
    return std::tie(line.date, line.amount, line.bankId, line.reference, line.description);
}

std::vector<std::uint32_t> sortedByContent(std::span<const ContentLine> lines)
{
    std::vector<std::uint32_t> order(lines.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
        [&](std::uint32_t a, std::uint32_t b) { return content(lines[a]) < content(lines[b]); });
    return order;
}

} // namespace

std::vector<OverlapMark> compareWithEarlier(std::span<const ContentLine> earlier, std::span<const ContentLine> fresh)
{
    std::vector<OverlapMark> marks(fresh.size());
    const auto old = sortedByContent(earlier);
    const auto now = sortedByContent(fresh);
    std::size_t at = 0;
    for (const std::uint32_t line : now) {
        while (at < old.size() && content(earlier[old[at]]) < content(fresh[line]))
            ++at;
        if (at < old.size() && content(earlier[old[at]]) == content(fresh[line]))
            marks[line] = {OverlapKind::Same, old[at++], true};
    }
    struct First
    {
        std::uint32_t index;
        bool inEarlier;
    };
    std::unordered_map<std::string_view, First> ids;
    for (std::uint32_t i = 0; i < earlier.size(); ++i) {
        if (!earlier[i].bankId.empty())
            ids.try_emplace(earlier[i].bankId, First{i, true});
    }
    for (std::uint32_t i = 0; i < fresh.size(); ++i) {
        if (fresh[i].bankId.empty() || marks[i].kind == OverlapKind::Same)
            continue;
        const auto [found, inserted] = ids.try_emplace(fresh[i].bankId, First{i, false});
        if (inserted)
            continue;
        const First first = found->second;
        const ContentLine& holder = first.inEarlier ? earlier[first.index] : fresh[first.index];
        if (holder.date != fresh[i].date || holder.amount != fresh[i].amount)
            marks[i] = {OverlapKind::RecycledId, first.index, first.inEarlier};
    }
    return marks;
}

} // namespace oxseal::recon
