// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/repos/sod_repo.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// What a second person said of a version of the rules.
struct RuleVerdictRow
{
    std::int64_t ruleSet = 0;
    bool approved = false; ///< else rejected
    std::string note;
    Instant decidedAt;
    PersonId decidedBy;
};

/// The next version while it is written.
struct RuleDraftRow
{
    std::optional<std::int64_t> base; ///< the version it began from
    std::string body; ///< canonical JSON
    Instant changedAt;
    PersonId changedBy;
};

/// The SQL of versions of duty rules. Writers are called inside a unit of work only.
namespace sod_rule_repo {

[[nodiscard]] Status insertVerdict(Database& db, const RuleVerdictRow& row);
[[nodiscard]] Result<std::vector<RuleVerdictRow>> verdicts(Database& db); ///< by rule set
[[nodiscard]] Status putDraft(Database& db, const RuleDraftRow& row);
[[nodiscard]] Status deleteDraft(Database& db);
[[nodiscard]] Result<std::optional<RuleDraftRow>> draft(Database& db);

} // namespace sod_rule_repo
} // namespace oxseal
