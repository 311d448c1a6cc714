// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/rule_edit.h"

#include "models/core/text.h"

#include <algorithm>
#include <set>

namespace oxseal::sod {
namespace {

Result<std::vector<std::vector<std::uint32_t>>> indices(const RuleSet& set, const RuleText& rule)
{
    std::vector<std::vector<std::uint32_t>> legs;
    std::set<std::uint32_t> seen;
    for (const auto& leg : rule.legs) {
        auto& functions = legs.emplace_back();
        for (const std::string& code : leg) {
            const auto at = set.function(code);
            if (!at)
                return fail(kUnknownFunction, {}, {rule.id, code});
            functions.push_back(*at);
        }
        if (functions.empty())
            return fail(kRuleWithoutLegs, {}, {rule.id});
        // A duty on two sides would make everybody who holds it a conflict with himself.
        for (const std::uint32_t function : std::set<std::uint32_t>(functions.begin(), functions.end())) {
            if (!seen.insert(function).second)
                return fail(kRuleTwoLegsAlike, {}, {rule.id, set.functions[function].code});
        }
    }
    if (legs.empty())
        return fail(kRuleWithoutLegs, {}, {rule.id});
    return legs;
}

auto ruleAt(RuleSet& set, const std::string& id)
{
    return std::find_if(set.rules.begin(), set.rules.end(), [&](const Rule& rule) { return rule.id == id; });
}

} // namespace

RuleText textOf(const RuleSet& set, const Rule& rule)
{
    RuleText text{rule.id, {}, rule.severity, rule.risk, rule.control, rule.source, rule.effective, rule.retired};
    for (const auto& leg : rule.legs) {
        auto& codes = text.legs.emplace_back();
        for (const std::uint32_t function : leg)
            codes.push_back(set.functions[function].code);
    }
    return text;
}

std::vector<std::vector<std::string>> legsFromText(std::string_view text)
{
    std::vector<std::vector<std::string>> legs;
    if (trimmed(text).empty())
        return legs;
    for (const auto& side : split(text, '+')) {
        auto& leg = legs.emplace_back();
        for (const auto& part : split(side, '|')) {
            if (const auto code = trimmed(part); !code.empty())
                leg.emplace_back(code);
        }
    }
    return legs;
}

std::optional<PermissionRef> permissionFromText(std::string_view text)
{
    PermissionRef ref;
    std::string_view rest = trimmed(text);
    if (const std::size_t open = rest.rfind(" ("); open != std::string_view::npos && rest.ends_with(')')) {
        const access::Level level = access::levelFromText(rest.substr(open + 2, rest.size() - open - 3));
        if (level == access::Level::View || level == access::Level::None)
            return std::nullopt;
        if (level != access::Level::Unstated) {
            ref.minimum = level;
            rest = trimmed(rest.substr(0, open));
        }
    }
    if (const std::size_t colon = rest.find(": "); colon != std::string_view::npos) {
        ref.system = std::string(trimmed(rest.substr(0, colon)));
        rest = trimmed(rest.substr(colon + 2));
    }
    if (rest.empty() || rest.ends_with(':')) // a system without a permission
        return std::nullopt;
    ref.permission = std::string(rest);
    return ref;
}

Result<RuleSet> withRule(RuleSet set, const RuleText& rule, const std::string& replaces)
{
    if (trimmed(rule.id).empty())
        return fail(kRuleWithoutId);
    if (rule.retired && rule.effective && *rule.retired < *rule.effective)
        return fail(kRuleDays, {}, {rule.id, rule.effective->iso(), rule.retired->iso()});
    Rule made{std::string(trimmed(rule.id)), {}, rule.severity, rule.risk, rule.control, rule.source, rule.effective, rule.retired};
    OXSEAL_TRY(made.legs, indices(set, rule));
    if (made.id != replaces && ruleAt(set, made.id) != set.rules.end())
        return fail(kDuplicateRule, {}, {made.id});
    if (replaces.empty()) {
        set.rules.push_back(std::move(made));
        return set;
    }
    const auto place = ruleAt(set, replaces);
    if (place == set.rules.end())
        return fail(kNoSuchRule, {}, {replaces});
    *place = std::move(made);
    return set;
}

Result<RuleSet> withoutRule(RuleSet set, const std::string& id)
{
    const auto place = ruleAt(set, id);
    if (place == set.rules.end())
        return fail(kNoSuchRule, {}, {id});
    set.rules.erase(place);
    OXSEAL_CHECK(validate(set));
    return set;
}

Result<RuleSet> withFunction(RuleSet set, const Function& function, const std::string& replaces)
{
    if (trimmed(function.code).empty() || function.code.find_first_of("|+") != std::string::npos)
        return fail(kFunctionWithoutCode, {}, {function.code});
    if (function.code != replaces && set.function(function.code))
        return fail(kDuplicateFunction, {}, {function.code});
    if (replaces.empty()) {
        set.functions.push_back(function);
        return set;
    }
    const auto at = set.function(replaces);
    if (!at)
        return fail(kUnknownFunction, {}, {set.name, replaces});
    set.functions[*at] = function;
    return set;
}

Result<RuleSet> withoutFunction(RuleSet set, const std::string& code)
{
    const auto gone = set.function(code);
    if (!gone)
        return fail(kUnknownFunction, {}, {set.name, code});
    std::vector<std::string> users;
    for (Rule& rule : set.rules) {
        bool used = false;
        for (auto& leg : rule.legs) {
            for (std::uint32_t& function : leg) {
                used = used || function == *gone;
                function -= function > *gone ? 1U : 0U;
            }
        }
        if (used)
            users.push_back(rule.id);
    }
    if (!users.empty())
        return fail(kFunctionInUse, {}, {code, join(users, ", ")});
    set.functions.erase(set.functions.begin() + *gone);
    return set;
}

} // namespace oxseal::sod
