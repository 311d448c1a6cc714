// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/json.h"
#include "models/recon/match_policy.h"
#include "storage/db/database.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchModel{"model.no_such_model", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchModelVersion{"model.no_such_version", ErrorClass::Usage};

inline constexpr const char* kMatcherModel = "matcher";
inline constexpr const char* kAccountRules = "account-rules"; ///< recon::AccountRules: closing by rule, journals
inline constexpr const char* kExceptionRules = "exception-rules"; ///< recon::ExceptionRules: open items
inline constexpr const char* kSeverityRules = "severity-rules"; ///< controls::SeverityRules: materiality, for deficiencies

/// A version of a model's data and what was decided about it.
struct ModelVersionRow
{
    std::int64_t id = 0; ///< 0: came with Oxseal and nobody has decided about it yet
    std::string model;
    std::int64_t version = 0;
    Json body;
    Digest sha256; ///< of the canonical body
    PersonId author; ///< 0 = came with Oxseal
    Instant at;
    std::string reason;
    std::string state; ///< proposed, approved, refused, delivered
    PersonId decidedBy;
    Instant decidedAt;
    std::string decisionReason;
};

/// Versions of a model's policy (kMatcherModel, kAccountRules, kExceptionRules, kSeverityRules), newest first. The one that came with Oxseal is always among them; as "delivered" while
/// nobody has approved it.
[[nodiscard]] Result<std::vector<ModelVersionRow>> modelVersions(Database& db, const std::string& model);
/// kNoSuchModelVersion.
[[nodiscard]] Result<ModelVersionRow> modelVersion(Database& db, const std::string& model, std::int64_t version);
/// The version that runs now: the newest approved, else the one delivered.
[[nodiscard]] const ModelVersionRow& versionInForce(const std::vector<ModelVersionRow>& versions);
/// The version that was in force when `version` was proposed: what it is compared with. nullptr for the first.
[[nodiscard]] const ModelVersionRow* versionBefore(const std::vector<ModelVersionRow>& versions, std::int64_t version);

} // namespace oxseal
