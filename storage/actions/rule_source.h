// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/rule.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace oxseal {

/// Where a rule set of duties is read from, before it is loaded (loadRuleSet).
struct RuleSource
{
    bool builtIn = false; ///< the generic starter set that comes with the program
    std::filesystem::path file; ///< ".json" in the layout of the built-in set, else a table of rules
    std::filesystem::path functions; ///< beside a table of rules: which permission gives which function; empty = none
    std::string name; ///< of a table, which does not say it itself; "" = "company"
    std::string version; ///< likewise
    /// Systems of the mappings under the company's own names, e.g. netsuite → ERP. Tables name them as they are.
    std::map<std::string, std::string> systems;
};
/// Writes nothing. Errors: those of the readers, and of sod::validate.
[[nodiscard]] Result<sod::RuleSet> readRuleSet(const RuleSource& source);

/// The built-in set with what is to be said about it before it is adopted.
struct BuiltInRules
{
    sod::RuleSet rules; ///< systems under their own names
    std::string about;
    std::vector<std::string> sources; ///< with how sure each is
    std::vector<std::pair<std::string, std::string>> products; ///< that its mappings know: id and name, e.g. "netsuite", "NetSuite"
};
[[nodiscard]] Result<BuiltInRules> builtInRules();

} // namespace oxseal
