// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/account_rules.h"

#include <limits>

namespace oxseal::recon {
namespace {

constexpr std::int64_t kMostUnits = 1'000'000'000'000'000;
constexpr AccountClass kClasses[] = {AccountClass::NotStated, AccountClass::Cash, AccountClass::Clearing, AccountClass::Intercompany,
    AccountClass::Estimate, AccountClass::Other};

std::string inside(const std::string& place, const std::string& key) { return place.empty() ? key : place + "." + key; }

Result<AutoCloseRule> parseAutoClose(const Json& json)
{
    const std::string place = "auto_close";
    OXSEAL_CHECK(onlyKeys(json, {"thresholds", "most_in_row", "sample_at_least", "sample_percent", "class_words"}, place));
    AutoCloseRule rule;
    OXSEAL_TRY(rule.thresholds, limitsField(json, "thresholds", place));
    OXSEAL_TRY(rule.mostInRow, rangeField(json, "most_in_row", 1, 40, place));
    // A sample of nothing would be no look at all.
    OXSEAL_TRY(rule.sampleAtLeast, rangeField(json, "sample_at_least", 1, 1000, place));
    OXSEAL_TRY(rule.samplePercent, rangeField(json, "sample_percent", 0, 100, place));
    const Json& words = json["class_words"];
    OXSEAL_CHECK(onlyKeys(words, {"cash", "clearing", "intercompany", "estimate"}, place + ".class_words"));
    for (const AccountClass kind : {AccountClass::Cash, AccountClass::Clearing, AccountClass::Intercompany, AccountClass::Estimate}) {
        OXSEAL_TRY(rule.classWords[kind], wordsField(words, name(kind), place + ".class_words"));
    }
    return rule;
}

Result<JournalRule> parseJournals(const Json& json)
{
    const std::string place = "journals";
    OXSEAL_CHECK(onlyKeys(json, {"manual_sources", "weekend", "close_business_days", "round_units", "rare_pair_most", "rare_pair_from"}, place));
    JournalRule rule;
    OXSEAL_TRY(rule.manualSources, wordsField(json, "manual_sources", place));
    if (!json["weekend"].isBool())
        return policyInvalid(place + ".weekend");
    rule.weekend = json["weekend"].toBool();
    OXSEAL_TRY(rule.closeBusinessDays, rangeField(json, "close_business_days", 0, 60, place));
    OXSEAL_TRY(rule.roundUnits, limitsField(json, "round_units", place));
    OXSEAL_TRY(rule.rarePairMost, rangeField(json, "rare_pair_most", 0, 1000, place));
    OXSEAL_TRY(rule.rarePairFrom, limitsField(json, "rare_pair_from", place));
    return rule;
}

} // namespace

const char* name(AccountClass kind) noexcept
{
    switch (kind) {
    case AccountClass::Cash:
        return "cash";
    case AccountClass::Clearing:
        return "clearing";
    case AccountClass::Intercompany:
        return "intercompany";
    case AccountClass::Estimate:
        return "estimate";
    case AccountClass::Other:
        return "other";
    case AccountClass::NotStated:
        break;
    }
    return "not_stated";
}

std::optional<AccountClass> accountClassFromName(std::string_view text) noexcept
{
    for (const AccountClass kind : kClasses) {
        if (text == name(kind))
            return kind;
    }
    return std::nullopt;
}

std::optional<std::int64_t> limitInMinor(const UnitLimits& limits, std::string_view currency, int digits)
{
    const auto found = limits.find(currency);
    if (found == limits.end())
        return std::nullopt;
    std::int64_t minor = found->second;
    for (int digit = 0; digit < digits; ++digit) {
        if (minor > std::numeric_limits<std::int64_t>::max() / 10)
            return std::nullopt;
        minor *= 10;
    }
    return minor;
}

Result<UnitLimits> limitsField(const Json& json, const std::string& key, const std::string& place)
{
    UnitLimits out;
    if (!json[key].isObject())
        return policyInvalid(inside(place, key));
    for (const auto& [currency, limit] : json[key].toObject()) {
        OXSEAL_TRY(out[currency], numberField(json[key], currency, kMostUnits, inside(place, key)));
    }
    return out;
}

Result<int> rangeField(const Json& json, const std::string& key, int least, int most, const std::string& place)
{
    OXSEAL_TRY(const std::int64_t value, numberField(json, key, most, place));
    if (value < least)
        return policyInvalid(inside(place, key));
    return static_cast<int>(value);
}

Result<AccountRules> parseAccountRules(const Json& json)
{
    OXSEAL_CHECK(onlyKeys(json, {"id", "version", "effective", "note", "auto_close", "journals"}, ""));
    AccountRules rules;
    rules.id = json["id"].toString();
    rules.version = json["version"].toInteger();
    if (rules.id.empty() || rules.version < 1)
        return policyInvalid(rules.id.empty() ? "id" : "version");
    OXSEAL_TRY(rules.autoClose, parseAutoClose(json["auto_close"]));
    OXSEAL_TRY(rules.journals, parseJournals(json["journals"]));
    return rules;
}

} // namespace oxseal::recon
