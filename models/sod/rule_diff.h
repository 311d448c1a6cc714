// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/rule.h"

#include <string>
#include <vector>

namespace oxseal::sod {

enum class ChangeKind : std::uint8_t { Added, Removed, Changed };
[[nodiscard]] const char* name(ChangeKind kind) noexcept; ///< "added", "removed", "changed"

/// One property that differs. `field` is a machine word: "legs", "severity", "risk", "control", "source", "effective",
/// "retired" of a rule; "name", "permission" of a function; "name", "version", "effective", "everything" of the set. A permission
/// that was added has no `before`, one that was taken out no `after`.
struct FieldChange
{
    std::string field;
    std::string before;
    std::string after;
    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// A rule or a function that differs; `fields` says how, also of one that is new (before: "") or gone (after: "").
struct ItemChange
{
    ChangeKind kind = ChangeKind::Changed;
    std::string id; ///< of the rule, code of the function
    std::vector<FieldChange> fields;
};

/// What an approver of a new version has to look at (B1). Rules and functions are told apart by id and code, so that a moved
/// one is no change.
struct RuleSetDiff
{
    std::vector<FieldChange> set;
    std::vector<ItemChange> rules; ///< in the order of the newer set, then those that went
    std::vector<ItemChange> functions; ///< likewise

    /// Nothing differs but name and version.
    [[nodiscard]] bool onlyNamed() const noexcept;
};

[[nodiscard]] RuleSetDiff diff(const RuleSet& before, const RuleSet& after);

/// "BI|BA + PY": alternatives joined by "|", legs by " + ".
[[nodiscard]] std::string legsText(const RuleSet& set, const Rule& rule);
/// "netsuite: TRAN_VENDBILL (create)"; without a system "TRAN_VENDBILL (create)".
[[nodiscard]] std::string permissionText(const PermissionRef& ref);

} // namespace oxseal::sod
