// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/company_reads.h"

namespace oxseal {
namespace {

PeriodRow periodOf(const SqlRow& row)
{
    PeriodRow out;
    out.id = PeriodId(row.integer(0));
    out.period.fiscalYear = static_cast<int>(row.integer(1));
    out.period.quarter = static_cast<int>(row.integer(2));
    out.period.first = Day{static_cast<std::int32_t>(row.integer(3))};
    out.period.last = Day{static_cast<std::int32_t>(row.integer(4))};
    out.state = row.string(5);
    return out;
}

Entity entityOf(const SqlRow& row)
{
    Entity out;
    out.id = EntityId(row.integer(0));
    out.code = row.string(1);
    out.name = row.string(2);
    out.parent = EntityId(row.integer(3));
    out.ownershipBasisPoints = static_cast<int>(row.integer(4));
    out.country = row.string(5);
    out.currency = Currency::fromCode(row.text(6)).value_or(Currency{});
    out.fiscalYearEnd = row.string(7);
    out.erpCode = row.string(8);
    out.scopeReason = row.string(9);
    out.financeLead = row.string(10);
    out.sharedService = row.string(11);
    return out;
}

std::optional<std::int64_t> optional(const SqlRow& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional<std::int64_t>(row.integer(column));
}

} // namespace

Result<CompanyFacts> companyFacts(Database& db)
{
    CompanyFacts facts;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT name, ipo_date, fiscal_year_end, public_float_minor, revenue_minor, prior_category, reporting_currency
        FROM company WHERE id = 1)sql",
        {}, [&facts](const SqlRow& row) {
            facts.name = row.string(0);
            facts.ipoDate = Day::fromIso(row.text(1));
            facts.fiscalYearEnd = row.string(2);
            facts.publicFloatMinor = optional(row, 3);
            facts.revenueMinor = optional(row, 4);
            facts.priorCategory = row.string(5);
            facts.reportingCurrency = row.string(6);
        }));
    return facts;
}

Result<PeriodRow> periodByName(Database& db, std::string_view name)
{
    PeriodRow out;
    OXSEAL_TRY(const bool found,
        db.one(R"sql(SELECT id, fiscal_year, quarter, first_day, last_day, state FROM period WHERE name = ?)sql", {name},
            [&out](const SqlRow& row) { out = periodOf(row); }));
    if (!found)
        return fail(kNoSuchPeriod, std::string(name), {std::string(name)});
    return out;
}

Result<PeriodRow> periodById(Database& db, PeriodId id)
{
    PeriodRow out;
    OXSEAL_TRY(const bool found,
        db.one(R"sql(SELECT id, fiscal_year, quarter, first_day, last_day, state FROM period WHERE id = ?)sql",
            {id.value}, [&out](const SqlRow& row) { out = periodOf(row); }));
    if (!found)
        return fail(kNoSuchPeriod, std::to_string(id.value), {std::to_string(id.value)});
    return out;
}

Result<std::vector<PeriodRow>> periods(Database& db)
{
    std::vector<PeriodRow> out;
    OXSEAL_CHECK(db.each(
        R"sql(SELECT id, fiscal_year, quarter, first_day, last_day, state FROM period ORDER BY first_day)sql", {},
        [&out](const SqlRow& row) {
            out.push_back(periodOf(row));
            return true;
        }));
    return out;
}

Result<std::optional<PeriodRow>> periodBefore(Database& db, const PeriodRow& period)
{
    std::optional<PeriodRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, fiscal_year, quarter, first_day, last_day, state FROM period
        WHERE last_day < ? ORDER BY last_day DESC LIMIT 1)sql",
        {std::int64_t{period.period.first.number}}, [&out](const SqlRow& row) { out = periodOf(row); }));
    return out;
}

Result<std::vector<Entity>> entities(Database& db)
{
    std::vector<Entity> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, code, name, coalesce(parent_id, 0), ownership_bp, country, currency, fiscal_year_end, erp_code,
            scope_reason, finance_lead, shared_service FROM entity ORDER BY code)sql",
        {}, [&out](const SqlRow& row) {
            out.push_back(entityOf(row));
            return true;
        }));
    return out;
}

Result<Entity> entityByCode(Database& db, std::string_view code)
{
    OXSEAL_TRY(const std::vector<Entity> all, entities(db));
    for (const auto& entity : all) {
        if (entity.code == code)
            return entity;
    }
    return fail(kNoSuchEntity, std::string(code), {std::string(code)});
}

} // namespace oxseal
