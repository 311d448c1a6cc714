// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/rule.h"

#include <string>
#include <vector>

namespace oxseal::sod {

inline constexpr ErrorCode kRuleWithoutId{"sod.rule_without_id", ErrorClass::Input};
inline constexpr ErrorCode kFunctionWithoutCode{"sod.function_without_code", ErrorClass::Input};
inline constexpr ErrorCode kFunctionInUse{"sod.function_in_use", ErrorClass::Refused}; ///< {0} function, {1} rules that name it
inline constexpr ErrorCode kNoSuchRule{"sod.no_such_rule", ErrorClass::Usage};
inline constexpr ErrorCode kRuleDays{"sod.rule_days", ErrorClass::Input}; ///< retired before it took effect
inline constexpr ErrorCode kRuleTwoLegsAlike{"sod.rule_legs_alike", ErrorClass::Input}; ///< one duty stands on two sides

/// A rule as it is written: sides by codes of functions.
struct RuleText
{
    std::string id;
    std::vector<std::vector<std::string>> legs;
    Severity severity = Severity::High;
    std::string risk;
    std::string control;
    std::string source;
    std::optional<Day> effective;
    std::optional<Day> retired;
};
[[nodiscard]] RuleText textOf(const RuleSet& set, const Rule& rule);
/// The reverse of legsText: "BI|BA + PY". Codes may hold no "|" and no "+".
[[nodiscard]] std::vector<std::vector<std::string>> legsFromText(std::string_view text);

/// The reverse of permissionText: "ERP: BILL (edit)". The system ends at the first ": ", the level is a known word in
/// parentheses at the end; without it any level that can act. nullopt without a permission, or for a level that cannot act.
[[nodiscard]] std::optional<PermissionRef> permissionFromText(std::string_view text);

/// Each gives a changed copy (a set in use never changes). The rule replaces the one called `replaces` in its place, or comes
/// last when that is "". Errors: kRuleWithoutId, kRuleWithoutLegs, kUnknownFunction, kDuplicateRule, kNoSuchRule, kRuleDays,
/// kRuleTwoLegsAlike.
[[nodiscard]] Result<RuleSet> withRule(RuleSet set, const RuleText& rule, const std::string& replaces);
/// Errors: kNoSuchRule, kNoRules when it was the last one.
[[nodiscard]] Result<RuleSet> withoutRule(RuleSet set, const std::string& id);
/// Errors: kFunctionWithoutCode, kDuplicateFunction, kUnknownFunction (`replaces`).
[[nodiscard]] Result<RuleSet> withFunction(RuleSet set, const Function& function, const std::string& replaces);
/// Errors: kUnknownFunction, kFunctionInUse.
[[nodiscard]] Result<RuleSet> withoutFunction(RuleSet set, const std::string& code);

} // namespace oxseal::sod
