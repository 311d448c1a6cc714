// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/match_sentence.h"

#include "models/recon/learnt_matcher.h"
#include "models/recon/reconciliation.h"
#include "storage/texts/pattern.h"
#include "storage/texts/texts.h"

namespace oxseal::texts {
namespace {

using namespace oxseal::recon;

/// What a decision can say about itself; looked up once, said a million times.
struct Why
{
    Pattern afterClearer{"recon.why.after_clearer"};
    Pattern ambiguous{"recon.why.ambiguous"};
    Pattern ambiguousLearnt{"recon.why.ambiguous_learnt"};
    Pattern amountDate{"recon.why.amount_date"};
    Pattern conflict{"recon.why.conflict"};
    Pattern difference{"recon.why.difference"};
    Pattern learntAlike{"recon.why.learnt_alike"};
    Pattern learntAmount{"recon.why.learnt_amount"};
    Pattern learntDifference{"recon.why.learnt_difference"};
    Pattern learntFee{"recon.why.learnt_fee"};
    Pattern learntOtherParty{"recon.why.learnt_other_party"};
    Pattern learntReference{"recon.why.learnt_reference"};
    Pattern learntReferenceConflict{"recon.why.learnt_reference_conflict"};
    Pattern learntReferenceNear{"recon.why.learnt_reference_near"};
    Pattern learntRival{"recon.why.learnt_rival"};
    Pattern learntSameParty{"recon.why.learnt_same_party"};
    Pattern learntWeights{"recon.why.learnt_weights"};
    Pattern nearAmount{"recon.why.near_amount"};
    Pattern nearAmountLearnt{"recon.why.near_amount_learnt"};
    Pattern nearReference{"recon.why.near_reference"};
    Pattern nearTolerance{"recon.why.near_tolerance"};
    Pattern noRival{"recon.why.no_rival"};
    Pattern none{"recon.why.none"};
    Pattern onlySuggests{"recon.why.only_suggests"};
    Pattern passNear{"recon.why.pass_near"};
    Pattern passSumDescription{"recon.why.pass_sum_description"};
    Pattern passSumOnly{"recon.why.pass_sum_only"};
    Pattern passSumReference{"recon.why.pass_sum_reference"};
    Pattern reference{"recon.why.reference"};
    Pattern referenceInText{"recon.why.reference_in_text"};
    Pattern reversalDescription{"recon.why.reversal_description"};
    Pattern reversalReference{"recon.why.reversal_reference"};
    Pattern reviewAmount{"recon.why.review_amount"};
    Pattern reviewBound{"recon.why.review_bound"};
    Pattern reviewDifference{"recon.why.review_difference"};
    Pattern reviewNotUnique{"recon.why.review_not_unique"};
    Pattern reviewProbability{"recon.why.review_probability"};
    Pattern reviewRepeated{"recon.why.review_repeated"};
    Pattern rival{"recon.why.rival"};
    Pattern sumLabel{"recon.why.sum_label"};
    Pattern sumName{"recon.why.sum_name"};
    Pattern sumNumber{"recon.why.sum_number"};
    Pattern sumOnly{"recon.why.sum_only"};
    Pattern sumOthers{"recon.why.sum_others"};
    Pattern sumProbability{"recon.why.sum_probability"};
    Pattern transposed{"recon.why.transposed"};
    Pattern day{"recon.unit.day"};
    Pattern days{"recon.unit.days"};
    Pattern businessDay{"recon.unit.business_day"};
    Pattern businessDays{"recon.unit.business_days"};

    static const Why& all()
    {
        static const Why words;
        return words;
    }
};

std::string daysText(std::int32_t days, DayUnit unit)
{
    const Why& why = Why::all();
    std::string out;
    const Pattern& pattern = unit == DayUnit::Business ? (days == 1 ? why.businessDay : why.businessDays) : (days == 1 ? why.day : why.days);
    pattern.appendTo(out, {std::to_string(days)});
    return out;
}

class Words
{
public:
    Words(std::string& out, const MatchGroup& group, const MatchResult& result, std::span<const MatchLine> left,
        std::span<const MatchLine> right, const PassSet& rules, int digits)
        : group_(group), result_(result), left_(left), right_(right), rules_(rules), digits_(digits), out_(out), start_(out.size())
    {
    }

    void all()
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
    }

private:
    void say(const Pattern& pattern, std::initializer_list<std::string_view> arguments = {})
    {
        if (out_.size() > start_)
            out_ += ' ';
        pattern.appendTo(out_, arguments);
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
            say(why_.reference, {line.reference, amount(line.amount), apart, window});
            break;
        case PassKind::ReferenceInText:
            say(why_.referenceInText,
                {right_[result_.right(group_)[0]].reference, amount(line.amount), apart, window});
            break;
        case PassKind::AmountDate:
            say(why_.amountDate, {amount(line.amount), apart, window});
            break;
        case PassKind::Reversal:
            say(rule.key == ReversalKey::Reference ? why_.reversalReference : why_.reversalDescription,
                {amount(line.amount), apart, window});
            break;
        case PassKind::Sum:
            sumOfPass(rule, apart, window);
            return;
        case PassKind::NearAmount:
            nearOfPass(rule, apart, window);
            return;
        }
        if (group_.rival == kNoLine)
            say(why_.noRival);
        else
            say(why_.rival, {rivalId(), daysText(group_.rivalDistance, rule.unit), daysText(rule.margin, rule.unit)});
        if (group_.referenceConflict && rule.kind == PassKind::AmountDate)
            say(why_.conflict, {left_[result_.left(group_)[0]].reference,
                                          right_[result_.right(group_)[0]].reference});
        if (group_.afterClearer)
            say(why_.afterClearer);
        if (!rule.confirms)
            say(why_.onlySuggests);
    }

    void sumOfPass(const MatchPass& rule, const std::string& apart, const std::string& window)
    {
        std::int64_t total = 0;
        for (const std::uint32_t line : result_.left(group_))
            total += left_[line].amount;
        const MatchLine& line = firstLine();
        say(rule.key == ReversalKey::Reference ? why_.passSumReference : why_.passSumDescription,
            {rule.key == ReversalKey::Reference ? line.reference : line.description, std::to_string(group_.leftCount),
                std::to_string(group_.rightCount), amount(total), apart, window});
        if (group_.boundReached)
            say(why_.reviewBound);
        else
            say(why_.passSumOnly, {std::to_string(group_.tried)});
        if (!rule.confirms)
            say(why_.onlySuggests);
    }

    void nearOfPass(const MatchPass& rule, const std::string& apart, const std::string& window)
    {
        const bool below = group_.difference < 0;
        const std::int64_t most = below ? rule.tolerance.below : rule.tolerance.above;
        const std::int64_t share = below ? rule.tolerance.belowPerMillion : rule.tolerance.abovePerMillion;
        say(why_.passNear, {amount(left_[result_.left(group_)[0]].amount), amount(right_[result_.right(group_)[0]].amount),
                               amount(group_.difference), amount(most), formatMinor(share / 100, 2), apart, window});
        say(why_.onlySuggests);
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
            say(why_.learntAmount, {amount(left.amount), days(group_.distance)});
        else
            say(evidence.amountLevel >= kFirstFee ? why_.learntFee : why_.learntDifference,
                {amount(left.amount), amount(right.amount), amount(group_.difference), days(group_.distance)});
        switch (static_cast<ReferenceLevel>(evidence.referenceLevel)) {
        case ReferenceLevel::Equal:
            say(why_.learntReference, {right.reference});
            break;
        case ReferenceLevel::Near:
            say(why_.learntReferenceNear, {left.reference, right.reference});
            break;
        case ReferenceLevel::Conflict:
            say(why_.learntReferenceConflict, {left.reference, right.reference});
            break;
        case ReferenceLevel::Missing:
            break;
        }
        if (evidence.descriptionLevel != 0) {
            const unsigned grade = fitGrade(evidence.descriptionLevel);
            say(grade <= 1 ? why_.learntSameParty : grade <= 3 ? why_.learntAlike : why_.learntOtherParty);
        }
        const PairEvidence& weight = evidence.weight;
        say(why_.learntWeights, {bitsText(weight.prior), bitsText(weight.amount), bitsText(weight.day), bitsText(weight.reference),
                                            bitsText(weight.description), bitsText(weight.total()), probabilityText(evidence.probability)});
        if (group_.rival == kNoLine)
            say(why_.noRival);
        else
            say(why_.learntRival, {rivalId(), probabilityText(evidence.rivalProbability)});
    }

    void learntSum(const MatchEvidence& evidence)
    {
        const std::string count = std::to_string(group_.rightCount);
        if (evidence.basis == MatchBasis::Name)
            say(why_.sumName, {count, amount(firstLine().amount), days(group_.distance)});
        else
            say(evidence.basis == MatchBasis::Number ? why_.sumNumber : why_.sumLabel, {count, amount(firstLine().amount)});
        if (evidence.alternatives == 0)
            say(why_.sumOnly);
        else
            say(why_.sumOthers, {std::to_string(evidence.alternatives)});
        say(why_.sumProbability, {probabilityText(evidence.probability)});
    }

    void review(ReviewReason reason)
    {
        switch (reason) {
        case ReviewReason::None:
            break;
        case ReviewReason::Probability:
            say(why_.reviewProbability, {probabilityText(kAutoProbability)});
            break;
        case ReviewReason::AmountAlone:
            say(why_.reviewAmount);
            break;
        case ReviewReason::Difference:
            say(why_.reviewDifference);
            break;
        case ReviewReason::Repeated:
            say(why_.reviewRepeated);
            break;
        case ReviewReason::NotUnique:
            say(why_.reviewNotUnique);
            break;
        case ReviewReason::BoundReached:
            say(why_.reviewBound);
            break;
        }
    }

    [[nodiscard]] std::string_view rivalId() const { return (group_.rivalIsLeft ? left_ : right_)[group_.rival].id; }

    void ambiguous()
    {
        if (group_.pass < 0) {
            say(why_.ambiguousLearnt, {std::to_string(group_.leftCount), std::to_string(group_.rightCount)});
            return;
        }
        say(why_.ambiguous, {std::to_string(group_.leftCount), std::to_string(group_.rightCount),
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
            say(why_.nearReference, {other.id, amount(other.amount)});
            if (small)
                say(looksTransposed(mine - other.amount) ? why_.transposed : why_.difference,
                    {amount(mine - other.amount)});
        }
        if (group_.nearAmount != kNoLine && others[group_.nearAmount].amount != mine) {
            const MatchLine& other = others[group_.nearAmount];
            const std::int64_t difference = isLeft ? mine - other.amount : other.amount - mine;
            const MatchPass& rule = rules_.passes[static_cast<std::size_t>(group_.neededPass)];
            const AmountTolerance& allowed = rule.tolerance;
            say(why_.nearTolerance, {other.id, amount(other.amount), amount(difference), amount(difference < 0 ? allowed.below : allowed.above),
                                        formatMinor((difference < 0 ? allowed.belowPerMillion : allowed.abovePerMillion) / 100, 2)});
        } else if (group_.nearAmount != kNoLine && group_.neededPass < 0) {
            say(why_.nearAmountLearnt, {others[group_.nearAmount].id, amount(mine), days(group_.neededDays)});
        } else if (group_.nearAmount != kNoLine) {
            const MatchPass& rule = rules_.passes[static_cast<std::size_t>(group_.neededPass)];
            say(why_.nearAmount, {others[group_.nearAmount].id, amount(mine),
                                             daysText(group_.neededDays, rule.unit), daysText(rule.after, rule.unit)});
        } else {
            say(why_.none, {amount(mine)});
        }
    }

    const MatchGroup& group_;
    const MatchResult& result_;
    std::span<const MatchLine> left_;
    std::span<const MatchLine> right_;
    const PassSet& rules_;
    int digits_;
    std::string& out_;
    std::size_t start_;
    const Why& why_ = Why::all();
};

/// Whether matchSentence says it in its own words.
bool voiced(ReviewTrigger trigger, const MatchGroup& group, const MatchResult& result)
{
    if (group.evidence == kNoLine)
        return trigger == ReviewTrigger::PassSuggests || trigger == ReviewTrigger::Tie || trigger == ReviewTrigger::BoundReached;
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
    std::string out;
    appendMatchSentence(out, group, result, left, right, rules, digits);
    return out;
}

void appendMatchSentence(std::string& out, const MatchGroup& group, const MatchResult& result, std::span<const MatchLine> left,
    std::span<const MatchLine> right, const PassSet& rules, int digits)
{
    Words(out, group, result, left, right, rules, digits).all();
}

} // namespace oxseal::texts
