// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/policy_match.h"

#include "models/recon/conservation.h"
#include "models/recon/match_left_over.h"
#include "models/recon/party_words.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace oxseal::recon {
namespace {

/// The amount from which a person looks; nullopt when the currency has no limit.
std::optional<std::int64_t> limitOf(const MatchPolicy& policy, const std::string& currency, int digits)
{
    const auto found = policy.amountLimits.find(currency);
    if (found == policy.amountLimits.end())
        return std::nullopt;
    std::int64_t limit = found->second;
    for (int i = 0; i < digits; ++i) {
        if (__builtin_mul_overflow(limit, 10, &limit))
            return std::nullopt;
    }
    return limit;
}

/// Which triggers of human review apply to a group.
class Review
{
public:
    Review(std::span<const MatchLine> left, std::span<const MatchLine> right, const MatchPolicy& policy, const MatchContext& context)
        : lines_{left, right}, policy_(policy), context_(context)
    {
        class_ = context.risk ? policy.classes[static_cast<std::size_t>(*context.risk)] : policy.unplanned;
        class_.probability = std::max(class_.probability, policy.autoProbability);
        if (std::find(policy.suggestOnly.begin(), policy.suggestOnly.end(), context.account) != policy.suggestOnly.end())
            class_.mayDecide = false;
        parties_ = policy.relatedParties;
        parties_.insert(parties_.end(), context.relatedParties.begin(), context.relatedParties.end());
    }

    [[nodiscard]] Triggers of(const MatchGroup& group, const MatchResult& result) const
    {
        const bool learnt = group.pass < 0;
        Triggers triggers = learnt ? ofLearnt(result.evidence[group.evidence]) : ofPass(group, result);
        if (group.difference != 0)
            triggers |= bit(ReviewTrigger::Tolerance);
        if (!context_.stopped.empty())
            triggers |= bit(ReviewTrigger::Monitoring);
        if (!context_.adopted.value_or(true))
            triggers |= bit(ReviewTrigger::NotAdopted);
        if (!class_.mayDecide)
            settable(triggers, ReviewTrigger::AccountClass, learnt);
        if (refused(group, result))
            triggers |= bit(ReviewTrigger::RefusedBefore);
        for (const std::uint32_t line : result.left(group))
            ofLine(triggers, 0, line, learnt);
        for (const std::uint32_t line : result.right(group))
            ofLine(triggers, 1, line, learnt);
        return triggers;
    }

private:
    void settable(Triggers& triggers, ReviewTrigger trigger, bool learnt) const
    {
        const TriggerScope scope = policy_.scopeOf(trigger);
        if (scope == TriggerScope::All || (scope == TriggerScope::Learnt && learnt))
            triggers |= bit(trigger);
    }

    /// A person has the last word: what was taken apart once is put together again by a person only.
    [[nodiscard]] bool refused(const MatchGroup& group, const MatchResult& result) const
    {
        if (context_.refused.empty())
            return false;
        for (const std::uint32_t left : result.left(group)) {
            for (const std::uint32_t right : result.right(group)) {
                if (context_.refused.contains({std::string(lines_[0][left].id), std::string(lines_[1][right].id)}))
                    return true;
            }
        }
        return false;
    }

    [[nodiscard]] Triggers ofLearnt(const MatchEvidence& evidence) const
    {
        Triggers triggers = evidence.probability < class_.probability ? bit(ReviewTrigger::Probability) : Triggers{0};
        switch (evidence.review) {
        case ReviewReason::None:
            break;
        case ReviewReason::Probability:
            triggers |= bit(ReviewTrigger::Probability);
            break;
        case ReviewReason::AmountAlone:
            triggers |= bit(ReviewTrigger::AmountAlone);
            break;
        case ReviewReason::Difference:
            triggers |= bit(ReviewTrigger::Tolerance);
            break;
        case ReviewReason::Repeated:
            triggers |= bit(ReviewTrigger::Repeated);
            break;
        case ReviewReason::NotUnique:
            triggers |= bit(ReviewTrigger::Tie);
            break;
        case ReviewReason::BoundReached:
            triggers |= bit(ReviewTrigger::BoundReached);
            break;
        }
        return triggers;
    }

    [[nodiscard]] Triggers ofPass(const MatchGroup& group, const MatchResult& result) const
    {
        const MatchPass& pass = policy_.rules.passes[static_cast<std::size_t>(group.pass)];
        Triggers triggers = 0;
        if (pass.kind == PassKind::AmountDate || (pass.kind == PassKind::NearAmount && !oneReference(group, result)))
            triggers |= bit(ReviewTrigger::AmountAlone);
        if (group.boundReached)
            triggers |= bit(ReviewTrigger::BoundReached);
        if (group.afterClearer)
            triggers |= bit(ReviewTrigger::Tie);
        if (!pass.confirms)
            triggers |= bit(ReviewTrigger::PassSuggests);
        return triggers;
    }

    [[nodiscard]] bool oneReference(const MatchGroup& group, const MatchResult& result) const
    {
        const std::string_view left = lines_[0][result.left(group).front()].reference;
        return !left.empty() && left == lines_[1][result.right(group).front()].reference;
    }

    void ofLine(Triggers& triggers, std::size_t side, std::uint32_t index, bool learnt) const
    {
        const MatchLine& line = lines_[side][index];
        const auto limit = limitOf(policy_, std::string(line.currency.code()), context_.digits);
        if (!limit || line.amount >= *limit || line.amount <= -*limit)
            settable(triggers, ReviewTrigger::AmountLimit, learnt);
        if (std::any_of(parties_.begin(), parties_.end(),
                [&](const std::string& party) { return mentions(line.description, party) || mentions(line.reference, party); }))
            settable(triggers, ReviewTrigger::RelatedParty, learnt);
        const std::int32_t apart = line.date - context_.periodEnd;
        if (apart >= -policy_.periodEndDays && apart <= policy_.periodEndDays)
            settable(triggers, ReviewTrigger::PeriodEnd, learnt);
        if (side == 1 && !context_.manual.empty() && context_.manual[index])
            settable(triggers, ReviewTrigger::ManualEntry, learnt);
        if (side == 1 && !context_.newParty.empty() && context_.newParty[index])
            settable(triggers, ReviewTrigger::NewCounterparty, learnt);
    }

    std::array<std::span<const MatchLine>, 2> lines_;
    const MatchPolicy& policy_;
    const MatchContext& context_;
    ClassLimit class_;
    std::vector<std::string> parties_;
};

class PolicyEngine
{
public:
    PolicyEngine(std::span<const MatchLine> left, std::span<const MatchLine> right, const MatchPolicy& policy,
        const MatchContext& context, const MatchOptions& options)
        : lines_{left, right}, policy_(policy), context_(context), options_(options)
    {
        for (std::size_t side = 0; side < 2; ++side)
            groupOf_[side].assign(lines_[side].size(), kNoLine);
    }

    Result<PolicyRun> run()
    {
        OXSEAL_CHECK(passes(0, policy_.learntAt));
        OXSEAL_CHECK(learn());
        OXSEAL_CHECK(passes(policy_.learntAt, policy_.rules.passes.size()));
        unmatched();
        out_.opinions.resize(out_.match.groups.size());
        compare();
        review();
        if (!checkConservation(lines_[0], lines_[1], out_.match).holds)
            return fail(kConservationBroken, context_.account);
        return std::move(out_);
    }

private:
    [[nodiscard]] bool open(std::size_t side, std::uint32_t line) const { return groupOf_[side][line] == kNoLine; }

    /// Takes over a group whose members are named by their places among all lines.
    void add(MatchGroup group, std::span<const std::uint32_t> left, std::span<const std::uint32_t> right)
    {
        const auto number = static_cast<std::uint32_t>(out_.match.groups.size());
        group.first = static_cast<std::uint32_t>(out_.match.members.size());
        group.leftCount = static_cast<std::uint32_t>(left.size());
        group.rightCount = static_cast<std::uint32_t>(right.size());
        for (const std::uint32_t line : left)
            groupOf_[0][line] = number;
        for (const std::uint32_t line : right)
            groupOf_[1][line] = number;
        out_.match.members.insert(out_.match.members.end(), left.begin(), left.end());
        out_.match.members.insert(out_.match.members.end(), right.begin(), right.end());
        out_.match.groups.push_back(group);
    }

    /// Passes `from` … `to` over the lines still open; what they leave stays open.
    Status passes(std::size_t from, std::size_t to)
    {
        if (from == to)
            return {};
        PassSet some = policy_.rules;
        some.passes.assign(policy_.rules.passes.begin() + static_cast<std::ptrdiff_t>(from),
            policy_.rules.passes.begin() + static_cast<std::ptrdiff_t>(to));
        std::array<std::vector<std::uint32_t>, 2> index;
        std::array<std::vector<MatchLine>, 2> lines;
        for (std::size_t side = 0; side < 2; ++side) {
            for (std::uint32_t i = 0; i < lines_[side].size(); ++i) {
                if (open(side, i)) {
                    index[side].push_back(i);
                    lines[side].push_back(lines_[side][i]);
                }
            }
        }
        OXSEAL_TRY(const MatchResult result, matchLines(lines[0], lines[1], some, quiet()));
        for (MatchGroup group : result.groups) {
            if (group.state == MatchState::Unmatched)
                continue;
            const auto placed = [](std::span<const std::uint32_t> members, const std::vector<std::uint32_t>& places) {
                std::vector<std::uint32_t> out;
                for (const std::uint32_t member : members)
                    out.push_back(places[member]);
                return out;
            };
            group.pass = static_cast<std::int16_t>(group.pass + static_cast<std::int16_t>(from));
            if (group.rival != kNoLine)
                group.rival = index[group.rivalIsLeft ? 0 : 1][group.rival];
            add(group, placed(result.left(group), index[0]), placed(result.right(group), index[1]));
        }
        return {};
    }

    [[nodiscard]] MatchOptions quiet() const
    {
        MatchOptions options;
        options.threads = options_.threads;
        options.progress = options_.progress;
        return options;
    }

    Status learn()
    {
        MatchOptions options = quiet();
        options.rivals = true;
        OXSEAL_TRY(learnt_, matchLearnt(lines_[0], lines_[1], context_.taught, policy_.rules, options));
        out_.report = std::move(learnt_.report);
        out_.learnt = out_.report.anchors >= kFewestTeachers;
        if (!out_.learnt)
            return {};
        out_.match.evidence = std::move(learnt_.match.evidence);
        out_.match.rivals = std::move(learnt_.match.rivals);
        for (const MatchGroup& group : learnt_.match.groups) {
            const bool candidates = group.pass < 0 && group.type == MatchType::Candidates;
            const bool sure = group.evidence != kNoLine && out_.match.evidence[group.evidence].probability >= policy_.suggestProbability;
            const auto left = learnt_.match.left(group);
            const auto right = learnt_.match.right(group);
            const bool free = std::all_of(left.begin(), left.end(), [&](std::uint32_t line) { return open(0, line); })
                && std::all_of(right.begin(), right.end(), [&](std::uint32_t line) { return open(1, line); });
            if ((candidates || sure) && free)
                add(group, left, right);
        }
        return {};
    }

    void unmatched()
    {
        LeftOver left{std::vector<std::uint32_t>(lines_[0].size(), kNoLine), std::vector<std::uint32_t>(lines_[1].size(), kNoLine)};
        for (std::size_t side = 0; side < 2; ++side) {
            for (std::uint32_t i = 0; i < lines_[side].size(); ++i) {
                if (!open(side, i))
                    continue;
                left[side][i] = static_cast<std::uint32_t>(out_.match.groups.size());
                const std::span<const std::uint32_t> self(&i, 1);
                MatchGroup group;
                group.type = side == 0 ? MatchType::Left : MatchType::Right;
                add(group, side == 0 ? self : std::span<const std::uint32_t>(), side == 1 ? self : std::span<const std::uint32_t>());
            }
        }
        noteNearest(MatchKeys(lines_[0], lines_[1], policy_.rules), policy_.rules, left, out_.match.groups);
    }

    /// What the learnt stage decided about lines that a pass had taken: the same, or something else.
    void compare()
    {
        if (!out_.learnt)
            return;
        for (const MatchGroup& group : learnt_.match.groups) {
            if (group.evidence == kNoLine)
                continue;
            const auto left = learnt_.match.left(group);
            const auto right = learnt_.match.right(group);
            std::vector<std::uint32_t> touched;
            for (const std::uint32_t line : left)
                touched.push_back(groupOf_[0][line]);
            for (const std::uint32_t line : right)
                touched.push_back(groupOf_[1][line]);
            std::sort(touched.begin(), touched.end());
            touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
            for (const std::uint32_t number : touched) {
                const MatchGroup& made = out_.match.groups[number];
                if (made.pass < 0 || made.type == MatchType::Candidates)
                    continue;
                const auto madeLeft = out_.match.left(made);
                const auto madeRight = out_.match.right(made);
                if (std::equal(left.begin(), left.end(), madeLeft.begin(), madeLeft.end())
                    && std::equal(right.begin(), right.end(), madeRight.begin(), madeRight.end()))
                    out_.opinions[number] = {group.evidence, group.rival, group.rivalIsLeft};
                else if (out_.match.evidence[group.evidence].probability >= policy_.autoProbability)
                    out_.disagreements.push_back({number, {left.begin(), left.end()}, {right.begin(), right.end()}, group.evidence});
            }
        }
        std::stable_sort(out_.disagreements.begin(), out_.disagreements.end(),
            [](const Disagreement& a, const Disagreement& b) { return a.group < b.group; });
    }

    void review()
    {
        const Review rules(lines_[0], lines_[1], policy_, context_);
        out_.triggers.assign(out_.match.groups.size(), 0);
        for (std::size_t i = 0; i < out_.match.groups.size(); ++i) {
            const MatchGroup& group = out_.match.groups[i];
            if (group.state == MatchState::Auto || group.state == MatchState::Suggested)
                out_.triggers[i] = rules.of(group, out_.match);
        }
        for (const Disagreement& each : out_.disagreements)
            out_.triggers[each.group] |= bit(ReviewTrigger::EnginesDisagree);
        for (std::size_t i = 0; i < out_.match.groups.size(); ++i) {
            MatchGroup& group = out_.match.groups[i];
            if (group.state == MatchState::Suggested && out_.triggers[i] == 0)
                out_.triggers[i] = bit(ReviewTrigger::PassSuggests);
            if (group.state == MatchState::Auto && out_.triggers[i] != 0)
                group.state = MatchState::Suggested;
        }
    }

    std::array<std::span<const MatchLine>, 2> lines_;
    const MatchPolicy& policy_;
    const MatchContext& context_;
    const MatchOptions& options_;
    std::array<std::vector<std::uint32_t>, 2> groupOf_;
    LearntResult learnt_;
    PolicyRun out_;
};

} // namespace

Result<PolicyRun> matchByPolicy(std::span<const MatchLine> left, std::span<const MatchLine> right, const MatchPolicy& policy,
    const MatchContext& context, const MatchOptions& options)
{
    return PolicyEngine(left, right, policy, context, options).run();
}

std::string decisionRule(const MatchGroup& group, const MatchResult& result, const PassSet& rules)
{
    if (group.pass >= 0)
        return rules.passes[static_cast<std::size_t>(group.pass)].id;
    if (group.evidence != kNoLine)
        return name(result.evidence[group.evidence].basis);
    return group.state == MatchState::Ambiguous ? "learnt-pair" : std::string();
}

} // namespace oxseal::recon
