// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/name_sums.h"

#include "models/core/parallel.h"
#include "models/recon/marginals.h"

#include <algorithm>
#include <array>
#include <bit>
#include <set>
#include <tuple>

namespace oxseal::recon {
namespace {

constexpr std::int32_t kWidestSpread = 7; ///< days between the first and the last line of a sum, at first
constexpr std::uint64_t kPrior = 16; ///< sums added to counts, so that few sightings say little
constexpr std::size_t kStretches = 32;
constexpr std::size_t kMostHits = 200'000; ///< in one stretch

/// What tells a true sum from a chance one, as small numbers.
enum Trait : std::size_t { kAgreement, kSize, kSpread, kLag, kCrowd, kRound, kTraits };
constexpr std::size_t kTraitValues = 2 * kMostDays + 1;

struct Hit
{
    std::uint32_t left = 0;
    std::uint32_t name = 0;
    std::uint32_t first = 0; ///< into members
    std::uint16_t count = 0;
    std::array<std::uint8_t, kTraits> traits{};
};

/// How many sums have a trait's value: those found, and those that decoys would have found.
struct Tally
{
    std::uint64_t hits = 0;
    std::uint64_t decoys = 0;

    [[nodiscard]] std::uint64_t right() const { return hits > decoys ? hits - decoys : 0; }
};

class NameSumSearch
{
public:
    NameSumSearch(BatchLines& lines, const DayWindow& window, const std::function<std::uint32_t(std::uint32_t)>& nameOf,
        const std::function<unsigned(std::uint32_t, std::uint32_t)>& fitOf)
        : lines_(lines), window_(window), nameOf_(nameOf), fitOf_(fitOf)
    {
        for (const KeyedLine& line : lines.keyed[1]) {
            if (const std::uint32_t name = lines.open[1][line.index] ? nameOf(line.index) : 0; name != 0)
                summands_.push_back({line.partition, name, line.day, line.amount, line.index});
        }
        std::sort(summands_.begin(), summands_.end(), [&lines](const Summand& a, const Summand& b) {
            const auto key = [](const Summand& summand) { return std::tuple(summand.partition, summand.name, summand.day, summand.amount); };
            return key(a) != key(b) ? key(a) < key(b) : lines.rank(1, a.line) < lines.rank(1, b.line);
        });
        left_ = lines.openLeft();
        filter_.resize(std::size_t{1} << 16U);
        for (const KeyedLine& line : left_)
            filter_[slot(line.partition, line.amount) >> 6U] |= std::uint64_t{1} << (slot(line.partition, line.amount) & 63U);
    }

    std::vector<Batch> run(int threads)
    {
        collect(threads);
        std::vector<Batch> out;
        decide(out);
        return out;
    }

private:
    static std::size_t slot(std::uint32_t partition, std::int64_t amount)
    {
        return (static_cast<std::uint64_t>(amount) * 0x9E3779B97F4A7C15ULL + partition * 0xD1B54A32D192ED03ULL) >> 42U;
    }

    /// Sums of one stretch of summands.
    struct Found
    {
        std::vector<Hit> hits;
        std::vector<std::uint32_t> members;
        std::array<std::array<Tally, kTraitValues>, kTraits> tallies{};
        std::vector<std::uint32_t> limited;
    };

    /// Cuts the summands between names into stretches, for the threads; what they find is put together in their order.
    void collect(int threads)
    {
        std::vector<std::size_t> cuts{0};
        for (std::size_t i = 1; i < kStretches; ++i) {
            std::size_t at = std::max(cuts.back(), summands_.size() * i / kStretches);
            while (at > 0 && at < summands_.size() && summands_[at].partition == summands_[at - 1].partition && summands_[at].name == summands_[at - 1].name)
                ++at;
            cuts.push_back(at);
        }
        cuts.push_back(summands_.size());
        std::vector<Found> found(kStretches);
        std::vector<std::function<void()>> tasks;
        for (std::size_t i = 0; i < kStretches; ++i)
            tasks.emplace_back([&, i] { collect(std::span(summands_).subspan(cuts[i], cuts[i + 1] - cuts[i]), found[i]); });
        runTasks(static_cast<unsigned>(threads), tasks);
        for (std::size_t i = 0; i < kStretches; ++i) {
            for (Hit hit : found[i].hits) {
                hit.first += static_cast<std::uint32_t>(members_.size());
                hits_.push_back(hit);
            }
            members_.insert(members_.end(), found[i].members.begin(), found[i].members.end());
            for (const std::uint32_t first : found[i].limited)
                limited_.emplace(summands_[cuts[i] + first].partition, summands_[cuts[i] + first].name);
            for (std::size_t trait = 0; trait < kTraits; ++trait) {
                for (std::size_t value = 0; value < kTraitValues; ++value) {
                    tallies_[trait][value].hits += found[i].tallies[trait][value].hits;
                    tallies_[trait][value].decoys += found[i].tallies[trait][value].decoys;
                }
            }
        }
    }

    void collect(std::span<const Summand> summands, Found& out) const
    {
        const std::uint64_t* const filter = filter_.data();
        out.limited = forEachSum(summands, kWidestSpread, [&, filter](const FoundSum& sum) {
            const std::size_t at = slot(sum.first.partition, sum.sum);
            if ((filter[at >> 6U] >> (at & 63U) & 1U) != 0)
                look(sum, out);
        });
    }

    /// A sum that some statement line may come to. Hardly any sum gets here: it is kept out of the loop over them.
    [[gnu::noinline]] void look(const FoundSum& sum, Found& out) const
    {
        if (out.hits.size() >= kMostHits)
            return;
        const auto key = std::pair(sum.first.partition, sum.sum);
        auto found = std::lower_bound(left_.begin(), left_.end(), key,
            [](const KeyedLine& line, const auto& k) { return std::pair(line.partition, line.amount) < k; });
        if (found == left_.end() || std::pair(found->partition, found->amount) != key)
            return;
        std::size_t same = 0;
        for (; found != left_.end() && std::pair(found->partition, found->amount) == key; ++found, ++same)
            sight(*found, sum, sum.lastDay - sum.first.day, false, out);
        for (; same > 0 && found != left_.end() && found->partition == key.first; ++found, --same)
            sight(*found, sum, sum.lastDay - sum.first.day, true, out);
    }

    void sight(const KeyedLine& left, const FoundSum& sum, std::int32_t spread, bool decoy, Found& out) const
    {
        const std::int32_t lag = left.day - sum.lastDay;
        if (!window_.holds(lag))
            return;
        const unsigned fit = fitOf_(left.index, sum.members.front());
        if (fit != 0 && fitGrade(fit) >= 4)
            return; // the statement names somebody else
        std::array<std::uint8_t, kTraits> traits{};
        traits[kAgreement] = fit == 0 ? 0 : fitGrade(fit) <= 1 ? 2 : 1;
        traits[kSize] = static_cast<std::uint8_t>(std::min<std::size_t>(sum.members.size(), 7));
        traits[kSpread] = static_cast<std::uint8_t>(spread);
        traits[kLag] = static_cast<std::uint8_t>(lag + window_.before);
        traits[kCrowd] = static_cast<std::uint8_t>(std::min<std::size_t>(sum.crowd, kAllSums + 1));
        traits[kRound] = sum.sum % 100 != 0 ? 0 : sum.sum % 500 != 0 ? 1 : sum.sum % 1000 != 0 ? 2 : 3;
        for (std::size_t i = 0; i < kTraits; ++i) {
            Tally& tally = out.tallies[i][traits[i]];
            ++(decoy ? tally.decoys : tally.hits);
        }
        if (decoy)
            return;
        out.hits.push_back({left.index, nameOf_(sum.members.front()), static_cast<std::uint32_t>(out.members.size()),
            static_cast<std::uint16_t>(sum.members.size()), traits});
        out.members.insert(out.members.end(), sum.members.begin(), sum.members.end());
    }

    /// log2 odds of a sum's being right: those of its agreement, and for each other trait how much oftener right sums than
    /// chance ones have it.
    [[nodiscard]] Bits weightOf(const Hit& hit) const
    {
        const Tally& agreement = tallies_[kAgreement][hit.traits[kAgreement]];
        Bits weight = log2Ratio(2 * agreement.right() + 1, 2 * agreement.decoys + 1);
        Bits traits = 0;
        Tally all;
        for (const Tally& tally : tallies_[kAgreement]) {
            all.hits += tally.hits;
            all.decoys += tally.decoys;
        }
        for (std::size_t trait = kSize; trait < kTraits; ++trait) {
            const Tally& tally = tallies_[trait][hit.traits[trait]];
            // Where decoys are few, chance is taken to have the trait as often as right sums have.
            const std::uint64_t right = ((tally.right() + 1) << 20U) / (all.right() + kPrior);
            const std::uint64_t chance = ((tally.decoys << 20U) + kPrior * right) / (all.decoys + kPrior);
            traits += log2Ratio(std::max<std::uint64_t>(right, 1), std::max<std::uint64_t>(chance, 1));
        }
        weight += traits / 4 * 3; // they are not independent
        return weight;
    }

    void decide(std::vector<Batch>& out)
    {
        std::vector<GroupEdge> groups;
        for (const Hit& hit : hits_) {
            groups.push_back({hit.left, {members_.begin() + hit.first, members_.begin() + hit.first + hit.count},
                weightOf(hit)});
        }
        const std::vector<std::uint64_t> probability = groupMarginals(groups, 30);
        std::vector<std::uint32_t> rivals(lines_.keyed[0].size());
        for (const Hit& hit : hits_)
            ++rivals[hit.left];
        // Where lines of the books are shared in rings two sums may seem likely at once: the likelier one counts.
        std::vector<std::size_t> likely;
        for (std::size_t i = 0; i < hits_.size(); ++i) {
            if (probability[i] > kCertain / 2)
                likely.push_back(i);
        }
        std::sort(likely.begin(), likely.end(), [&](std::size_t a, std::size_t b) {
            return probability[a] != probability[b] ? probability[a] > probability[b]
                                                    : lines_.before(0, lines_.keyed[0][hits_[a].left], lines_.keyed[0][hits_[b].left]);
        });
        for (const std::size_t i : likely) {
            const Hit& hit = hits_[i];
            Batch batch{hit.left, {members_.begin() + hit.first, members_.begin() + hit.first + hit.count}, BatchKey::Name, 0,
                std::min(probability[i], kCertain - 1), rivals[hit.left] - 1,
                limited_.contains({lines_.keyed[0][hit.left].partition, hit.name})};
            std::sort(batch.right.begin(), batch.right.end());
            const bool free = lines_.open[0][hit.left]
                && std::all_of(batch.right.begin(), batch.right.end(), [&](std::uint32_t line) { return lines_.open[1][line]; });
            if (!free)
                continue;
            lines_.open[0][hit.left] = false;
            for (const std::uint32_t line : batch.right)
                lines_.open[1][line] = false;
            out.push_back(std::move(batch));
        }
    }

    BatchLines& lines_;
    const DayWindow& window_;
    const std::function<std::uint32_t(std::uint32_t)>& nameOf_;
    const std::function<unsigned(std::uint32_t, std::uint32_t)>& fitOf_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> limited_; ///< partitions and names with sums not tried
    std::vector<Summand> summands_;
    std::vector<KeyedLine> left_;
    std::vector<std::uint64_t> filter_;
    std::vector<Hit> hits_;
    std::vector<std::uint32_t> members_;
    std::array<std::array<Tally, kTraitValues>, kTraits> tallies_{};
};

} // namespace

std::vector<Batch> nameSums(BatchLines& lines, const DayWindow& window, const std::function<std::uint32_t(std::uint32_t)>& nameOf,
    const std::function<unsigned(std::uint32_t, std::uint32_t)>& fitOf, int threads)
{
    return NameSumSearch(lines, window, nameOf, fitOf).run(threads);
}

} // namespace oxseal::recon
