// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/rule.h"

#include "models/access/table_cells.h"
#include "models/core/text.h"

#include <map>
#include <set>
#include <unordered_map>

namespace oxseal::sod {
namespace {

using access::cellText;
using access::Level;

/// Functions of a table func, grp, permission: groups in order of first appearance.
Status addFunctions(RuleSet& set, std::unordered_map<std::string, std::uint32_t>& byCode, const Table& table)
{
    std::map<std::pair<std::uint32_t, std::string>, std::size_t> groups;
    const bool grouped = table.find("grp") != nullptr;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string code = cellText(table, "func", row);
        const auto [at, isNew] = byCode.try_emplace(code, static_cast<std::uint32_t>(set.functions.size()));
        if (isNew)
            set.functions.push_back({code, code, {}});
        Function& function = set.functions[at->second];
        const std::string group = grouped ? cellText(table, "grp", row) : std::string();
        const auto [place, newGroup] = groups.try_emplace({at->second, group}, function.groups.size());
        if (newGroup)
            function.groups.emplace_back();
        const Level stated = access::levelFromText(cellText(table, "level", row));
        function.groups[place->second].push_back({cellText(table, "system", row), cellText(table, "permission", row),
            stated == Level::Unstated ? Level::Create : stated});
    }
    return {};
}

Result<std::optional<Day>> dayIn(const Table& table, const char* column, std::size_t row, const std::string& rule)
{
    const std::string text = cellText(table, column, row);
    if (trimmed(text).empty())
        return std::optional<Day>();
    const auto day = Day::fromIso(trimmed(text));
    if (!day)
        return fail(kRuleDay, {}, {rule, column, text});
    return std::optional<Day>(day);
}

} // namespace

std::optional<std::uint32_t> RuleSet::function(std::string_view code) const
{
    for (std::uint32_t at = 0; at < functions.size(); ++at) {
        if (functions[at].code == code)
            return at;
    }
    return std::nullopt;
}

std::optional<Severity> severityFromText(std::string_view text) noexcept
{
    const std::string_view word = trimmed(text);
    const auto is = [word](std::string_view a, std::string_view b) {
        return equalsIgnoringCase(word, a) || equalsIgnoringCase(word, b);
    };
    if (is("critical", "c"))
        return Severity::Critical;
    if (is("high", "h"))
        return Severity::High;
    if (is("medium", "m") || is("med", "moderate"))
        return Severity::Medium;
    if (is("low", "l"))
        return Severity::Low;
    return std::nullopt;
}

std::vector<std::uint32_t> rulesOn(const RuleSet& set, Day day)
{
    std::vector<std::uint32_t> active;
    for (std::uint32_t at = 0; at < set.rules.size(); ++at) {
        const Rule& rule = set.rules[at];
        const bool begun = !rule.effective || *rule.effective <= day;
        const bool over = rule.retired && *rule.retired <= day;
        if (begun && !over)
            active.push_back(at);
    }
    return active;
}

Status validate(const RuleSet& set)
{
    if (set.rules.empty())
        return fail(kNoRules);
    std::set<std::string> seen;
    for (const Function& function : set.functions) {
        if (!seen.insert(function.code).second)
            return fail(kDuplicateFunction, {}, {function.code});
    }
    seen.clear();
    for (const Rule& rule : set.rules) {
        if (!seen.insert(rule.id).second)
            return fail(kDuplicateRule, {}, {rule.id});
        if (rule.legs.empty())
            return fail(kRuleWithoutLegs, {}, {rule.id});
        for (const auto& leg : rule.legs) {
            if (leg.empty())
                return fail(kRuleWithoutLegs, {}, {rule.id});
            for (const std::uint32_t function : leg) {
                if (function >= set.functions.size())
                    return fail(kUnknownFunction, {}, {rule.id, std::to_string(function)});
            }
        }
    }
    return {};
}

Result<RuleSet> ruleSetOf(const Table& rules, const Table* functions)
{
    RuleSet set;
    std::unordered_map<std::string, std::uint32_t> byCode;
    if (functions != nullptr)
        OXSEAL_CHECK(addFunctions(set, byCode, *functions));
    const auto functionOf = [&](const std::string& code) {
        const auto [at, isNew] = byCode.try_emplace(code, static_cast<std::uint32_t>(set.functions.size()));
        if (isNew)
            set.functions.push_back({code, code, {{{"", code, Level::Create}}}});
        return at->second;
    };
    for (std::size_t row = 0; row < rules.rows(); ++row) {
        Rule rule;
        rule.id = cellText(rules, "rule", row);
        if (rule.id.empty())
            rule.id = "R" + std::to_string(row + 1);
        for (const auto* side : {"left", "right", "leg3", "leg4"}) {
            const std::string text = cellText(rules, side, row);
            if (trimmed(text).empty())
                continue;
            auto& leg = rule.legs.emplace_back();
            for (const auto& part : split(text, '|')) {
                if (!trimmed(part).empty())
                    leg.push_back(functionOf(std::string(trimmed(part))));
            }
        }
        rule.severity = severityFromText(cellText(rules, "severity", row)).value_or(Severity::High);
        rule.risk = cellText(rules, "description", row);
        rule.control = cellText(rules, "control", row);
        rule.source = cellText(rules, "source", row);
        OXSEAL_TRY(rule.effective, dayIn(rules, "effective", row, rule.id));
        OXSEAL_TRY(rule.retired, dayIn(rules, "retired", row, rule.id));
        set.rules.push_back(std::move(rule));
    }
    OXSEAL_CHECK(validate(set));
    return set;
}

} // namespace oxseal::sod
