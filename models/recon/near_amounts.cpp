// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/near_amounts.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

namespace oxseal::recon {
namespace {

constexpr std::size_t kMostLooked = 256; ///< lines of nearly one amount; more of them say nothing

std::uint64_t sizeOf(std::int64_t value) noexcept
{
    return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::uint64_t shareOf(std::uint64_t size, std::int64_t perMillion) noexcept
{
    const auto share = static_cast<std::uint64_t>(perMillion);
    return size / 1'000'000 * share + size % 1'000'000 * share / 1'000'000;
}

auto key(const MatchEntry& entry) { return std::tuple(entry.partition, entry.amount, entry.line.position, entry.line.index); }

/// The candidates of one line among the other side's, as far as they matter: none, one, or more.
struct Candidates
{
    std::size_t count = 0;
    std::size_t only = 0; ///< place of the last one seen
};

class NearSearch
{
public:
    NearSearch(std::span<const MatchEntry> left, std::span<const MatchEntry> right, const AmountTolerance& tolerance, const BlockWindow& window)
        : tolerance_(tolerance), window_(window)
    {
        sides_[0].assign(left.begin(), left.end());
        sides_[1].assign(right.begin(), right.end());
        for (auto& side : sides_)
            std::sort(side.begin(), side.end(), [](const MatchEntry& a, const MatchEntry& b) { return key(a) < key(b); });
    }

    std::vector<BlockPair> run() const
    {
        std::vector<Candidates> ofLeft;
        for (const MatchEntry& entry : sides_[0])
            ofLeft.push_back(candidates(entry, 0));
        std::vector<BlockPair> out;
        for (std::size_t l = 0; l < ofLeft.size(); ++l) {
            if (ofLeft[l].count != 1)
                continue;
            const MatchEntry& left = sides_[0][l];
            const MatchEntry& right = sides_[1][ofLeft[l].only];
            if (left.amount == right.amount || candidates(right, 1).count != 1)
                continue;
            BlockPair pair;
            pair.left = left.line.index;
            pair.right = right.line.index;
            pair.distance = std::abs(left.line.position - right.line.position);
            out.push_back(pair);
        }
        std::sort(out.begin(), out.end(), [](const BlockPair& a, const BlockPair& b) { return a.left < b.left; });
        return out;
    }

private:
    [[nodiscard]] bool fits(const MatchEntry& left, const MatchEntry& right) const
    {
        const std::int32_t lag = left.line.position - right.line.position;
        return lag >= -window_.before && lag <= window_.after && (left.text == 0 || right.text == 0 || left.text == right.text)
            && allows(tolerance_, left.amount, right.amount);
    }

    [[nodiscard]] Candidates candidates(const MatchEntry& mine, std::size_t side) const
    {
        const std::vector<MatchEntry>& others = sides_[1 - side];
        // Statement − books lies in [−below, above]: as seen from the books the other way round.
        const std::int64_t less = side == 0 ? tolerance_.above : tolerance_.below;
        const std::int64_t more = side == 0 ? tolerance_.below : tolerance_.above;
        std::int64_t from = 0;
        std::int64_t to = 0;
        if (__builtin_sub_overflow(mine.amount, less, &from) || __builtin_add_overflow(mine.amount, more, &to))
            return {};
        Candidates found;
        auto at = std::lower_bound(others.begin(), others.end(), std::pair(mine.partition, from),
            [](const MatchEntry& entry, const auto& k) { return std::pair(entry.partition, entry.amount) < k; });
        for (std::size_t looked = 0; at != others.end() && at->partition == mine.partition && at->amount <= to && found.count < 2; ++at, ++looked) {
            if (looked == kMostLooked)
                return {2, 0};
            if (side == 0 ? fits(mine, *at) : fits(*at, mine)) {
                ++found.count;
                found.only = static_cast<std::size_t>(at - others.begin());
            }
        }
        return found;
    }

    std::array<std::vector<MatchEntry>, 2> sides_;
    const AmountTolerance& tolerance_;
    const BlockWindow& window_;
};

} // namespace

bool allows(const AmountTolerance& tolerance, std::int64_t statement, std::int64_t books) noexcept
{
    std::int64_t difference = 0;
    if ((statement < 0) != (books < 0) || __builtin_sub_overflow(statement, books, &difference))
        return false;
    const bool below = difference < 0;
    const std::uint64_t most = std::min(static_cast<std::uint64_t>(below ? tolerance.below : tolerance.above),
        shareOf(sizeOf(books), below ? tolerance.belowPerMillion : tolerance.abovePerMillion));
    return sizeOf(difference) <= most;
}

std::vector<BlockPair> nearPairs(
    std::span<const MatchEntry> left, std::span<const MatchEntry> right, const AmountTolerance& tolerance, const BlockWindow& window)
{
    return NearSearch(left, right, tolerance, window).run();
}

} // namespace oxseal::recon
