// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/policy_sentences.h"

#include "models/core/money.h"
#include "models/core/text.h"

#include <algorithm>
#include <map>

namespace oxseal::texts {
namespace {

using namespace oxseal::recon;

std::string number(std::int64_t value) { return std::to_string(value); }

/// A share with 32 fraction bits in percent, to a tenth: 0.97 reads 97.0 %. Rounded, since millionths were rounded down before.
std::string percent(std::uint32_t share)
{
    const std::uint64_t tenths = ((std::uint64_t{share} * 1000U) + (1U << 31U)) >> 32U;
    return formatMinor(static_cast<std::int64_t>(tenths), 1);
}

/// Millionths in percent, to two places.
std::string percentOfMillion(std::int64_t millionths) { return formatMinor(millionths / 100, 2); }

std::string days(int count, DayUnit unit)
{
    const bool one = count == 1;
    return sentence(unit == DayUnit::Business ? (one ? "recon.unit.business_day" : "recon.unit.business_days") : (one ? "recon.unit.day" : "recon.unit.days"), {number(count)});
}

std::string windowText(const MatchPass& pass)
{
    if (pass.kind == PassKind::Reversal)
        return sentence("policy.window.reversal", {days(pass.after, pass.unit)});
    if (pass.before == 0)
        return sentence("policy.window.after", {days(pass.after, pass.unit)});
    return sentence("policy.window.both", {days(pass.before, pass.unit), days(pass.after, pass.unit)});
}

std::string whatText(const MatchPass& pass)
{
    const char* key = pass.key == ReversalKey::Reference ? "policy.key.reference" : "policy.key.description";
    switch (pass.kind) {
    case PassKind::Reference:
        return sentence(pass.chequesOnly ? "policy.pass.cheque" : "policy.pass.reference");
    case PassKind::ReferenceInText:
        return sentence("policy.pass.reference_in_text");
    case PassKind::AmountDate:
        return sentence("policy.pass.amount_date");
    case PassKind::Reversal:
        return sentence("policy.pass.reversal", {sentence(key)});
    case PassKind::Sum:
        return sentence("policy.pass.sum", {sentence(key)});
    case PassKind::NearAmount:
        break;
    }
    const AmountTolerance& most = pass.tolerance;
    return sentence("policy.pass.near_amount", {number(most.below), percentOfMillion(most.belowPerMillion), number(most.above), percentOfMillion(most.abovePerMillion)});
}

/// Whether a person is needed: what is found by the amount alone never stands alone, whatever the pass says.
const char* standsText(const MatchPass& pass)
{
    if (pass.kind == PassKind::AmountDate || pass.kind == PassKind::NearAmount)
        return "policy.pass.amount_alone";
    return pass.confirms ? "policy.pass.stands" : "policy.pass.suggests";
}

std::string passText(const MatchPass& pass)
{
    std::string text = whatText(pass) + " " + windowText(pass);
    const bool byBest = pass.kind != PassKind::Sum && pass.kind != PassKind::NearAmount; // those allow no second candidate at all
    if (byBest && pass.margin > 0)
        text += " " + sentence("policy.pass.margin", {days(pass.margin, pass.unit)});
    text += " " + sentence(standsText(pass));
    if (pass.suggestOnConflict)
        text += " " + sentence("policy.pass.conflict");
    return text + " " + sentence(pass.perDay > 0 ? "policy.pass.rank_per_day" : "policy.pass.rank", {number(pass.confidence), number(pass.perDay)});
}

std::string listText(const char* some, const char* none, const std::vector<std::string>& words)
{
    return words.empty() ? sentence(none) : sentence(some, {join(words, ", ")});
}

class Sentences
{
public:
    explicit Sentences(const MatchPolicy& policy) : policy_(policy) { }

    std::vector<PolicySentence> all()
    {
        passes();
        alone();
        person();
        watch();
        return std::move(out_);
    }

private:
    void say(const std::string& place, const char* section, std::string text) { out_.push_back({place, section, std::move(text)}); }

    void passes()
    {
        std::vector<std::string> order;
        std::vector<std::string> holidays;
        for (const MatchPass& pass : policy_.rules.passes) {
            say("pass." + pass.id, "passes", pass.id + ": " + passText(pass));
            order.push_back(pass.id);
        }
        for (const Day day : policy_.rules.holidays)
            holidays.push_back(day.iso());
        say("order", "passes", sentence("policy.order", {join(order, ", ")}));
        say("learnt_after", "passes", sentence("policy.learnt_after", {policy_.learntAt == 0 ? std::string("-") : order[policy_.learntAt - 1]}));
        say("no_reference", "passes", listText("policy.no_reference", "policy.no_reference_none", policy_.rules.noReference));
        say("cheque_prefixes", "passes", listText("policy.cheque_prefixes", "policy.cheque_prefixes_none", policy_.rules.chequePrefixes));
        say("holidays", "passes", listText("policy.holidays", "policy.holidays_none", holidays));
    }

    void alone()
    {
        say("auto", "alone", sentence("policy.auto", {percent(policy_.autoProbability)}));
        for (const AccountRisk risk : {AccountRisk::Low, AccountRisk::Medium, AccountRisk::High})
            ofClass(recon::name(risk), policy_.classes[static_cast<std::size_t>(risk)]);
        ofClass("unplanned", policy_.unplanned);
        say("suggest", "alone", sentence("policy.suggest", {percent(policy_.suggestProbability)}));
        say("suggest_only", "alone", listText("policy.suggest_only", "policy.suggest_only_none", policy_.suggestOnly));
    }

    void ofClass(const char* name, const ClassLimit& limit)
    {
        const std::string which = sentence((std::string("policy.class.") + name).c_str());
        const std::uint32_t from = std::max(limit.probability, policy_.autoProbability);
        say(std::string("class.") + name, "alone", limit.mayDecide ? sentence("policy.class.from", {which, percent(from)}) : sentence("policy.class.never", {which}));
    }

    void person()
    {
        say("always", "person", sentence("policy.always"));
        for (const auto& [trigger, scope] : policy_.review) {
            const std::string place = std::string("review.") + recon::name(trigger);
            const char* how = scope == TriggerScope::All ? "policy.scope.all" : scope == TriggerScope::Learnt ? "policy.scope.learnt" : "policy.scope.off";
            say(place, "person", sentence(how, {sentence((std::string("policy.trigger.") + recon::name(trigger)).c_str(), {number(policy_.periodEndDays)})}));
        }
        for (const auto& [currency, limit] : policy_.amountLimits)
            say("amount_limit." + currency, "person", sentence("policy.amount_limit", {formatAmount(limit, 0), currency}));
        say("related_parties", "person", listText("policy.related_parties", "policy.related_parties_none", policy_.relatedParties));
        say("manual_words", "person", listText("policy.manual_words", "policy.manual_words_none", policy_.manualWords));
    }

    void watch()
    {
        const MonitoringLimits& limits = policy_.monitoring;
        say("watch.precision", "watch", sentence("policy.watch.precision", {percentOfMillion(limits.precisionLow), number(limits.fewestLabels)}));
        say("watch.ece", "watch", sentence("policy.watch.ece", {percentOfMillion(limits.ece), number(limits.fewestObservations)}));
        say("watch.psi", "watch", sentence("policy.watch.psi", {formatMinor(limits.psiStop / 1000, 3), formatMinor(limits.psiWatch / 1000, 3)}));
        say("watch.blind", "watch", sentence("policy.watch.blind"));
        say("watch.overrides", "watch", sentence("policy.watch.overrides", {percentOfMillion(limits.overrides)}));
    }

    const MatchPolicy& policy_;
    std::vector<PolicySentence> out_;
};

} // namespace

std::vector<PolicySentence> policySentences(const MatchPolicy& policy) { return Sentences(policy).all(); }

std::vector<PolicySentenceChange> policySentenceChanges(const MatchPolicy& before, const MatchPolicy& after)
{
    const auto earlier = policySentences(before);
    const auto later = policySentences(after);
    std::map<std::string, std::string> was;
    std::map<std::string, std::string> is;
    for (const PolicySentence& each : earlier)
        was.emplace(each.place, each.text);
    for (const PolicySentence& each : later)
        is.emplace(each.place, each.text);
    std::vector<PolicySentenceChange> out;
    for (const PolicySentence& each : earlier) {
        const auto now = is.find(each.place);
        if (now == is.end())
            out.push_back({each.place, each.text, {}});
        else if (now->second != each.text)
            out.push_back({each.place, each.text, now->second});
    }
    for (const PolicySentence& each : later) {
        if (!was.contains(each.place))
            out.push_back({each.place, {}, each.text});
    }
    return out;
}

std::string policySection(const std::string& section) { return sentence(("policy.section." + section).c_str()); }

std::string policyText(const MatchPolicy& policy)
{
    std::string out;
    std::string section;
    int pass = 0;
    for (const PolicySentence& each : policySentences(policy)) {
        if (each.section != section)
            out += (out.empty() ? "" : "\n") + policySection(each.section);
        section = each.section;
        out += "\n  " + (each.place.starts_with("pass.") ? number(++pass) + ". " : std::string()) + each.text;
    }
    return out;
}

std::string policyChangesText(const std::vector<PolicySentenceChange>& changes)
{
    std::string out;
    for (const PolicySentenceChange& each : changes) {
        const char* how = each.before.empty() ? "policy.change.new" : each.after.empty() ? "policy.change.gone" : "policy.change.other";
        out += (out.empty() ? "  " : "\n  ") + sentence(how, {each.before, each.after});
    }
    return out;
}

std::span<const Entry> policyTexts()
{
    static constexpr Entry entries[] = {
        {"policy.section.passes", "The passes, in their order", ""},
        {"policy.section.alone", "What stands without a person", ""},
        {"policy.section.person", "What a person looks at in any case", ""},
        {"policy.section.watch", "How it is watched", ""},
        {"policy.pass.cheque", "The same cheque number and the same amount.", ""},
        {"policy.pass.reference", "The same reference and the same amount.", ""},
        {"policy.pass.reference_in_text", "The statement's text names the reference of the books, and the amount is the same.", ""},
        {"policy.pass.amount_date", "The same amount.", ""},
        {"policy.pass.reversal", "Opposite amounts of {0} on one side cancel each other.", ""},
        {"policy.pass.sum", "Several lines of {0}, on one side or on both, come to the same amount in one way only.", ""},
        {"policy.pass.near_amount", "Amounts apart, where nothing else is so near on either side: the statement shows less by at most {0} minor units and {1} %, or more by at most {2} minor units and {3} %; both limits hold.", ""},
        {"policy.key.reference", "one reference", ""},
        {"policy.key.description", "one description", ""},
        {"policy.window.both", "The bank's day is at most {0} before and {1} after that of the books.", ""},
        {"policy.window.after", "The bank's day is that of the books, or at most {0} later.", ""},
        {"policy.window.reversal", "The later line is at most {0} after the earlier.", ""},
        {"policy.pass.margin", "Another candidate within {0} of the best one makes it ambiguous.", ""},
        {"policy.pass.stands", "May stand without a person.", ""},
        {"policy.pass.suggests", "Only suggests.", ""},
        {"policy.pass.amount_alone", "Always waits for a person: an amount alone proves nothing.", ""},
        {"policy.pass.conflict", "Where both lines bear references that differ it only suggests.", ""},
        {"policy.pass.rank", "Rank {0} of 1,000.", ""},
        {"policy.pass.rank_per_day", "Rank {0} of 1,000, {1} less for each day apart.", ""},
        {"policy.order", "Order: {0}.", ""},
        {"policy.learnt_after", "After the pass {0} the learnt stage weighs what is still open; the other passes look at what it leaves.", ""},
        {"policy.no_reference", "Taken for no reference: {0}.", ""},
        {"policy.no_reference_none", "No text is taken for a missing reference.", ""},
        {"policy.cheque_prefixes", "Left out before the number of a cheque: {0}.", ""},
        {"policy.cheque_prefixes_none", "Nothing is left out before the number of a cheque.", ""},
        {"policy.holidays", "No business days besides weekends: {0}.", ""},
        {"policy.holidays_none", "Only weekends are no business days.", ""},
        {"policy.auto", "A learnt match stands from a probability of {0} % on, on no account from less.", ""},
        {"policy.suggest", "Below {0} % it is not even suggested.", ""},
        {"policy.class.from", "{0}: from {1} % on.", ""},
        {"policy.class.never", "{0}: nothing stands without a person.", ""},
        {"policy.class.low", "Accounts of low risk", ""},
        {"policy.class.medium", "Accounts of medium risk", ""},
        {"policy.class.high", "Accounts of high risk", ""},
        {"policy.class.unplanned", "Accounts without a plan", ""},
        {"policy.suggest_only", "Accounts where a person confirms every match: {0}.", ""},
        {"policy.suggest_only_none", "No single account is set to suggestions only.", ""},
        {"policy.always", "Always: an amount alone, a difference, a tie, a repeated entry, a bound reached, engines that disagree, lines that a person took apart, a policy that nobody approved, a broken limit of the scorecard.", ""},
        {"policy.scope.all", "{0}: every match.", ""},
        {"policy.scope.learnt", "{0}: matches of the learnt stage only.", ""},
        {"policy.scope.off", "{0}: not looked at for that.", ""},
        {"policy.trigger.amount_limit", "An amount at its limit, or in a currency without one", ""},
        {"policy.trigger.account_class", "An account whose class lets nothing stand alone", ""},
        {"policy.trigger.related_party", "A related party is named", ""},
        {"policy.trigger.manual_entry", "An entry of the books made by hand", ""},
        {"policy.trigger.new_counterparty", "Somebody whom no earlier period names", ""},
        {"policy.trigger.period_end", "A line within {0} {0?day|days} of the period's end", ""},
        {"policy.amount_limit", "Limit: {0} {1} and more.", ""},
        {"policy.related_parties", "Related parties, besides the group's own companies: {0}.", ""},
        {"policy.related_parties_none", "Related parties: the group's own companies.", ""},
        {"policy.manual_words", "An entry counts as made by hand when its source says: {0}.", ""},
        {"policy.manual_words_none", "No word tells an entry made by hand.", ""},
        {"policy.watch.precision", "Matching without a person stops when the precision of automatic matches has a lower 95 % bound under {0} %, from {1} {1?label|labels} on.", ""},
        {"policy.watch.ece", "It stops when stated probabilities miss by more than {0} % on average, from {1} observations on.", ""},
        {"policy.watch.psi", "It stops when a distribution drifts by more than {0} (PSI); above {1} it is watched.", ""},
        {"policy.watch.blind", "It stops when one answer given blind differs.", ""},
        {"policy.watch.overrides", "Above {0} % of decisions overridden the scorecard says so.", ""},
        {"policy.change.new", "New: {1}", ""},
        {"policy.change.gone", "Gone: {0}", ""},
        {"policy.change.other", "Was: {0}\n  Now: {1}", ""},
    };
    return entries;
}

} // namespace oxseal::texts
