// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/pair_learning.h"

#include "models/core/parallel.h"
#include "models/recon/marginals.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace oxseal::recon {
namespace {

constexpr std::size_t kRandomPairs = 40000;
constexpr std::size_t kTeachingLines = 150000; ///< statement lines that are enough to learn from
constexpr int kMostRounds = 12;
constexpr int kMostSweeps = 16;
constexpr std::size_t kChunks = 64;
constexpr std::size_t kAhead = 16; ///< pairs

/// How well descriptions fit, with the last answers kept: the names of a rivalry meet again and again.
class KnownFits
{
public:
    explicit KnownFits(const LearntLines& lines) : lines_(lines), known_(kSlots) {}

    std::uint8_t of(std::uint32_t left, std::uint32_t right)
    {
        const std::uint64_t key = std::uint64_t{lines_.core(0, left)} << 32U | lines_.core(1, right);
        Known& known = known_[key * 0x9E3779B97F4A7C15ULL >> (64 - kSlotBits)];
        if (known.key != key || !known.taken)
            known = {key, static_cast<std::uint8_t>(lines_.fit(left, right)), true};
        return known.fit;
    }

private:
    static constexpr unsigned kSlotBits = 14;
    static constexpr std::size_t kSlots = std::size_t{1} << kSlotBits;
    struct Known
    {
        std::uint64_t key = 0; ///< both cores
        std::uint8_t fit = 0;
        bool taken = false;
    };
    const LearntLines& lines_;
    std::vector<Known> known_;
};

class Learner
{
public:
    Learner(LearntLines& lines, const OpenLines& open, int threads, const std::function<void(MatchStage)>& entered)
        : lines_(lines), open_(open), threads_(threads), entered_(entered), sizes_(lines.sizes)
    {
    }

    LearntPairs run()
    {
        entered_(MatchStage::Block);
        BlockedPairs blocked = blockPairs(std::move(lines_.sorted[0]), std::move(lines_.sorted[1]), open_, lines_.window, lines_.fees,
            [this](std::size_t side, std::uint32_t line) { return lines_.nameStart(side, line); }, threads_);
        out_.pairs = std::move(blocked.pairs);
        out_.dropped = blocked.dropped;
        entered_(MatchStage::Score);
        fillLevels();
        entered_(MatchStage::Learn);
        chooseTeachers();
        randomShares();
        expectationMaximization();
        entered_(MatchStage::Assign);
        weighAll();
        return std::move(out_);
    }

private:
    void forChunks(std::size_t count, const std::function<void(std::size_t, std::size_t, std::size_t)>& f) const
    {
        std::vector<std::function<void()>> tasks;
        for (std::size_t i = 0; i < kChunks; ++i)
            tasks.emplace_back([&f, i, count] { f(i, count * i / kChunks, count * (i + 1) / kChunks); });
        runTasks(static_cast<unsigned>(threads_), tasks);
    }

    [[nodiscard]] ReferenceLevel referenceLevel(std::uint32_t left, std::uint32_t right) const
    {
        const std::uint32_t a = lines_.keyed[0][left].reference;
        const std::uint32_t b = lines_.keyed[1][right].reference;
        if (a == b)
            return a == 0 ? ReferenceLevel::Missing : ReferenceLevel::Equal;
        return compareReferences(lines_.keys->referenceText(a), lines_.keys->referenceText(b));
    }

    void fillLevels()
    {
        forChunks(out_.pairs.size(), [this](std::size_t, std::size_t from, std::size_t to) {
            KnownFits fits(lines_);
            for (std::size_t i = from; i < to; ++i) {
                if (i + kAhead < to) // right lines come in no order
                    __builtin_prefetch(&lines_.keyed[1][out_.pairs[i + kAhead].right].reference);
                CandidatePair& pair = out_.pairs[i];
                pair.reference = static_cast<std::uint8_t>(referenceLevel(pair.left, pair.right));
                pair.description = fits.of(pair.left, pair.right);
            }
        });
    }

    /// Whole accounts, so that rivals stay together.
    void chooseTeachers()
    {
        struct Account
        {
            std::uint64_t hash = 0;
            std::uint32_t partition = 0;
            std::size_t lines = 0;
        };
        std::vector<Account> accounts(lines_.keys->partitions());
        for (const KeyedLine& line : lines_.keyed[0]) {
            Account& account = accounts[line.partition];
            if (account.lines++ == 0) {
                MatchLine named;
                const std::string currency = lines_.lines[0][line.index].currency.code();
                named.account = lines_.lines[0][line.index].account;
                named.reference = currency;
                account = {contentHash(named, false), line.partition, 1};
            }
        }
        std::sort(accounts.begin(), accounts.end(), [](const Account& a, const Account& b) { return a.hash < b.hash; });
        teaches_.assign(accounts.size(), false);
        for (const Account& account : accounts) {
            if (account.lines == 0 || out_.taught >= kTeachingLines)
                continue;
            teaches_[account.partition] = true;
            out_.taught += account.lines;
        }
        const auto openLines = [this](std::size_t side) {
            return static_cast<std::uint64_t>(std::count_if(lines_.keyed[side].begin(), lines_.keyed[side].end(),
                [&](const KeyedLine& line) { return teaches_[line.partition] && open_[side][line.index]; }));
        };
        sizes_.left = openLines(0);
        sizes_.right = openLines(1);
    }

    /// Pairs each sampled left line with a right line of its partition that its hash picks.
    void randomShares()
    {
        std::vector<std::vector<std::pair<std::uint64_t, std::uint32_t>>> rights(lines_.keys->partitions());
        for (const KeyedLine& line : lines_.keyed[1]) {
            if (teaches_[line.partition])
                rights[line.partition].emplace_back(0, line.index);
        }
        std::vector<std::function<void()>> tasks;
        for (auto& lines : rights) {
            tasks.emplace_back([this, &lines] {
                for (auto& [hash, line] : lines)
                    hash = contentHash(lines_.lines[1][line], true);
                std::sort(lines.begin(), lines.end());
            });
        }
        runTasks(static_cast<unsigned>(threads_), tasks);
        std::vector<LinePair> all;
        for (const KeyedLine& line : lines_.keyed[0]) {
            if (teaches_[line.partition])
                all.push_back({line.index, 0});
        }
        for (const LinePair& pair : samplePairs(lines_, all, kRandomPairs, true)) {
            const auto& of = rights[lines_.keyed[0][pair.left].partition];
            if (of.empty())
                continue;
            const std::uint64_t hash = contentHash(lines_.lines[0][pair.left], true);
            const std::uint32_t right = of[(hash >> 20U) % of.size()].second;
            random_.reference[static_cast<std::size_t>(referenceLevel(pair.left, right))] += 1U << 16U;
            random_.description[lines_.fit(pair.left, right)] += 1U << 16U;
        }
    }

    [[nodiscard]] LevelCounts anchorCounts() const
    {
        LevelCounts counts(static_cast<std::size_t>(lines_.window.days()));
        constexpr std::uint64_t one = 1U << 16U;
        for (const LinePair& pair : lines_.anchors.pairs) {
            if (!teaches_[lines_.keyed[0][pair.left].partition])
                continue;
            const std::int32_t lag = lines_.keyed[0][pair.left].day - lines_.keyed[1][pair.right].day;
            CandidatePair levels{pair.left, pair.right, kAmountEqual,
                static_cast<std::uint8_t>(lines_.window.holds(lag) ? lag + lines_.window.before : lines_.window.days()), 0, 0};
            levels.reference = static_cast<std::uint8_t>(referenceLevel(pair.left, pair.right));
            levels.description = static_cast<std::uint8_t>(lines_.fit(pair.left, pair.right));
            counts.add(levels, one);
        }
        // A start only: the first round of EM puts it right.
        counts.reference[0] += counts.pairs / 2;
        counts.reference[2] += counts.pairs / 50;
        for (std::size_t i = 0; i < lines_.fees.size(); ++i)
            counts.amount[kFirstFee + i] += counts.pairs / 100;
        counts.pairs = std::max(counts.pairs, std::min(sizes_.left, sizes_.right) * one * 3 / 4);
        return counts;
    }

    /// `rights`, when given, holds the rarities of the pairs' right lines in the order of the pairs.
    void weigh(PairMarginals& marginals, std::span<const CandidatePair> pairs, std::span<const LineRarity> rights = {})
    {
        weights_.resize(pairs.size());
        forChunks(pairs.size(), [&](std::size_t, std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i) {
                const LineRarity& right = rights.empty() ? lines_.rarity[1][pairs[i].right] : rights[i];
                weights_[i] = static_cast<Bits>(evidenceOf(out_.model, pairs[i], lines_.rarity[0][pairs[i].left], right).total());
            }
        });
        marginals.setWeights(weights_);
    }

    [[nodiscard]] static std::vector<PairEdge> edgesOf(std::span<const CandidatePair> pairs)
    {
        std::vector<PairEdge> edges;
        edges.reserve(pairs.size());
        for (const CandidatePair& pair : pairs)
            edges.push_back({pair.left, pair.right});
        return edges;
    }

    [[nodiscard]] PairMarginals marginalsOf(std::span<const PairEdge> edges) const
    {
        return {static_cast<std::uint32_t>(lines_.lines[0].size()), static_cast<std::uint32_t>(lines_.lines[1].size()), edges};
    }

    /// What is known of a taught pair, in 2⁻¹⁶ pairs.
    [[nodiscard]] std::uint64_t decided(const CandidatePair& pair) const
    {
        return lines_.partner[pair.left - lines_.taughtPlaces.left] == pair.right ? 1U << 16U : 0;
    }

    void expectationMaximization()
    {
        std::vector<CandidatePair> pairs;
        std::copy_if(out_.pairs.begin(), out_.pairs.end(), std::back_inserter(pairs),
            [this](const CandidatePair& pair) { return teaches_[lines_.keyed[0][pair.left].partition]; });
        std::vector<LineRarity> rights; // looked up once, not in every round
        rights.reserve(pairs.size());
        for (const CandidatePair& pair : pairs)
            rights.push_back(lines_.rarity[1][pair.right]);
        const std::vector<PairEdge> edges = edgesOf(pairs);
        PairMarginals marginals = marginalsOf(edges);
        out_.model = modelOf(anchorCounts(), random_, sizes_, lines_.window, lines_.fees);
        for (out_.rounds = 1; out_.rounds <= kMostRounds; ++out_.rounds) {
            weigh(marginals, pairs, rights);
            marginals.sweep(3, threads_);
            std::vector<LevelCounts> parts(kChunks, LevelCounts(static_cast<std::size_t>(lines_.window.days())));
            forChunks(pairs.size(), [&](std::size_t chunk, std::size_t from, std::size_t to) {
                for (std::size_t i = from; i < to; ++i)
                    parts[chunk].add(pairs[i], lines_.taught(pairs[i].left) ? decided(pairs[i]) : marginals.probability(static_cast<std::uint32_t>(i)) >> 16U);
            });
            for (std::size_t i = 1; i < kChunks; ++i)
                parts[0].add(parts[i]);
            const Bits before = out_.model.prior;
            out_.model = modelOf(parts[0], random_, sizes_, lines_.window, lines_.fees);
            if (std::abs(out_.model.prior - before) < kOneBit / 64)
                break;
        }
        out_.rounds = std::min(out_.rounds, kMostRounds);
    }

    void weighAll()
    {
        const std::vector<PairEdge> edges = edgesOf(out_.pairs);
        PairMarginals marginals = marginalsOf(edges);
        weigh(marginals, out_.pairs);
        marginals.sweep(kMostSweeps, threads_);
        out_.probability.resize(edges.size());
        forChunks(edges.size(), [&](std::size_t, std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                out_.probability[i] = static_cast<std::uint32_t>(
                    std::min<std::uint64_t>(marginals.probability(static_cast<std::uint32_t>(i)), kCertain - 1));
        });
    }

    LearntLines& lines_;
    const OpenLines& open_;
    int threads_;
    const std::function<void(MatchStage)>& entered_;
    SideSizes sizes_;
    RandomShares random_;
    std::vector<bool> teaches_; ///< by partition
    std::vector<Bits> weights_;
    LearntPairs out_;
};

} // namespace

LearntPairs learnPairs(
    LearntLines& lines, const OpenLines& open, int threads, const std::function<void(MatchStage)>& entered)
{
    return Learner(lines, open, threads, entered).run();
}

} // namespace oxseal::recon
