// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/model_reads.h"

#include <string>

namespace oxseal {

inline constexpr ErrorCode kModelUnchanged{"model.unchanged", ErrorClass::Refused};
inline constexpr ErrorCode kModelPending{"model.pending", ErrorClass::Refused};
inline constexpr ErrorCode kModelDecided{"model.decided", ErrorClass::Refused};
inline constexpr ErrorCode kModelAuthorDecides{"model.author_decides", ErrorClass::Denied};

/// Lays a new version of a model's data before another person; its member "version" is given by the workspace. It runs only
/// when that person has approved it. Permission ManageCompany. Gives the version.
[[nodiscard]] Result<std::int64_t> proposeModelVersion(
    Workspace& workspace, const std::string& model, Json body, const std::string& reason);

struct ModelDecision
{
    std::string model;
    std::int64_t version = 0;
    bool approve = false;
};
/// Approves or refuses a proposed version; never one's own (kModelAuthorDecides). The version that came with Oxseal has no
/// author in the company and can be approved as well. What was signed under another version is opened again, in periods that
/// are not filed (C9). Permission ReviewReconciliation. Gives how many reconciliations were opened again.
[[nodiscard]] Result<std::int64_t> decideModelVersion(Workspace& workspace, const ModelDecision& decision, const std::string& reason);

} // namespace oxseal
