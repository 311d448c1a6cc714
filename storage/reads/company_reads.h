// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "models/core/period.h"
#include "models/core/result.h"
#include "models/people/entity.h"
#include "storage/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchPeriod{"company.no_such_period", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchEntity{"company.no_such_entity", ErrorClass::Usage};

struct PeriodRow
{
    PeriodId id;
    Period period;
    std::string state; ///< open, signed, filed, closed
};

/// What filer status and filing dates are computed from; empty where not recorded.
struct CompanyFacts
{
    std::string name;
    std::optional<Day> ipoDate;
    std::string fiscalYearEnd; ///< "12-31"; "" when not recorded
    std::optional<std::int64_t> publicFloatMinor; ///< USD cents
    std::optional<std::int64_t> revenueMinor; ///< USD cents
    std::string priorCategory; ///< laf, af, naf or ""
    std::string reportingCurrency; ///< "" when not recorded
};

[[nodiscard]] Result<CompanyFacts> companyFacts(Database& db);
/// By its name, "2026-Q3"; kNoSuchPeriod.
[[nodiscard]] Result<PeriodRow> periodByName(Database& db, std::string_view name);
[[nodiscard]] Result<PeriodRow> periodById(Database& db, PeriodId id);
[[nodiscard]] Result<std::vector<PeriodRow>> periods(Database& db); ///< oldest first
/// The recorded period that ends last before this one begins; nullopt for a first period.
[[nodiscard]] Result<std::optional<PeriodRow>> periodBefore(Database& db, const PeriodRow& period);
[[nodiscard]] Result<std::vector<Entity>> entities(Database& db); ///< by code
[[nodiscard]] Result<Entity> entityByCode(Database& db, std::string_view code); ///< kNoSuchEntity

} // namespace oxseal
