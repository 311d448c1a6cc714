// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/pass_set.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace oxseal::recon {
namespace {

constexpr std::int64_t kLongestWindow = 3660;
constexpr std::int64_t kMostTolerance = 1'000'000'000'000'000; ///< minor units

tl::unexpected<Error> invalid(const std::string& place, const std::string& what)
{
    return fail(kPassesInvalid, place, {what});
}

Status onlyKeys(const Json& json, const std::set<std::string, std::less<>>& known, const std::string& place)
{
    if (!json.isObject())
        return invalid(place, "object");
    for (const auto& [key, value] : json.toObject()) {
        if (!known.contains(key))
            return invalid(place, key);
    }
    return {};
}

Result<int> days(const Json& json, const char* key, int fallback, const std::string& place)
{
    if (!json.contains(key))
        return fallback;
    const std::int64_t value = json[key].toInteger(-1);
    if (value < 0 || value > kLongestWindow)
        return invalid(place, key);
    return static_cast<int>(value);
}

Result<bool> flag(const Json& json, const char* key, bool fallback, const std::string& place)
{
    if (!json.contains(key))
        return fallback;
    if (!json[key].isBool())
        return invalid(place, key);
    return json[key].toBool();
}

Result<AmountTolerance> tolerance(const Json& json, const std::string& place)
{
    OXSEAL_CHECK(onlyKeys(json, {"below_minor", "above_minor", "below_per_million", "above_per_million"}, place));
    AmountTolerance out;
    const std::tuple<const char*, std::int64_t*, std::int64_t> members[] = {{"below_minor", &out.below, kMostTolerance},
        {"above_minor", &out.above, kMostTolerance}, {"below_per_million", &out.belowPerMillion, 1'000'000}, {"above_per_million", &out.abovePerMillion, 1'000'000}};
    for (const auto& [key, value, most] : members) {
        *value = json[key].toInteger(-1);
        if (!json[key].isInteger() || *value < 0 || *value > most)
            return invalid(place, std::string("tolerance.") + key);
    }
    return out;
}

Result<MatchPass> parsePass(const Json& json, const std::string& place)
{
    static const std::set<std::string, std::less<>> known{"id", "kind", "unit", "before", "after", "margin", "cheques_only",
        "confirms", "suggest_on_conflict", "key", "confidence", "per_day", "why", "tolerance"};
    OXSEAL_CHECK(onlyKeys(json, known, place));
    MatchPass pass;
    pass.id = json["id"].toString();
    if (pass.id.empty())
        return invalid(place, "id");
    const std::string& kind = json["kind"].toString();
    if (kind == "reference")
        pass.kind = PassKind::Reference;
    else if (kind == "reference_in_text")
        pass.kind = PassKind::ReferenceInText;
    else if (kind == "amount_date")
        pass.kind = PassKind::AmountDate;
    else if (kind == "reversal")
        pass.kind = PassKind::Reversal;
    else if (kind == "sum")
        pass.kind = PassKind::Sum;
    else if (kind == "near_amount")
        pass.kind = PassKind::NearAmount;
    else
        return invalid(place, "kind");
    const std::string& unit = json["unit"].toString();
    if (unit != "business_days" && unit != "days")
        return invalid(place, "unit");
    pass.unit = unit == "days" ? DayUnit::Calendar : DayUnit::Business;
    const std::string& key = json["key"].toString();
    if (!key.empty() && key != "reference" && key != "description")
        return invalid(place, "key");
    pass.key = key == "description" ? ReversalKey::Description : ReversalKey::Reference;
    OXSEAL_TRY(pass.before, days(json, "before", 3, place));
    OXSEAL_TRY(pass.after, days(json, "after", 3, place));
    OXSEAL_TRY(pass.margin, days(json, "margin", 3, place));
    OXSEAL_TRY(pass.confidence, days(json, "confidence", 0, place));
    OXSEAL_TRY(pass.perDay, days(json, "per_day", 0, place));
    OXSEAL_TRY(pass.chequesOnly, flag(json, "cheques_only", false, place));
    OXSEAL_TRY(pass.confirms, flag(json, "confirms", true, place));
    OXSEAL_TRY(pass.suggestOnConflict, flag(json, "suggest_on_conflict", false, place));
    if (pass.confidence > 1000)
        return invalid(place, "confidence");
    const bool near = pass.kind == PassKind::NearAmount;
    if (near != json.contains("tolerance"))
        return invalid(place, "tolerance");
    if (near) {
        OXSEAL_TRY(pass.tolerance, tolerance(json["tolerance"], place));
        if (pass.confirms) // a difference is never settled without a person
            return invalid(place, "confirms");
    }
    return pass;
}

} // namespace

Result<PassSet> parsePassSet(const Json& json)
{
    OXSEAL_CHECK(onlyKeys(json, {"id", "version", "effective", "note", "passes", "no_reference", "cheque_prefixes", "holidays"}, "rules"));
    PassSet set;
    set.id = json["id"].toString();
    set.version = json["version"].toInteger();
    if (set.id.empty() || set.version < 1)
        return invalid("rules", set.id.empty() ? "id" : "version");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < json["passes"].toArray().size(); ++i) {
        const std::string place = "pass " + std::to_string(i + 1);
        OXSEAL_TRY(MatchPass pass, parsePass(json["passes"].toArray()[i], place));
        if (!seen.insert(pass.id).second)
            return invalid(place, "id");
        set.passes.push_back(std::move(pass));
    }
    if (set.passes.empty() || set.passes.size() > 64)
        return invalid("rules", "passes");
    for (const Json& text : json["no_reference"].toArray())
        set.noReference.push_back(text.toString());
    for (const Json& text : json["cheque_prefixes"].toArray())
        set.chequePrefixes.push_back(text.toString());
    for (const Json& text : json["holidays"].toArray()) {
        const auto day = Day::fromIso(text.toString());
        if (!day)
            return invalid("rules", "holidays");
        set.holidays.push_back(*day);
    }
    std::sort(set.holidays.begin(), set.holidays.end());
    return set;
}

} // namespace oxseal::recon
