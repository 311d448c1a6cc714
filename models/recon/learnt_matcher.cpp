// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/learnt_matcher.h"

#include "models/core/parallel.h"
#include "models/recon/likely_clusters.h"
#include "models/recon/match_left_over.h"
#include "models/recon/name_sums.h"
#include "models/recon/pair_learning.h"

#include <algorithm>
#include <string>

namespace oxseal::recon {
namespace {

constexpr std::uint32_t kHalf = 1U << 31U;
constexpr std::size_t kMostLines = 1U << 31U;

void enter(const MatchOptions& options, MatchStage stage)
{
    if (options.entered)
        options.entered(stage);
}

/// Thousandths of a probability, rounded down: 0.9999 is not stated as 1.
std::int16_t thousandths(std::uint32_t probability)
{
    return static_cast<std::int16_t>(std::uint64_t{probability} * 1000 >> 32U);
}

/// See LearntReport::lostPerMillion.
std::uint64_t lostByBlocking(const LearntLines& known)
{
    if (!known.anchors.byReference)
        return 0;
    const auto outside = std::count_if(known.anchors.pairs.begin(), known.anchors.pairs.end(), [&](const LinePair& pair) {
        return !known.window.holds(known.keyed[0][pair.left].day - known.keyed[1][pair.right].day);
    });
    const auto unexplained = std::count_if(known.anchors.gaps.begin(), known.anchors.gaps.end(), [&](const AmountGap& gap) {
        return std::none_of(known.fees.begin(), known.fees.end(), [&](const FeeSchedule& fee) { return fee.gapOf(gap.books) == gap.gap; });
    });
    const std::uint64_t all = known.anchors.pairs.size() + known.anchors.gaps.size();
    return static_cast<std::uint64_t>(outside + unexplained) * 1000000 / std::max<std::uint64_t>(all, 1);
}

class LearntEngine
{
public:
    LearntEngine(std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules, const MatchOptions& options, TaughtPlaces taught = {})
        : lines_{left, right}, rules_(rules), options_(options),
          open_{std::vector<bool>(left.size(), true), std::vector<bool>(right.size(), true)}, taught_(std::move(taught)),
          own_{std::min<std::size_t>(left.size(), taught_.left), std::min<std::size_t>(right.size(), taught_.right)}
    {
    }

    Result<LearntResult> run()
    {
        enter(options_, MatchStage::Block);
        out_.match.groups.reserve(lines_[0].size() + lines_[1].size() / 4);
        out_.match.members.reserve(lines_[0].size() + lines_[1].size());
        out_.match.evidence.reserve(lines_[0].size());
        LearntLines known(lines_[0], lines_[1], rules_, options_.threads, taught_);
        out_.report.taught = taught_.pairs.size();
        out_.report.anchors = known.anchors.pairs.size();
        out_.report.anchorsByReference = known.anchors.byReference;
        if (known.anchors.pairs.size() < kFewestTeachers) {
            OXSEAL_TRY(out_.match, matchLines(lines_[0].first(own_[0]), lines_[1].first(own_[1]), rules_, options_));
            return std::move(out_);
        }
        out_.report.lostPerMillion = lostByBlocking(known);
        keyed(known);
        if (options_.progress.cancelled())
            return fail(kMatchCancelled);
        LearntPairs learnt
            = learnPairs(known, open_, options_.threads, [this](MatchStage stage) { enter(options_, stage); });
        out_.report.model = learnt.model;
        out_.report.pairs = static_cast<std::uint64_t>(
            std::count_if(learnt.pairs.begin(), learnt.pairs.end(), [&](const CandidatePair& pair) { return !known.taught(pair.left); }));
        out_.report.dropped = learnt.dropped;
        out_.report.rounds = learnt.rounds;
        close(open_); // they have taught; nothing is decided about them
        pairs(known, learnt);
        if (options_.progress.cancelled())
            return fail(kMatchCancelled);
        known.rarity = {}; // what is not needed any more makes room for the result
        enter(options_, MatchStage::Sums);
        sums(known);
        known.shapes = {};
        known.cores.reset();
        ambiguous(learnt);
        learnt = {};
        OXSEAL_CHECK(leftOver(known));
        enter(options_, MatchStage::Done);
        return std::move(out_);
    }

private:
    /// Takes the taught lines out of the play.
    void close(OpenLines& open) const
    {
        for (std::size_t side = 0; side < 2; ++side)
            std::fill(open[side].begin() + static_cast<std::ptrdiff_t>(own_[side]), open[side].end(), false);
    }

    MatchGroup& add(MatchType type, MatchState state, std::span<const std::uint32_t> left, std::span<const std::uint32_t> right)
    {
        MatchGroup group;
        group.type = type;
        group.state = state;
        group.first = static_cast<std::uint32_t>(out_.match.members.size());
        group.leftCount = static_cast<std::uint32_t>(left.size());
        group.rightCount = static_cast<std::uint32_t>(right.size());
        for (const std::uint32_t line : left)
            open_[0][line] = false;
        for (const std::uint32_t line : right)
            open_[1][line] = false;
        out_.match.members.insert(out_.match.members.end(), left.begin(), left.end());
        out_.match.members.insert(out_.match.members.end(), right.begin(), right.end());
        out_.match.groups.push_back(group);
        return out_.match.groups.back();
    }

    void explain(MatchGroup& group, const MatchEvidence& evidence)
    {
        group.state = evidence.review == ReviewReason::None ? MatchState::Auto : MatchState::Suggested;
        group.confidence = thousandths(evidence.probability);
        group.distance = evidence.lag < 0 ? -evidence.lag : evidence.lag;
        group.evidence = static_cast<std::uint32_t>(out_.match.evidence.size());
        out_.match.evidence.push_back(evidence);
        if (options_.rivals)
            out_.match.rivals.emplace_back();
    }

    [[nodiscard]] auto rank() const
    {
        return [this](std::size_t side, std::uint32_t line) { return contentHash(lines_[side][line], true); };
    }

    void addBatches(const LearntLines& known, std::span<const Batch> batches)
    {
        for (const Batch& batch : batches) {
            std::int32_t last = lines_[1][batch.right.front()].date.number;
            for (const std::uint32_t line : batch.right)
                last = std::max(last, lines_[1][line].date.number);
            MatchEvidence evidence;
            evidence.basis = batch.key == BatchKey::Number ? MatchBasis::Number
                : batch.key == BatchKey::Label             ? MatchBasis::Label
                                                           : MatchBasis::Name;
            evidence.lag = lines_[0][batch.left].date.number - last;
            evidence.probability = static_cast<std::uint32_t>(batch.probability);
            evidence.alternatives = batch.alternatives;
            evidence.descriptionLevel = static_cast<std::uint8_t>(known.fit(batch.left, batch.right.front()));
            const bool named = evidence.descriptionLevel != 0 && fitGrade(evidence.descriptionLevel) <= 2;
            if (evidence.probability < kAutoProbability)
                evidence.review = ReviewReason::Probability;
            else if (batch.alternatives > 0)
                evidence.review = ReviewReason::NotUnique;
            else if (batch.boundReached)
                evidence.review = ReviewReason::BoundReached;
            else if (batch.key == BatchKey::Name && !named)
                evidence.review = ReviewReason::AmountAlone;
            explain(add(MatchType::OneToMany, MatchState::Auto, std::span(&batch.left, 1), batch.right), evidence);
        }
    }

    /// The open lines of a statement, which come by partition, amount and day, in the order of BatchLines::before.
    [[nodiscard]] std::vector<KeyedLine> inOrder(const std::vector<KeyedLine>& byAmount, const std::vector<bool>& open) const
    {
        std::vector<KeyedLine> ordered;
        std::copy_if(byAmount.begin(), byAmount.end(), std::back_inserter(ordered), [&open](const KeyedLine& line) { return open[line.index]; });
        const auto same = [](const KeyedLine& a, const KeyedLine& b) {
            return a.partition == b.partition && a.amount == b.amount && a.day == b.day;
        };
        std::vector<std::pair<std::uint64_t, KeyedLine>> equals;
        for (std::size_t i = 0; i < ordered.size();) {
            std::size_t end = i + 1;
            while (end < ordered.size() && same(ordered[i], ordered[end]))
                ++end;
            if (end - i > 1) {
                equals.clear();
                for (std::size_t at = i; at < end; ++at)
                    equals.emplace_back(contentHash(lines_[0][ordered[at].index], true), ordered[at]);
                std::sort(equals.begin(), equals.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
                for (const auto& [hash, line] : equals)
                    ordered[i++] = line;
            }
            i = end;
        }
        return ordered;
    }

    /// Batches that a number or a label ties together come first: their lines would only crowd the others.
    void keyed(const LearntLines& known)
    {
        OpenLines open = open_;
        close(open);
        for (const LinePair& pair : known.anchors.pairs)
            open[0][pair.left] = open[1][pair.right] = false;
        const std::vector<bool> labels = labelWords(known.shapes, known.anchors.pairs);
        for (std::size_t word = 0; word < labels.size(); ++word) {
            if (labels[word])
                out_.report.labels.emplace_back(known.shapes.words[word]);
        }
        std::sort(out_.report.labels.begin(), out_.report.labels.end());
        const std::vector<KeyedLine> ordered = inOrder(known.sorted[0].byAmount, open[0]);
        BatchLines lines{{known.keyed[0], known.keyed[1]}, known.shapes, open, rank(), ordered};
        addBatches(known, keyedBatches(lines, labels, known.window));
    }

    [[nodiscard]] static ReviewReason reviewOf(const MatchEvidence& evidence, bool copy)
    {
        if (evidence.probability < kAutoProbability)
            return ReviewReason::Probability;
        if (evidence.amountLevel != kAmountEqual)
            return ReviewReason::Difference;
        const auto reference = static_cast<ReferenceLevel>(evidence.referenceLevel);
        const bool named = evidence.descriptionLevel != 0 && fitGrade(evidence.descriptionLevel) <= 2;
        if (reference != ReferenceLevel::Equal && reference != ReferenceLevel::Near && !named)
            return ReviewReason::AmountAlone;
        return copy ? ReviewReason::Repeated : ReviewReason::None;
    }

    /// The two likeliest pairs of every line, as places in the list.
    struct Best
    {
        std::uint32_t first = kNoLine;
        std::uint32_t second = kNoLine;

        void see(std::uint32_t pair, const std::vector<std::uint32_t>& probability)
        {
            if (first == kNoLine || probability[pair] > probability[first]) {
                second = first;
                first = pair;
            } else if (second == kNoLine || probability[pair] > probability[second]) {
                second = pair;
            }
        }
        [[nodiscard]] std::uint32_t besides(std::uint32_t pair) const { return first == pair ? second : first; }
    };

    void pairs(const LearntLines& known, const LearntPairs& learnt)
    {
        std::array<std::vector<Best>, 2> best;
        const auto findBest = [&](std::size_t side, std::uint32_t CandidatePair::*line) {
            best[side].resize(lines_[side].size());
            for (std::uint32_t i = 0; i < learnt.pairs.size(); ++i)
                best[side][learnt.pairs[i].*line].see(i, learnt.probability);
        };
        runTasks(static_cast<unsigned>(options_.threads),
            {[&] { findBest(1, &CandidatePair::right); }, [&] { findBest(0, &CandidatePair::left); }});
        for (std::uint32_t i = 0; i < learnt.pairs.size(); ++i) {
            const CandidatePair& pair = learnt.pairs[i];
            const MatchLine& left = lines_[0][pair.left];
            const MatchLine& right = lines_[1][pair.right];
            std::int64_t difference = 0;
            if (known.taught(pair.left) || learnt.probability[i] <= kHalf || __builtin_sub_overflow(left.amount, right.amount, &difference))
                continue;
            MatchEvidence evidence;
            evidence.amountLevel = pair.amount;
            evidence.referenceLevel = pair.reference;
            evidence.descriptionLevel = pair.description;
            evidence.lag = left.date - right.date;
            evidence.weight = evidenceOf(learnt.model, pair, known.rarity[0][pair.left], known.rarity[1][pair.right]);
            evidence.probability = learnt.probability[i];
            evidence.review = reviewOf(evidence, known.rarity[1][pair.right].laterCopy);
            const std::uint32_t byLeft = best[0][pair.left].besides(i);
            const std::uint32_t byRight = best[1][pair.right].besides(i);
            const bool rivalIsLeft = byRight != kNoLine && (byLeft == kNoLine || learnt.probability[byRight] > learnt.probability[byLeft]);
            const std::uint32_t rival = rivalIsLeft ? byRight : byLeft;
            if (rival != kNoLine && learnt.probability[rival] >= learnt.probability[i])
                continue; // messages that have not settled: nobody is preferred
            if (rival != kNoLine)
                evidence.rivalProbability = learnt.probability[rival];
            MatchGroup& group = add(MatchType::OneToOne, MatchState::Auto, std::span(&pair.left, 1), std::span(&pair.right, 1));
            group.difference = difference;
            group.referenceConflict = pair.reference == static_cast<std::uint8_t>(ReferenceLevel::Conflict);
            if (rival != kNoLine) {
                group.rivalIsLeft = rivalIsLeft;
                group.rival = rivalIsLeft ? learnt.pairs[rival].left : learnt.pairs[rival].right;
            }
            explain(group, evidence);
            if (options_.rivals && rival != kNoLine) {
                const CandidatePair& other = learnt.pairs[rival];
                out_.match.rivals.back() = evidenceOf(learnt.model, other, known.rarity[0][other.left], known.rarity[1][other.right]);
            }
        }
    }

    void sums(const LearntLines& known)
    {
        OpenLines open = open_;
        BatchLines lines{{known.keyed[0], known.keyed[1]}, known.shapes, open, rank()};
        addBatches(known, nameSums(lines, known.window, [&](std::uint32_t right) { return known.core(1, right); },
                              [&](std::uint32_t left, std::uint32_t right) { return known.fit(left, right); }, options_.threads));
    }

    /// Open lines that probably have a partner, with all the open lines it could be.
    void ambiguous(const LearntPairs& learnt)
    {
        for (const LikelyCluster& cluster : likelyClusters(learnt.pairs, learnt.probability, open_))
            add(MatchType::Candidates, MatchState::Ambiguous, cluster.left, cluster.right);
    }

    /// Lets the passes of one kind decide what is left; groups that `wanted` refuses stay open.
    template <class Wanted>
    Status passes(PassKind kind, const Wanted& wanted)
    {
        PassSet some = rules_;
        some.passes.clear();
        std::vector<std::int16_t> places; // in the whole set
        for (std::size_t i = 0; i < rules_.passes.size(); ++i) {
            if (rules_.passes[i].kind == kind) {
                some.passes.push_back(rules_.passes[i]);
                places.push_back(static_cast<std::int16_t>(i));
            }
        }
        std::array<std::vector<std::uint32_t>, 2> index;
        std::array<std::vector<MatchLine>, 2> lines;
        for (std::size_t side = 0; side < 2; ++side) {
            for (std::uint32_t i = 0; i < open_[side].size(); ++i) {
                if (open_[side][i]) {
                    index[side].push_back(i);
                    lines[side].push_back(lines_[side][i]);
                }
            }
        }
        MatchOptions quiet;
        quiet.threads = options_.threads;
        OXSEAL_TRY(const MatchResult result, matchLines(lines[0], lines[1], some, quiet));
        for (MatchGroup group : result.groups) {
            if (!wanted(group))
                continue;
            std::vector<std::uint32_t> left;
            std::vector<std::uint32_t> right;
            for (const std::uint32_t line : result.left(group))
                left.push_back(index[0][line]);
            for (const std::uint32_t line : result.right(group))
                right.push_back(index[1][line]);
            if (group.pass >= 0)
                group.pass = places[static_cast<std::size_t>(group.pass)];
            if (group.rival != kNoLine)
                group.rival = index[group.rivalIsLeft ? 0 : 1][group.rival];
            group.nearReference = group.nearAmount = kNoLine;
            MatchGroup& added = add(group.type, group.state, left, right);
            group.first = added.first;
            added = group;
        }
        return {};
    }

    /// What crowded blocks kept from being compared is ambiguous by the passes; then reversals; then the unmatched with the
    /// nearest thing that would have matched.
    Status leftOver(const LearntLines& known)
    {
        if (out_.report.dropped > 0)
            OXSEAL_CHECK(passes(PassKind::AmountDate, [](const MatchGroup& group) { return group.type == MatchType::Candidates; }));
        OXSEAL_CHECK(passes(PassKind::Reversal, [](const MatchGroup& group) { return group.state != MatchState::Unmatched; }));
        enter(options_, MatchStage::Explain);
        LeftOver groupOf{std::vector<std::uint32_t>(lines_[0].size(), kNoLine), std::vector<std::uint32_t>(lines_[1].size(), kNoLine)};
        for (std::size_t side = 0; side < 2; ++side) {
            for (std::uint32_t i = 0; i < lines_[side].size(); ++i) {
                if (!open_[side][i])
                    continue;
                groupOf[side][i] = static_cast<std::uint32_t>(out_.match.groups.size());
                const std::span<const std::uint32_t> self(&i, 1);
                if (side == 0)
                    add(MatchType::Left, MatchState::Unmatched, self, {});
                else
                    add(MatchType::Right, MatchState::Unmatched, {}, self);
            }
        }
        noteNearest(*known.keys, rules_, groupOf, out_.match.groups);
        for (MatchGroup& group : out_.match.groups) {
            if (group.nearAmount == kNoLine)
                continue;
            // No pass's window was too narrow for it: only the days apart are stated.
            const bool isLeft = group.leftCount > 0;
            const MatchLine& line = lines_[isLeft ? 0 : 1][out_.match.members[group.first]];
            const MatchLine& other = lines_[isLeft ? 1 : 0][group.nearAmount];
            if (other.amount != line.amount) {
                group.nearAmount = kNoLine; // this engine has no tolerance that could be wider
                continue;
            }
            const std::int32_t apart = line.date - other.date;
            group.neededPass = -1;
            group.neededDays = apart < 0 ? -apart : apart;
        }
        return {};
    }

    std::array<std::span<const MatchLine>, 2> lines_;
    const PassSet& rules_;
    const MatchOptions& options_;
    OpenLines open_;
    TaughtPlaces taught_;
    std::array<std::size_t, 2> own_; ///< lines of a side that are decided here; taught ones stand behind them
    LearntResult out_;
};

} // namespace

Result<LearntResult> matchLearnt(
    std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules, const MatchOptions& options)
{
    if (left.size() + right.size() >= kMostLines)
        return fail(kTooManyLines);
    return LearntEngine(left, right, rules, options).run();
}

Result<LearntResult> matchLearnt(std::span<const MatchLine> left, std::span<const MatchLine> right, const TaughtLines& taught,
    const PassSet& rules, const MatchOptions& options)
{
    if (taught.empty())
        return matchLearnt(left, right, rules, options);
    if (left.size() + right.size() + taught.left.size() + taught.right.size() >= kMostLines)
        return fail(kTooManyLines);
    // Another account by name: lines of two accounts never meet.
    std::string apart(taught.left.empty() ? taught.right.front().account : taught.left.front().account);
    apart += '\x1f';
    std::array<std::vector<MatchLine>, 2> all{std::vector<MatchLine>(left.begin(), left.end()), std::vector<MatchLine>(right.begin(), right.end())};
    TaughtPlaces places;
    places.left = static_cast<std::uint32_t>(left.size());
    places.right = static_cast<std::uint32_t>(right.size());
    for (std::size_t side = 0; side < 2; ++side) {
        for (MatchLine line : side == 0 ? taught.left : taught.right) {
            line.account = apart;
            all[side].push_back(line);
        }
    }
    for (const LinePair& pair : taught.pairs)
        places.pairs.push_back({pair.left + places.left, pair.right + places.right});
    return LearntEngine(all[0], all[1], rules, options, std::move(places)).run();
}

} // namespace oxseal::recon
