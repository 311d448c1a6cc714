// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/deficiency.h"
#include "models/core/date.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// A deficiency as somebody raised it.
struct DeficiencyRow
{
    std::int64_t id = 0;
    PeriodId period; ///< first seen
    std::string entity; ///< code; "" the group
    std::string control; ///< code; "" none named
    std::string account; ///< "" none
    std::string assertion; ///< "" none
    std::string title;
    std::string reason;
    Instant raisedAt;
    PersonId raisedBy;
};

/// What points at a deficiency.
struct DeficiencyLinkRow
{
    std::int64_t id = 0;
    std::int64_t deficiency = 0;
    PeriodId period;
    controls::DeficiencySource source = controls::DeficiencySource::Hand;
    std::string reference; ///< the module's own, the same from period to period; "" typed
    std::string about; ///< in words, as it stood
    std::optional<std::int64_t> amount; ///< minor units
    std::string currency;
    std::string reason;
    Instant linkedAt;
    PersonId linkedBy;
};

struct DeficiencyActRow
{
    std::int64_t id = 0;
    std::int64_t deficiency = 0;
    PeriodId period;
    controls::DeficiencyAct act;
    std::int64_t rulesVersion = 0; ///< of evaluation and conclusion
    std::string reason;
    Instant madeAt;
};

/// SQL of deficiencies. Writes are called inside a unit of work only.
namespace deficiency_repo {

[[nodiscard]] Result<std::int64_t> insert(Database& db, const DeficiencyRow& row);
[[nodiscard]] Result<std::int64_t> insertLink(Database& db, const DeficiencyLinkRow& row);
[[nodiscard]] Result<std::int64_t> insertAct(Database& db, const DeficiencyActRow& row);
[[nodiscard]] Result<std::vector<DeficiencyRow>> all(Database& db); ///< by id
[[nodiscard]] Result<std::optional<DeficiencyRow>> byId(Database& db, std::int64_t id);
[[nodiscard]] Result<std::vector<DeficiencyLinkRow>> links(Database& db); ///< oldest first
[[nodiscard]] Result<std::vector<DeficiencyActRow>> acts(Database& db); ///< oldest first
[[nodiscard]] Result<std::vector<PersonId>> performersOf(Database& db, const std::string& control); ///< everybody who ever performed it

} // namespace deficiency_repo
} // namespace oxseal
