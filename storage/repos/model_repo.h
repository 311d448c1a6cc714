// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/model_register.h"

#include <vector>

/// SQL of the register of models. Writes are called inside a unit of work only.
namespace oxseal::repo {

[[nodiscard]] Status insertModelVersion(Database& db, const ModelVersionRow& version);
[[nodiscard]] Status decideModelVersion(Database& db, const ModelVersionRow& version);
/// Signed-off reconciliations of periods neither filed nor closed whose last run was made under another version.
[[nodiscard]] Result<std::vector<ReconciliationId>> signedUnderOther(Database& db, std::int64_t policyVersion);

[[nodiscard]] Status saveModelCard(Database& db, const std::string& model, const ModelPeople& people);

} // namespace oxseal::repo
