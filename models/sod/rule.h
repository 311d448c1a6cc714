// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"
#include "models/core/finding.h"
#include "models/core/result.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal::sod {

inline constexpr ErrorCode kRuleWithoutLegs{"sod.rule_without_legs", ErrorClass::Input};
inline constexpr ErrorCode kDuplicateRule{"sod.duplicate_rule", ErrorClass::Input};
inline constexpr ErrorCode kDuplicateFunction{"sod.duplicate_function", ErrorClass::Input};
inline constexpr ErrorCode kUnknownFunction{"sod.unknown_function", ErrorClass::Input};
inline constexpr ErrorCode kRuleDay{"sod.rule_day", ErrorClass::Input}; ///< {0} rule, {1} column, {2} what stands there
inline constexpr ErrorCode kNoRules{"sod.no_rules", ErrorClass::Input};

/// Names one permission exactly; there are no substrings and no patterns (B3).
struct PermissionRef
{
    std::string system; ///< "" = whatever system
    std::string permission;
    access::Level minimum = access::Level::Create; ///< View never counts, whatever stands here

    friend bool operator==(const PermissionRef&, const PermissionRef&) = default;
};

/// A duty. It is held when every group is met by at least one permission.
struct Function
{
    std::string code;
    std::string name;
    std::vector<std::vector<PermissionRef>> groups;
};

/// Duties that one person must not hold together. A leg is met by any one of its functions; a rule of one leg is sensitive
/// access by itself (B8).
struct Rule
{
    std::string id;
    std::vector<std::vector<std::uint32_t>> legs; ///< indices into RuleSet::functions
    Severity severity = Severity::High;
    std::string risk;
    std::string control; ///< typical compensating control
    std::string source; ///< where the rule comes from, and how sure that is
    std::optional<Day> effective; ///< none: always
    std::optional<Day> retired; ///< first day on which it no longer holds
};

/// A versioned rule set (B1).
struct RuleSet
{
    std::string name;
    std::string version;
    std::optional<Day> effective;
    std::vector<Function> functions;
    std::vector<Rule> rules;
    /// Roles or permissions that carry every function, such as an Administrator role.
    std::vector<PermissionRef> everything;

    [[nodiscard]] std::optional<std::uint32_t> function(std::string_view code) const;
};

/// "HIGH", "H", "high", "critical", "MED", "M", "LOW" …; nullopt for another word.
[[nodiscard]] std::optional<Severity> severityFromText(std::string_view text) noexcept;
/// Rules in force on a day, in the set's order.
[[nodiscard]] std::vector<std::uint32_t> rulesOn(const RuleSet& set, Day day);
/// Unique ids, at least one rule, each with a leg, no empty leg.
[[nodiscard]] Status validate(const RuleSet& set);

/// From a table rule (or id), left, right[, leg3, leg4, severity, description, control, source, effective, retired] and, if given, a
/// table func, grp, permission[, system, level]. A side that is no function of the second table is taken for a permission of
/// that name; all but the first may be empty; a leg may name several alternatives with "|". Days are ISO dates: kRuleDay.
[[nodiscard]] Result<RuleSet> ruleSetOf(const Table& rules, const Table* functions);

} // namespace oxseal::sod
