// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/matcher.h"

#include "models/recon/match_keys.h"
#include "models/recon/match_left_over.h"
#include "models/recon/match_walk.h"
#include "models/recon/near_amounts.h"
#include "models/recon/sum_block.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace oxseal::recon {
namespace {

void enter(const MatchOptions& options, MatchStage stage)
{
    if (options.entered)
        options.entered(stage);
}

/// Runs the passes over the open lines and turns decided blocks into groups.
class Engine
{
public:
    Engine(MatchKeys keys, const PassSet& rules, const MatchOptions& options)
        : keys_(std::move(keys)), rules_(rules), options_(options), referencesAgree_(keys_.partitions(), false)
    {
    }

    Result<MatchResult> run()
    {
        for (std::size_t i = 0; i < rules_.passes.size(); ++i) {
            if (options_.progress.cancelled())
                return fail(kMatchCancelled);
            const MatchPass& pass = rules_.passes[i];
            pass_ = static_cast<std::int16_t>(i);
            switch (pass.kind) {
            case PassKind::Reversal:
                reversals(pass, 0);
                reversals(pass, 1);
                break;
            case PassKind::Sum:
                sums(pass);
                break;
            case PassKind::NearAmount:
                nearAmounts(pass);
                break;
            case PassKind::Reference:
            case PassKind::ReferenceInText:
            case PassKind::AmountDate:
                pairs(pass);
                break;
            }
            options_.progress.at(i + 1, rules_.passes.size());
        }
        enter(options_, MatchStage::Explain);
        unmatched();
        enter(options_, MatchStage::Done);
        return std::move(result_);
    }

private:
    BlockDecision decide(std::vector<MatchEntry>& left, std::vector<MatchEntry>& right, const BlockWindow& window) const
    {
        return decideAll(left, right, window, options_.threads);
    }

    void pairs(const MatchPass& pass)
    {
        std::vector<MatchEntry> right = keys_.openEntries(1, pass);
        const bool inText = pass.kind == PassKind::ReferenceInText;
        if (inText)
            std::sort(right.begin(), right.end());
        std::vector<MatchEntry> left = inText ? keys_.namedInText(pass, right) : keys_.openEntries(0, pass);
        const BlockDecision decision = decide(left, right, {pass.before, pass.after, pass.margin});
        for (const BlockPair& pair : decision.pairs)
            addPair(pass, pair);
        for (const BlockCluster& cluster : decision.clusters)
            addCluster(cluster.left, cluster.right, cluster.nearest);
    }

    void reversals(const MatchPass& pass, std::size_t side)
    {
        MatchKeys::Signed lines = keys_.reversible(side, pass);
        const BlockDecision decision = decide(lines.plus, lines.minus, {pass.after, pass.after, pass.margin});
        for (const BlockPair& pair : decision.pairs)
            addReversal(pass, pair, side);
        for (const BlockCluster& cluster : decision.clusters) {
            std::vector<std::uint32_t> all = cluster.left;
            all.insert(all.end(), cluster.right.begin(), cluster.right.end());
            if (side == 0)
                addCluster(all, {}, cluster.nearest);
            else
                addCluster({}, all, cluster.nearest);
        }
    }

    /// Calls f(left, right) for every key and sign that both sides have; the entries are in that order.
    template <class F>
    static void forEachSumBlock(const std::array<std::vector<MatchEntry>, 2>& entries, const F& f)
    {
        const auto key = [](const MatchEntry& entry) { return std::tuple(entry.partition, entry.text, entry.amount < 0); };
        std::size_t r = 0;
        for (std::size_t l = 0; l < entries[0].size();) {
            std::array<std::vector<SumLine>, 2> block;
            const auto k = key(entries[0][l]);
            for (; l < entries[0].size() && key(entries[0][l]) == k; ++l)
                block[0].push_back({entries[0][l].amount, entries[0][l].line});
            while (r < entries[1].size() && key(entries[1][r]) < k)
                ++r;
            for (; r < entries[1].size() && key(entries[1][r]) == k; ++r)
                block[1].push_back({entries[1][r].amount, entries[1][r].line});
            f(block[0], block[1]);
        }
    }

    void sums(const MatchPass& pass)
    {
        std::vector<SumDecision> decisions; // lines are taken only when all blocks have been looked at
        forEachSumBlock(keys_.summands(pass), [&](const std::vector<SumLine>& left, const std::vector<SumLine>& right) {
            SumDecision decision = decideSums(left, right, {pass.before, pass.after, pass.margin});
            if (!decision.sums.empty() || !decision.ambiguous.empty())
                decisions.push_back(std::move(decision));
        });
        for (const SumDecision& decision : decisions) {
            for (const SumFound& sum : decision.sums)
                addSum(pass, sum, decision);
            for (const SumFound& lines : decision.ambiguous)
                addCluster(lines.left, lines.right, lines.distance);
        }
    }

    void addSum(const MatchPass& pass, const SumFound& sum, const SumDecision& decision)
    {
        const MatchType type = sum.left.size() == 1 ? MatchType::OneToMany : sum.right.size() == 1 ? MatchType::ManyToOne : MatchType::ManyToMany;
        const bool sure = pass.confirms && !decision.boundReached;
        MatchGroup& group = add(type, sure ? MatchState::Auto : MatchState::Suggested, sum.left, sum.right);
        BlockPair pair;
        pair.distance = sum.distance;
        decided(group, pass, pair);
        group.tried = decision.tried;
        group.boundReached = decision.boundReached;
    }

    void nearAmounts(const MatchPass& pass)
    {
        const auto found = nearPairs(keys_.openLines(0, pass.unit), keys_.openLines(1, pass.unit), pass.tolerance, {pass.before, pass.after, pass.margin});
        for (const BlockPair& pair : found) {
            MatchGroup& group = add(MatchType::OneToOne, MatchState::Suggested, std::array{pair.left}, std::array{pair.right});
            decided(group, pass, pair);
            group.difference = keys_.lines(0)[pair.left].amount - keys_.lines(1)[pair.right].amount; // of one sign: it cannot overflow
        }
    }

    MatchGroup& add(MatchType type, MatchState state, std::span<const std::uint32_t> left, std::span<const std::uint32_t> right)
    {
        MatchGroup group;
        group.type = type;
        group.state = state;
        group.first = static_cast<std::uint32_t>(result_.members.size());
        group.leftCount = static_cast<std::uint32_t>(left.size());
        group.rightCount = static_cast<std::uint32_t>(right.size());
        for (const std::uint32_t line : left) {
            keys_.take(0, line);
            result_.members.push_back(line);
        }
        for (const std::uint32_t line : right) {
            keys_.take(1, line);
            result_.members.push_back(line);
        }
        result_.groups.push_back(group);
        return result_.groups.back();
    }

    void decided(MatchGroup& group, const MatchPass& pass, const BlockPair& pair) const
    {
        group.pass = pass_;
        group.distance = pair.distance;
        group.rival = pair.rival;
        group.rivalDistance = pair.rivalDistance;
        group.afterClearer = pair.afterClearer;
        group.confidence = static_cast<std::int16_t>(
            std::max<std::int64_t>(0, pass.confidence - std::int64_t{pass.perDay} * pair.distance));
    }

    void addPair(const MatchPass& pass, const BlockPair& pair)
    {
        const std::uint32_t leftReference = keys_.reference(0, pair.left);
        const std::uint32_t rightReference = keys_.reference(1, pair.right);
        const std::uint32_t partition = keys_.partition(0, pair.left);
        const bool conflict = leftReference != 0 && rightReference != 0 && leftReference != rightReference;
        if (pass.kind == PassKind::Reference)
            referencesAgree_[partition] = true;
        const bool doubtful = conflict && pass.kind == PassKind::AmountDate && pass.suggestOnConflict && referencesAgree_[partition];
        const bool sure = pass.confirms && !pair.afterClearer && !doubtful;
        MatchGroup& group = add(MatchType::OneToOne, sure ? MatchState::Auto : MatchState::Suggested,
            std::array{pair.left}, std::array{pair.right});
        decided(group, pass, pair);
        group.rivalIsLeft = pair.rivalIsLeft;
        group.referenceConflict = conflict;
    }

    void addReversal(const MatchPass& pass, const BlockPair& pair, std::size_t side)
    {
        std::array both{pair.left, pair.right};
        std::sort(both.begin(), both.end());
        const MatchState state = pass.confirms && !pair.afterClearer ? MatchState::Auto : MatchState::Suggested;
        MatchGroup& group = side == 0 ? add(MatchType::ReversalLeft, state, both, {})
                                      : add(MatchType::ReversalRight, state, {}, both);
        decided(group, pass, pair);
        group.rivalIsLeft = side == 0;
    }

    void addCluster(
        const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right, std::int32_t nearest)
    {
        MatchGroup& group = add(MatchType::Candidates, MatchState::Ambiguous, left, right);
        group.pass = pass_;
        group.distance = nearest;
    }

    /// What is left, with the nearest thing that would have matched.
    void unmatched()
    {
        const std::size_t first = result_.groups.size();
        LeftOver groupOf;
        for (std::size_t side = 0; side < 2; ++side) {
            const std::size_t lines = keys_.lines(side).size();
            groupOf[side].assign(lines, kNoLine);
            for (std::uint32_t i = 0; i < lines; ++i) {
                if (!keys_.isOpen(side, i))
                    continue;
                groupOf[side][i] = static_cast<std::uint32_t>(result_.groups.size());
                const std::span<const std::uint32_t> self(&i, 1);
                if (side == 0)
                    add(MatchType::Left, MatchState::Unmatched, self, {});
                else
                    add(MatchType::Right, MatchState::Unmatched, {}, self);
            }
        }
        if (first != result_.groups.size())
            noteNearest(keys_, rules_, groupOf, result_.groups);
    }

    MatchKeys keys_;
    const PassSet& rules_;
    const MatchOptions& options_;
    std::int16_t pass_ = -1;
    std::vector<bool> referencesAgree_; // by partition
    MatchResult result_;
};

} // namespace

const char* name(MatchState state) noexcept
{
    switch (state) {
    case MatchState::Auto:
        return "auto";
    case MatchState::Suggested:
        return "suggested";
    case MatchState::Ambiguous:
        return "ambiguous";
    case MatchState::Unmatched:
        break;
    }
    return "unmatched";
}

const char* name(MatchType type) noexcept
{
    switch (type) {
    case MatchType::OneToOne:
        return "one_to_one";
    case MatchType::OneToMany:
        return "one_to_many";
    case MatchType::ManyToOne:
        return "many_to_one";
    case MatchType::ManyToMany:
        return "many_to_many";
    case MatchType::ReversalLeft:
        return "reversal_left";
    case MatchType::ReversalRight:
        return "reversal_right";
    case MatchType::Candidates:
        return "candidates";
    case MatchType::Left:
        return "left_only";
    case MatchType::Right:
        break;
    }
    return "right_only";
}

Result<MatchResult> matchLines(
    std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules, const MatchOptions& options)
{
    constexpr std::size_t kMost = 1U << 31U;
    if (left.size() + right.size() >= kMost)
        return fail(kTooManyLines);
    enter(options, MatchStage::Block);
    MatchKeys keys(left, right, rules);
    enter(options, MatchStage::Assign);
    return Engine(std::move(keys), rules, options).run();
}

} // namespace oxseal::recon
