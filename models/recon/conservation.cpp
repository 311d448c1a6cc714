// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/conservation.h"

#include <algorithm>

namespace oxseal::recon {
namespace {

__extension__ typedef __int128 Wide; // sums of 2^31 amounts of 64 bits need 95 bits

std::string decimal(Wide value)
{
    std::string digits;
    const bool negative = value < 0;
    do {
        const int digit = static_cast<int>(value % 10);
        digits.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
        value /= 10;
    } while (value != 0);
    if (negative)
        digits.push_back('-');
    std::reverse(digits.begin(), digits.end());
    return digits;
}

struct Running
{
    std::size_t rowsIn = 0;
    std::size_t rowsOut = 0;
    Wide sumIn = 0;
    Wide sumOut = 0;
};

class SideCheck
{
public:
    explicit SideCheck(std::span<const MatchLine> lines) : lines_(lines), seen_(lines.size())
    {
        for (const MatchLine& line : lines) {
            Running& total = totalOf(line.currency);
            ++total.rowsIn;
            total.sumIn += line.amount;
        }
    }

    Wide take(std::span<const std::uint32_t> members, Conservation& out)
    {
        Wide sum = 0;
        for (const std::uint32_t member : members) {
            if (member >= lines_.size()) {
                ++out.foreign;
                continue;
            }
            if (seen_[member])
                ++out.repeated;
            seen_[member] = true;
            Running& total = totalOf(lines_[member].currency);
            ++total.rowsOut;
            total.sumOut += lines_[member].amount;
            sum += lines_[member].amount;
        }
        return sum;
    }

    void finish(Conservation& out, std::map<std::string, SideTotals>& totals) const
    {
        out.missing += static_cast<std::size_t>(std::count(seen_.begin(), seen_.end(), false));
        for (const auto& [currency, total] : totals_)
            totals[currency] = {total.rowsIn, total.rowsOut, decimal(total.sumIn), decimal(total.sumOut)};
    }

private:
    /// Most lines have the currency of the line before.
    Running& totalOf(const Currency& currency)
    {
        if (last_ == nullptr || currency != lastCurrency_) {
            last_ = &totals_[currency.code()];
            lastCurrency_ = currency;
        }
        return *last_;
    }

    std::span<const MatchLine> lines_;
    std::vector<bool> seen_;
    std::map<std::string, Running> totals_;
    Running* last_ = nullptr; ///< into totals_
    Currency lastCurrency_;
};

bool equalTotals(const std::map<std::string, SideTotals>& totals)
{
    return std::all_of(totals.begin(), totals.end(),
        [](const auto& entry) { return entry.second.rowsIn == entry.second.rowsOut && entry.second.sumIn == entry.second.sumOut; });
}

} // namespace

Conservation checkConservation(
    std::span<const MatchLine> left, std::span<const MatchLine> right, const MatchResult& result)
{
    Conservation out;
    SideCheck leftSide(left);
    SideCheck rightSide(right);
    constexpr std::size_t kAhead = 16; // lines come in no order: they are asked for some groups early
    const auto expect = [](std::span<const MatchLine> lines, std::span<const std::uint32_t> members) {
        if (!members.empty() && members.front() < lines.size())
            __builtin_prefetch(&lines[members.front()].amount);
    };
    for (std::size_t i = 0; i < result.groups.size(); ++i) {
        if (i + kAhead < result.groups.size()) {
            expect(left, result.left(result.groups[i + kAhead]));
            expect(right, result.right(result.groups[i + kAhead]));
        }
        const MatchGroup& group = result.groups[i];
        const Wide difference = leftSide.take(result.left(group), out) - rightSide.take(result.right(group), out);
        const bool mustNet = group.state == MatchState::Auto || group.state == MatchState::Suggested;
        if (mustNet && difference != group.difference)
            ++out.unbalanced;
    }
    leftSide.finish(out, out.left);
    rightSide.finish(out, out.right);
    out.holds = out.missing == 0 && out.repeated == 0 && out.foreign == 0 && out.unbalanced == 0
        && equalTotals(out.left) && equalTotals(out.right);
    return out;
}

} // namespace oxseal::recon
