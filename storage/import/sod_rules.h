// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/sod/rule.h"

#include <map>
#include <string_view>

namespace oxseal {

inline constexpr ErrorCode kSodRulesFormat{"sod.rules_format", ErrorClass::Input};

/// Reads a rule set in the layout of resources/rules/sod_generic.json: format "oxseal-sod-rules", functions, mappings
/// (a permission by its id, and by its label as listings print it), everything, rules with legs. Strict: unknown functions,
/// severities, dates and fields of a wrong type are refused with their place. `systems` renames the systems of the mappings
/// to those of the company, e.g. netsuite → ERP.
[[nodiscard]] Result<sod::RuleSet> ruleSetFromJson(
    std::string_view text, const std::map<std::string, std::string>& systems = {});
/// The same layout back; labels have become permissions of their own.
[[nodiscard]] Json ruleSetToJson(const sod::RuleSet& set);
/// The built-in generic set. Products that `systems` does not name are left out of its mappings; with none named all stay,
/// each under its own name.
[[nodiscard]] Result<sod::RuleSet> genericRuleSet(const std::map<std::string, std::string>& systems = {});

} // namespace oxseal
