// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_policy.h"

#include <algorithm>
#include <set>
#include <utility>

namespace oxseal::recon {
namespace {

constexpr std::array<std::pair<ReviewTrigger, const char*>, kTriggers> kNames{{
    {ReviewTrigger::AmountAlone, "amount_alone"},
    {ReviewTrigger::Probability, "probability"},
    {ReviewTrigger::Tolerance, "tolerance"},
    {ReviewTrigger::Tie, "tie"},
    {ReviewTrigger::Repeated, "repeated_entry"},
    {ReviewTrigger::BoundReached, "bound_reached"},
    {ReviewTrigger::EnginesDisagree, "engines_disagree"},
    {ReviewTrigger::AmountLimit, "amount_limit"},
    {ReviewTrigger::AccountClass, "account_class"},
    {ReviewTrigger::RelatedParty, "related_party"},
    {ReviewTrigger::ManualEntry, "manual_entry"},
    {ReviewTrigger::NewCounterparty, "new_counterparty"},
    {ReviewTrigger::PeriodEnd, "period_end"},
    {ReviewTrigger::Monitoring, "monitoring"},
    {ReviewTrigger::PassSuggests, "pass_suggests"},
    {ReviewTrigger::RefusedBefore, "refused_before"},
    {ReviewTrigger::NotAdopted, "not_adopted"},
}};

constexpr std::int64_t kMillion = 1000000;
constexpr std::int64_t kEngineFloor = 950000;
constexpr std::int64_t kMostUnits = 1'000'000'000'000'000; ///< of an amount limit

Result<ClassLimit> classLimit(const Json& json, const std::string& key)
{
    const std::string place = "classes." + key;
    const Json& entry = json[key];
    OXSEAL_CHECK(onlyKeys(entry, {"auto", "auto_per_million"}, place));
    if (!entry["auto"].isBool())
        return policyInvalid(place + ".auto");
    OXSEAL_TRY(const std::int64_t share, numberField(entry, "auto_per_million", kMillion, place));
    return ClassLimit{entry["auto"].toBool(), shareOfMillion(share)};
}

Status parseClasses(const Json& json, MatchPolicy& policy)
{
    OXSEAL_CHECK(onlyKeys(json, {"low", "medium", "high", "unplanned"}, "classes"));
    for (const AccountRisk risk : {AccountRisk::Low, AccountRisk::Medium, AccountRisk::High}) {
        OXSEAL_TRY(policy.classes[static_cast<std::size_t>(risk)], classLimit(json, name(risk)));
    }
    OXSEAL_TRY(policy.unplanned, classLimit(json, "unplanned"));
    return {};
}

Status parseReview(const Json& json, MatchPolicy& policy)
{
    const std::set<ReviewTrigger> settable{ReviewTrigger::AmountLimit, ReviewTrigger::AccountClass, ReviewTrigger::RelatedParty,
        ReviewTrigger::ManualEntry, ReviewTrigger::NewCounterparty, ReviewTrigger::PeriodEnd};
    if (!json.isObject() || json.toObject().size() != settable.size())
        return policyInvalid("review");
    for (const auto& [key, value] : json.toObject()) {
        const auto trigger = triggerFromName(key);
        const std::string& scope = value.toString();
        if (!trigger || !settable.contains(*trigger) || (scope != "all" && scope != "learnt" && scope != "off"))
            return policyInvalid("review." + key);
        policy.review[*trigger] = scope == "all" ? TriggerScope::All : scope == "learnt" ? TriggerScope::Learnt : TriggerScope::Off;
    }
    return {};
}

Status parseMonitoring(const Json& json, MonitoringLimits& out)
{
    const std::pair<const char*, std::int64_t*> members[] = {{"fewest_labels", &out.fewestLabels},
        {"precision_low_per_million", &out.precisionLow}, {"ece_per_million", &out.ece}, {"fewest_observations", &out.fewestObservations},
        {"psi_watch_per_million", &out.psiWatch}, {"psi_stop_per_million", &out.psiStop}, {"override_per_million", &out.overrides}};
    if (!json.isObject() || json.toObject().size() != std::size(members))
        return policyInvalid("monitoring");
    for (const auto& [key, value] : members) {
        OXSEAL_TRY(*value, numberField(json, key, 100 * kMillion, "monitoring"));
    }
    return {};
}

std::string idOf(const Json& json) { return json.isObject() ? json["id"].toString() : std::string(); }

void compare(const std::string& place, const Json& before, const Json& after, std::vector<PolicyChange>& out)
{
    if (before == after)
        return;
    const auto inside = [&](const std::string& key) { return place.empty() ? key : place + "." + key; };
    if (before.isObject() && after.isObject()) {
        std::set<std::string> keys;
        for (const Json* side : {&before, &after}) {
            for (const auto& [key, value] : side->toObject())
                keys.insert(key);
        }
        for (const std::string& key : keys)
            compare(inside(key), before[key], after[key], out);
        return;
    }
    const auto named = [](const Json& json) {
        return json.isArray() && !json.toArray().empty()
            && std::all_of(json.toArray().begin(), json.toArray().end(), [](const Json& each) { return !idOf(each).empty(); });
    };
    if (named(before) && named(after)) {
        std::map<std::string, std::pair<Json, Json>> both;
        Json::Array order[2];
        for (const Json& each : before.toArray()) {
            both[idOf(each)].first = each;
            order[0].emplace_back(idOf(each));
        }
        for (const Json& each : after.toArray()) {
            both[idOf(each)].second = each;
            order[1].emplace_back(idOf(each));
        }
        for (const auto& [id, pair] : both)
            compare(inside(id), pair.first, pair.second, out);
        if (order[0] != order[1])
            out.push_back({inside("order"), canonicalJson(Json(order[0])), canonicalJson(Json(order[1]))});
        return;
    }
    const auto text = [](const Json& json) { return json.isNull() ? std::string() : canonicalJson(json); };
    out.push_back({place, text(before), text(after)});
}

} // namespace

const char* name(ReviewTrigger trigger) noexcept
{
    for (const auto& [value, text] : kNames) {
        if (value == trigger)
            return text;
    }
    return "";
}

std::optional<ReviewTrigger> triggerFromName(std::string_view text) noexcept
{
    for (const auto& [value, known] : kNames) {
        if (text == known)
            return value;
    }
    return std::nullopt;
}

std::vector<std::string> triggerNames(Triggers triggers)
{
    std::vector<std::string> out;
    for (const auto& [value, text] : kNames) {
        if ((triggers & bit(value)) != 0)
            out.emplace_back(text);
    }
    return out;
}

TriggerScope MatchPolicy::scopeOf(ReviewTrigger trigger) const
{
    const auto found = review.find(trigger);
    return found == review.end() ? TriggerScope::All : found->second;
}

Result<MatchPolicy> parseMatchPolicy(const Json& json)
{
    OXSEAL_CHECK(onlyKeys(json, {"id", "version", "effective", "note", "learnt_after", "auto_per_million", "suggest_per_million", "classes",
                                    "suggest_only", "amount_limits", "period_end_days", "related_parties", "manual_words", "review", "monitoring", "rules"}, ""));
    MatchPolicy policy;
    policy.id = json["id"].toString();
    policy.version = json["version"].toInteger();
    if (policy.id.empty() || policy.version < 1)
        return policyInvalid(policy.id.empty() ? "id" : "version");
    OXSEAL_TRY(policy.rules, parsePassSet(json["rules"]));
    const std::string& after = json["learnt_after"].toString();
    const auto place = std::find_if(policy.rules.passes.begin(), policy.rules.passes.end(), [&](const auto& pass) { return pass.id == after; });
    if (place == policy.rules.passes.end())
        return policyInvalid("learnt_after");
    policy.learntAt = static_cast<std::size_t>(place - policy.rules.passes.begin()) + 1;
    OXSEAL_TRY(const std::int64_t decides, numberField(json, "auto_per_million", kMillion, ""));
    if (decides < kEngineFloor) // the learnt engine itself decides nothing below
        return policyInvalid("auto_per_million");
    OXSEAL_TRY(const std::int64_t suggests, numberField(json, "suggest_per_million", kMillion, ""));
    if (suggests > decides)
        return policyInvalid("suggest_per_million");
    policy.autoProbability = shareOfMillion(decides);
    policy.suggestProbability = shareOfMillion(suggests);
    OXSEAL_CHECK(parseClasses(json["classes"], policy));
    OXSEAL_TRY(policy.suggestOnly, wordsField(json, "suggest_only"));
    if (!json["amount_limits"].isObject())
        return policyInvalid("amount_limits");
    for (const auto& [currency, limit] : json["amount_limits"].toObject()) {
        OXSEAL_TRY(policy.amountLimits[currency], numberField(json["amount_limits"], currency, kMostUnits, "amount_limits"));
    }
    OXSEAL_TRY(const std::int64_t days, numberField(json, "period_end_days", 31, ""));
    policy.periodEndDays = static_cast<int>(days);
    OXSEAL_TRY(policy.relatedParties, wordsField(json, "related_parties"));
    OXSEAL_TRY(policy.manualWords, wordsField(json, "manual_words"));
    OXSEAL_CHECK(parseReview(json["review"], policy));
    OXSEAL_CHECK(parseMonitoring(json["monitoring"], policy.monitoring));
    return policy;
}

std::vector<PolicyChange> policyChanges(const Json& before, const Json& after)
{
    std::vector<PolicyChange> out;
    compare({}, before, after, out);
    return out;
}

} // namespace oxseal::recon
