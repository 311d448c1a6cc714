// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sod_rules.h"

#include "models/core/text.h"
#include "storage/reads/rule_packs.h"

#include <unordered_map>

namespace oxseal {
namespace {

using sod::Function;
using sod::PermissionRef;
using sod::Rule;
using sod::RuleSet;

/// A member that must be a text; "" when it may be absent and is.
Result<std::string> member(const Json& object, const char* key, const std::string& place, bool required = true)
{
    const Json& value = object[key];
    if (value.isNull() && !required)
        return std::string();
    if (!value.isString() || (required && trimmed(value.toString()).empty()))
        return fail(kSodRulesFormat, place, {key});
    return value.toString();
}

Result<std::optional<Day>> day(const Json& object, const char* key, const std::string& place)
{
    OXSEAL_TRY(const std::string text, member(object, key, place, false));
    if (text.empty())
        return std::optional<Day>();
    const auto parsed = Day::fromIso(text);
    if (!parsed)
        return fail(kSodRulesFormat, place, {key});
    return std::optional<Day>(parsed);
}

class Reader
{
public:
    Reader(RuleSet& set, const std::map<std::string, std::string>& systems)
        : set_(set)
        , systems_(systems)
    {
    }

    Status functions(const Json& list)
    {
        for (const Json& entry : list.toArray()) {
            const std::string place = "functions[" + std::to_string(set_.functions.size()) + "]";
            OXSEAL_TRY(std::string code, member(entry, "code", place));
            OXSEAL_TRY(std::string name, member(entry, "name", place));
            if (!byCode_.try_emplace(code, static_cast<std::uint32_t>(set_.functions.size())).second)
                return fail(sod::kDuplicateFunction, place, {code});
            set_.functions.push_back({std::move(code), std::move(name), {}});
        }
        return {};
    }
    Status mappings(const Json& list)
    {
        std::size_t at = 0;
        for (const Json& entry : list.toArray()) {
            const std::string place = "mappings[" + std::to_string(at++) + "]";
            OXSEAL_TRY(const std::uint32_t function, functionAt(entry["function"], place));
            OXSEAL_TRY(const PermissionRef ref, reference(entry, place));
            OXSEAL_TRY(const std::string label, member(entry, "label", place, false));
            const std::int64_t group = entry["group"].toInteger(0);
            auto& groups = set_.functions[function].groups;
            if (group < 0 || group > 63 || (entry.contains("group") && !entry["group"].isInteger()))
                return fail(kSodRulesFormat, place, {"group"});
            if (groups.size() <= static_cast<std::size_t>(group))
                groups.resize(static_cast<std::size_t>(group) + 1);
            groups[static_cast<std::size_t>(group)].push_back(ref);
            // A label belongs to a system; without one it is only an explanation.
            if (!label.empty() && !ref.system.empty())
                groups[static_cast<std::size_t>(group)].push_back({ref.system, label, ref.minimum});
        }
        return {};
    }
    Status everything(const Json& list)
    {
        for (const Json& entry : list.toArray()) {
            OXSEAL_TRY(PermissionRef ref, reference(entry, "everything"));
            set_.everything.push_back(std::move(ref));
        }
        return {};
    }
    Status rules(const Json& list, const Json& sources)
    {
        for (const Json& entry : list.toArray()) {
            const std::string place = "rules[" + std::to_string(set_.rules.size()) + "]";
            Rule rule;
            OXSEAL_TRY(rule.id, member(entry, "id", place));
            for (const Json& leg : entry["legs"].toArray()) {
                auto& functions = rule.legs.emplace_back();
                for (const Json& code : leg.toArray()) {
                    OXSEAL_TRY(const std::uint32_t function, functionAt(code, place + ".legs"));
                    functions.push_back(function);
                }
            }
            OXSEAL_TRY(const std::string severity, member(entry, "severity", place));
            const auto known = sod::severityFromText(severity);
            if (!known)
                return fail(kSodRulesFormat, place, {"severity"});
            rule.severity = *known;
            OXSEAL_TRY(rule.risk, member(entry, "risk", place, false));
            OXSEAL_TRY(rule.control, member(entry, "control", place, false));
            OXSEAL_TRY(const std::string source, member(entry, "source", place, false));
            const Json& spelled = sources[source];
            rule.source = spelled.isString() ? spelled.toString() : source;
            OXSEAL_TRY(rule.effective, day(entry, "effective", place));
            OXSEAL_TRY(rule.retired, day(entry, "retired", place));
            set_.rules.push_back(std::move(rule));
        }
        return {};
    }

private:
    Result<std::uint32_t> functionAt(const Json& code, const std::string& place)
    {
        const auto found = byCode_.find(code.toString());
        if (!code.isString() || found == byCode_.end())
            return fail(sod::kUnknownFunction, place, {place, code.toString()});
        return found->second;
    }
    Result<PermissionRef> reference(const Json& entry, const std::string& place)
    {
        PermissionRef ref;
        OXSEAL_TRY(ref.system, member(entry, "system", place, false));
        if (const auto renamed = systems_.find(ref.system); renamed != systems_.end())
            ref.system = renamed->second;
        OXSEAL_TRY(ref.permission, member(entry, "permission", place));
        OXSEAL_TRY(const std::string minimum, member(entry, "minimum", place, false));
        if (!minimum.empty()) {
            ref.minimum = access::levelFromText(minimum);
            if (!access::canAct(ref.minimum) || ref.minimum == access::Level::Unstated)
                return fail(kSodRulesFormat, place, {"minimum"});
        }
        return ref;
    }

    RuleSet& set_;
    const std::map<std::string, std::string>& systems_;
    std::unordered_map<std::string, std::uint32_t> byCode_;
};

Json referenceJson(const PermissionRef& ref)
{
    Json entry;
    entry.set("system", ref.system);
    entry.set("permission", ref.permission);
    entry.set("minimum", access::name(ref.minimum));
    return entry;
}

Result<RuleSet> ruleSetOf(const Json& json, const std::map<std::string, std::string>& systems)
{
    if (json["format"].toString() != "oxseal-sod-rules" || json["format_version"].toInteger() != 1)
        return fail(kSodRulesFormat, {}, {"format"});
    for (const auto* list : {"functions", "rules"}) {
        if (!json[list].isArray())
            return fail(kSodRulesFormat, {}, {list});
    }
    RuleSet set;
    OXSEAL_TRY(set.name, member(json, "name", "name"));
    OXSEAL_TRY(set.version, member(json, "version", "version"));
    OXSEAL_TRY(set.effective, day(json, "effective", "effective"));
    Reader reader(set, systems);
    OXSEAL_CHECK(reader.functions(json["functions"]));
    OXSEAL_CHECK(reader.mappings(json["mappings"]));
    OXSEAL_CHECK(reader.everything(json["everything"]));
    OXSEAL_CHECK(reader.rules(json["rules"], json["sources"]));
    OXSEAL_CHECK(sod::validate(set));
    return set;
}

/// The entries of no product, and those of the products named.
Json::Array ofSystems(const Json& list, const std::map<std::string, std::string>& systems)
{
    Json::Array kept;
    for (const Json& entry : list.toArray()) {
        const std::string system = entry["system"].toString();
        if (system.empty() || systems.contains(system))
            kept.push_back(entry);
    }
    return kept;
}

} // namespace

Result<RuleSet> ruleSetFromJson(std::string_view text, const std::map<std::string, std::string>& systems)
{
    OXSEAL_TRY(const Json json, parseJson(text));
    return ruleSetOf(json, systems);
}

Json ruleSetToJson(const RuleSet& set)
{
    Json json;
    json.set("format", "oxseal-sod-rules");
    json.set("format_version", 1);
    json.set("name", set.name);
    json.set("version", set.version);
    if (set.effective)
        json.set("effective", set.effective->iso());
    Json::Array functions, mappings, everything, rules;
    for (const Function& function : set.functions) {
        functions.push_back(Json::Object{{"code", function.code}, {"name", function.name.empty() ? function.code : function.name}});
        for (std::size_t group = 0; group < function.groups.size(); ++group) {
            for (const PermissionRef& ref : function.groups[group]) {
                Json entry = referenceJson(ref);
                entry.set("function", function.code);
                entry.set("group", static_cast<std::int64_t>(group));
                mappings.push_back(std::move(entry));
            }
        }
    }
    for (const PermissionRef& ref : set.everything)
        everything.push_back(referenceJson(ref));
    for (const Rule& rule : set.rules) {
        Json::Array legs;
        for (const auto& leg : rule.legs) {
            Json::Array codes;
            for (const std::uint32_t function : leg)
                codes.emplace_back(set.functions[function].code);
            legs.emplace_back(std::move(codes));
        }
        Json entry(Json::Object{{"id", rule.id}, {"legs", std::move(legs)}, {"severity", name(rule.severity)},
            {"risk", rule.risk}, {"control", rule.control}, {"source", rule.source}});
        if (rule.effective)
            entry.set("effective", rule.effective->iso());
        if (rule.retired)
            entry.set("retired", rule.retired->iso());
        rules.push_back(std::move(entry));
    }
    json.set("functions", std::move(functions));
    json.set("mappings", std::move(mappings));
    json.set("everything", std::move(everything));
    json.set("rules", std::move(rules));
    return json;
}

Result<RuleSet> genericRuleSet(const std::map<std::string, std::string>& systems)
{
    OXSEAL_TRY(Json pack, resourceJson(":/rules/sod_generic.json"));
    if (!systems.empty()) {
        for (const auto* list : {"mappings", "everything"})
            pack.set(list, ofSystems(pack[list], systems));
    }
    return ruleSetOf(pack, systems);
}

} // namespace oxseal
