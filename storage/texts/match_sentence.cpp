// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/match_sentence.h"

#include "models/recon/learnt_matcher.h"
#include "models/recon/reconciliation.h"
#include "storage/texts/texts.h"

namespace oxseal::texts {
namespace {

using namespace oxseal::recon;

std::string daysText(std::int32_t days, DayUnit unit)
{
    const char* id = unit == DayUnit::Business ? (days == 1 ? "recon.unit.business_day" : "recon.unit.business_days")
                                               : (days == 1 ? "recon.unit.day" : "recon.unit.days");
    return sentence(id, {std::to_string(days)});
}

class Words
{
public:
    Words(const MatchGroup& group, const MatchResult& result, std::span<const MatchLine> left, std::span<const MatchLine> right,
        const PassSet& rules, int digits)
        : group_(group), result_(result), left_(left), right_(right), rules_(rules), digits_(digits)
    {
    }

    std::string all()
    {
        switch (group_.state) {
        case MatchState::Unmatched:
            unmatched();
            break;
        case MatchState::Ambiguous:
            ambiguous();
            break;
        case MatchState::Auto:
        case MatchState::Suggested:
            group_.evidence == kNoLine ? decided() : learnt();
            break;
        }
        return std::move(out_);
    }

private:
    void say(const char* id, const std::vector<std::string>& arguments = {})
    {
        if (!out_.empty())
            out_ += ' ';
        out_ += sentence(id, arguments);
    }

    [[nodiscard]] std::string amount(std::int64_t minor) const { return formatMinor(minor, digits_); }
    [[nodiscard]] const MatchPass& pass() const { return rules_.passes[static_cast<std::size_t>(group_.pass)]; }
    [[nodiscard]] const MatchLine& firstLine() const
    {
        return group_.leftCount > 0 ? left_[result_.left(group_)[0]] : right_[result_.right(group_)[0]];
    }

    void decided()
    {
        const MatchPass& rule = pass();
        const MatchLine& line = firstLine();
        const std::string apart = daysText(group_.distance, rule.unit);
        const std::string window = daysText(rule.after, rule.unit);
        switch (rule.kind) {
        case PassKind::Reference:
            say("recon.why.reference", {std::string(line.reference), amount(line.amount), apart, window});
            break;
        case PassKind::ReferenceInText:
            say("recon.why.reference_in_text",
                {std::string(right_[result_.right(group_)[0]].reference), amount(line.amount), apart, window});
            break;
        case PassKind::AmountDate:
            say("recon.why.amount_date", {amount(line.amount), apart, window});
            break;
        case PassKind::Reversal:
            say(rule.key == ReversalKey::Reference ? "recon.why.reversal_reference" : "recon.why.reversal_description",
                {amount(line.amount), apart, window});
            break;
        }
        if (group_.rival == kNoLine)
            say("recon.why.no_rival");
        else
            say("recon.why.rival", {rivalId(), daysText(group_.rivalDistance, rule.unit), daysText(rule.margin, rule.unit)});
        if (group_.referenceConflict && rule.kind == PassKind::AmountDate)
            say("recon.why.conflict", {std::string(left_[result_.left(group_)[0]].reference),
                                          std::string(right_[result_.right(group_)[0]].reference)});
        if (group_.afterClearer)
            say("recon.why.after_clearer");
        if (!rule.confirms)
            say("recon.why.only_suggests");
    }

    [[nodiscard]] std::string days(std::int32_t apart) const { return daysText(apart, DayUnit::Calendar); }

    void learnt()
    {
        const MatchEvidence& evidence = result_.evidence[group_.evidence];
        if (evidence.basis == MatchBasis::Pair)
            learntPair(evidence);
        else
            learntSum(evidence);
        review(evidence.review);
    }

    void learntPair(const MatchEvidence& evidence)
    {
        const MatchLine& left = left_[result_.left(group_)[0]];
        const MatchLine& right = right_[result_.right(group_)[0]];
        if (evidence.amountLevel == kAmountEqual)
            say("recon.why.learnt_amount", {amount(left.amount), days(group_.distance)});
        else
            say(evidence.amountLevel >= kFirstFee ? "recon.why.learnt_fee" : "recon.why.learnt_difference",
                {amount(left.amount), amount(right.amount), amount(group_.difference), days(group_.distance)});
        switch (static_cast<ReferenceLevel>(evidence.referenceLevel)) {
        case ReferenceLevel::Equal:
            say("recon.why.learnt_reference", {std::string(right.reference)});
            break;
        case ReferenceLevel::Near:
            say("recon.why.learnt_reference_near", {std::string(left.reference), std::string(right.reference)});
            break;
        case ReferenceLevel::Conflict:
            say("recon.why.learnt_reference_conflict", {std::string(left.reference), std::string(right.reference)});
            break;
        case ReferenceLevel::Missing:
            break;
        }
        if (evidence.descriptionLevel != 0) {
            const unsigned grade = fitGrade(evidence.descriptionLevel);
            say(grade <= 1 ? "recon.why.learnt_same_party" : grade <= 3 ? "recon.why.learnt_alike" : "recon.why.learnt_other_party");
        }
        const PairEvidence& weight = evidence.weight;
        say("recon.why.learnt_weights", {bitsText(weight.prior), bitsText(weight.amount), bitsText(weight.day), bitsText(weight.reference),
                                            bitsText(weight.description), bitsText(weight.total()), probabilityText(evidence.probability)});
        if (group_.rival == kNoLine)
            say("recon.why.no_rival");
        else
            say("recon.why.learnt_rival", {rivalId(), probabilityText(evidence.rivalProbability)});
    }

    void learntSum(const MatchEvidence& evidence)
    {
        const std::string count = std::to_string(group_.rightCount);
        if (evidence.basis == MatchBasis::Name)
            say("recon.why.sum_name", {count, amount(firstLine().amount), days(group_.distance)});
        else
            say(evidence.basis == MatchBasis::Number ? "recon.why.sum_number" : "recon.why.sum_label", {count, amount(firstLine().amount)});
        if (evidence.alternatives == 0)
            say("recon.why.sum_only");
        else
            say("recon.why.sum_others", {std::to_string(evidence.alternatives)});
        say("recon.why.sum_probability", {probabilityText(evidence.probability)});
    }

    void review(ReviewReason reason)
    {
        switch (reason) {
        case ReviewReason::None:
            break;
        case ReviewReason::Probability:
            say("recon.why.review_probability", {probabilityText(kAutoProbability)});
            break;
        case ReviewReason::AmountAlone:
            say("recon.why.review_amount");
            break;
        case ReviewReason::Difference:
            say("recon.why.review_difference");
            break;
        case ReviewReason::Repeated:
            say("recon.why.review_repeated");
            break;
        case ReviewReason::NotUnique:
            say("recon.why.review_not_unique");
            break;
        case ReviewReason::BoundReached:
            say("recon.why.review_bound");
            break;
        }
    }

    [[nodiscard]] std::string rivalId() const
    {
        return std::string((group_.rivalIsLeft ? left_ : right_)[group_.rival].id);
    }

    void ambiguous()
    {
        if (group_.pass < 0) {
            say("recon.why.ambiguous_learnt", {std::to_string(group_.leftCount), std::to_string(group_.rightCount)});
            return;
        }
        say("recon.why.ambiguous", {std::to_string(group_.leftCount), std::to_string(group_.rightCount),
                                       amount(firstLine().amount), daysText(group_.distance, pass().unit)});
    }

    void unmatched()
    {
        const bool isLeft = group_.leftCount > 0;
        const auto others = isLeft ? right_ : left_;
        const std::int64_t mine = firstLine().amount;
        if (group_.nearReference != kNoLine && others[group_.nearReference].amount != mine) {
            const MatchLine& other = others[group_.nearReference];
            const bool small = (mine ^ other.amount) >= 0; // same sign: the difference cannot overflow
            say("recon.why.near_reference", {std::string(other.id), amount(other.amount)});
            if (small)
                say(looksTransposed(mine - other.amount) ? "recon.why.transposed" : "recon.why.difference",
                    {amount(mine - other.amount)});
        }
        if (group_.nearAmount != kNoLine && group_.neededPass < 0) {
            say("recon.why.near_amount_learnt", {std::string(others[group_.nearAmount].id), amount(mine), days(group_.neededDays)});
        } else if (group_.nearAmount != kNoLine) {
            const MatchPass& rule = rules_.passes[static_cast<std::size_t>(group_.neededPass)];
            say("recon.why.near_amount", {std::string(others[group_.nearAmount].id), amount(mine),
                                             daysText(group_.neededDays, rule.unit), daysText(rule.after, rule.unit)});
        } else {
            say("recon.why.none", {amount(mine)});
        }
    }

    const MatchGroup& group_;
    const MatchResult& result_;
    std::span<const MatchLine> left_;
    std::span<const MatchLine> right_;
    const PassSet& rules_;
    int digits_;
    std::string out_;
};

/// Whether matchSentence says it in its own words.
bool voiced(ReviewTrigger trigger, const MatchGroup& group, const MatchResult& result)
{
    if (group.evidence == kNoLine)
        return trigger == ReviewTrigger::PassSuggests || trigger == ReviewTrigger::Tie;
    const ReviewReason reason = result.evidence[group.evidence].review;
    switch (trigger) {
    case ReviewTrigger::AmountAlone:
        return reason == ReviewReason::AmountAlone;
    case ReviewTrigger::Probability:
        return reason == ReviewReason::Probability;
    case ReviewTrigger::Tolerance:
        return reason == ReviewReason::Difference;
    case ReviewTrigger::Tie:
        return reason == ReviewReason::NotUnique;
    case ReviewTrigger::Repeated:
        return reason == ReviewReason::Repeated;
    case ReviewTrigger::BoundReached:
        return reason == ReviewReason::BoundReached;
    default:
        return false;
    }
}

} // namespace

std::string bitsText(std::int64_t bits)
{
    const std::int64_t hundredths = (bits * 200 + (bits < 0 ? -65536 : 65536)) / (2 * 65536);
    return formatMinor(hundredths, 2);
}

std::string probabilityText(std::uint32_t probability)
{
    return formatMinor(static_cast<std::int64_t>(std::uint64_t{probability} * 10000 >> 32U), 4);
}

std::string triggerSentence(ReviewTrigger trigger)
{
    return sentence((std::string("recon.trigger.") + name(trigger)).c_str());
}

std::string decisionSentence(const PolicyRun& run, std::size_t number, std::span<const MatchLine> left,
    std::span<const MatchLine> right, const MatchPolicy& policy, const MatchContext& context)
{
    const MatchGroup& group = run.match.groups[number];
    std::string out = matchSentence(group, run.match, left, right, policy.rules, context.digits);
    const auto say = [&](const std::string& words) { out += ' ' + words; };
    if (const std::uint32_t opinion = run.opinions[number].evidence; opinion != kNoLine) {
        const MatchEvidence& of = run.match.evidence[opinion];
        say(sentence("recon.why.second_opinion", {bitsText(of.weight.total()), probabilityText(of.probability)}));
    }
    for (const Disagreement& each : run.disagreements) {
        if (each.group != number)
            continue;
        std::string lines;
        for (const std::uint32_t line : each.left)
            lines += (lines.empty() ? "" : ", ") + std::string(left[line].id);
        for (const std::uint32_t line : each.right)
            lines += (lines.empty() ? "" : ", ") + std::string(right[line].id);
        say(sentence("recon.why.engines_disagree", {lines, probabilityText(run.match.evidence[each.evidence].probability)}));
    }
    for (unsigned i = 0; i < kTriggers; ++i) {
        const auto trigger = static_cast<ReviewTrigger>(1U << i);
        if ((run.triggers[number] & bit(trigger)) != 0 && !voiced(trigger, group, run.match))
            say(triggerSentence(trigger));
    }
    return out;
}

std::string matchSentence(const MatchGroup& group, const MatchResult& result, std::span<const MatchLine> left,
    std::span<const MatchLine> right, const PassSet& rules, int digits)
{
    return Words(group, result, left, right, rules, digits).all();
}

} // namespace oxseal::texts
