// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/people/entity.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

inline constexpr ErrorCode kPeriodExists{"company.period_exists", ErrorClass::Refused};
inline constexpr ErrorCode kPeriodBad{"company.period_bad", ErrorClass::Usage};
inline constexpr ErrorCode kNoYearEnd{"company.no_year_end", ErrorClass::Refused};
inline constexpr ErrorCode kFactBad{"company.fact_bad", ErrorClass::Usage};
inline constexpr ErrorCode kFactNone{"company.fact_none", ErrorClass::Usage};

/// Only what is set is changed.
struct CompanyChange
{
    std::optional<std::string> name;
    std::optional<Day> ipoDate;
    std::optional<std::string> fiscalYearEnd; ///< "12-31"
    std::optional<std::int64_t> publicFloatMinor;
    std::optional<std::int64_t> revenueMinor;
    std::optional<std::string> priorCategory; ///< laf, af, naf
    std::optional<std::string> reportingCurrency;
};

/// Permission::ManageCompany, ledger "company.set".
[[nodiscard]] Status setCompany(Workspace& workspace, const CompanyChange& change, const std::string& reason);
/// Permission::ManageCompany, ledger "entity.add". `entity.id` is ignored; the whole tree is checked.
[[nodiscard]] Result<EntityId> addEntity(Workspace& workspace, Entity entity, const std::string& reason);
/// Permission::ManageCompany, ledger "entity.change": the entity with this code gets these values.
[[nodiscard]] Status changeEntity(Workspace& workspace, const Entity& entity, const std::string& reason);
/// "2026-Q3", from the company's fiscal year end (kNoYearEnd when that is not recorded). Permission::ManageCompany,
/// ledger "period.add".
[[nodiscard]] Result<PeriodRow> addPeriod(Workspace& workspace, const std::string& name, const std::string& reason);

} // namespace oxseal
