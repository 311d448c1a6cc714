// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/company_actions.h"

#include "models/calendar/fiscal_year.h"
#include "storage/repos/people_repo.h"

namespace oxseal {
namespace {

using calendar::FiscalYearEnd;

Json optional(const std::optional<std::int64_t>& minor)
{
    return minor ? Json(std::to_string(*minor)) : Json();
}

Json jsonOf(const CompanyFacts& facts)
{
    Json json;
    json.set("name", facts.name);
    json.set("ipo_date", facts.ipoDate ? Json(facts.ipoDate->iso()) : Json());
    json.set("fiscal_year_end", facts.fiscalYearEnd);
    json.set("public_float_minor", optional(facts.publicFloatMinor));
    json.set("revenue_minor", optional(facts.revenueMinor));
    json.set("prior_category", facts.priorCategory);
    json.set("reporting_currency", facts.reportingCurrency);
    return json;
}

Json jsonOf(const Entity& entity)
{
    Json json;
    json.set("code", entity.code);
    json.set("name", entity.name);
    json.set("parent", entity.parent.value);
    json.set("ownership_bp", entity.ownershipBasisPoints);
    json.set("country", entity.country);
    json.set("currency", entity.currency.code());
    json.set("fiscal_year_end", entity.fiscalYearEnd);
    json.set("erp_code", entity.erpCode);
    json.set("scope_reason", entity.scopeReason);
    json.set("finance_lead", entity.financeLead);
    json.set("shared_service", entity.sharedService);
    return json;
}

Status checkEntity(const Entity& entity)
{
    if (entity.code.empty() || entity.name.empty())
        return fail(kFactBad, "code", {"code"});
    if (!entity.currency.stated())
        return fail(kFactBad, "currency", {"currency"});
    if (entity.country.size() != 2)
        return fail(kFactBad, "country", {"country"});
    if (!FiscalYearEnd::fromText(entity.fiscalYearEnd))
        return fail(kBadYearEnd, entity.fiscalYearEnd, {entity.fiscalYearEnd});
    return {};
}

Status apply(CompanyFacts& facts, const CompanyChange& change)
{
    const auto yearEnd = FiscalYearEnd::fromText(change.fiscalYearEnd.value_or(""));
    if (change.fiscalYearEnd && !yearEnd)
        return fail(kBadYearEnd, *change.fiscalYearEnd, {*change.fiscalYearEnd});
    if (change.priorCategory && *change.priorCategory != "laf" && *change.priorCategory != "af"
        && *change.priorCategory != "naf")
        return fail(kFactBad, "prior", {"prior"});
    if (change.reportingCurrency && !Currency::fromCode(*change.reportingCurrency))
        return fail(kFactBad, "currency", {"currency"});
    if ((change.publicFloatMinor && *change.publicFloatMinor < 0) || (change.revenueMinor && *change.revenueMinor < 0))
        return fail(kFactBad, "amount", {"amount"});
    facts.name = change.name.value_or(facts.name);
    if (yearEnd)
        facts.fiscalYearEnd = yearEnd->text();
    facts.priorCategory = change.priorCategory.value_or(facts.priorCategory);
    facts.reportingCurrency = change.reportingCurrency.value_or(facts.reportingCurrency);
    if (change.ipoDate)
        facts.ipoDate = change.ipoDate;
    if (change.publicFloatMinor)
        facts.publicFloatMinor = change.publicFloatMinor;
    if (change.revenueMinor)
        facts.revenueMinor = change.revenueMinor;
    return {};
}

} // namespace

Status setCompany(Workspace& workspace, const CompanyChange& change, const std::string& reason)
{
    return workspace.write(Permission::ManageCompany, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const CompanyFacts before, companyFacts(unit.db()));
        CompanyFacts after = before;
        OXSEAL_CHECK(apply(after, change));
        if (jsonOf(before) == jsonOf(after))
            return fail(kFactNone);
        OXSEAL_CHECK(repo::updateCompany(unit.db(), after));
        unit.record({"company.set", "company:1", "people", jsonOf(before), jsonOf(after), {}});
        return {};
    });
}

Result<EntityId> addEntity(Workspace& workspace, Entity entity, const std::string& reason)
{
    return workspace.write(Permission::ManageCompany, reason, [&](UnitOfWork& unit) -> Result<EntityId> {
        OXSEAL_CHECK(checkEntity(entity));
        OXSEAL_TRY(std::vector<Entity> all, entities(unit.db()));
        entity.id = EntityId(std::numeric_limits<std::int64_t>::max());
        all.push_back(entity);
        OXSEAL_CHECK(checkTree(all));
        OXSEAL_TRY(const EntityId id, repo::insertEntity(unit.db(), entity));
        unit.record({"entity.add", "entity:" + std::to_string(id.value), "people", {}, jsonOf(entity), {}});
        return id;
    });
}

Status changeEntity(Workspace& workspace, const Entity& entity, const std::string& reason)
{
    return workspace.write(Permission::ManageCompany, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(checkEntity(entity));
        OXSEAL_TRY(const Entity before, entityByCode(unit.db(), entity.code));
        Entity after = entity;
        after.id = before.id;
        OXSEAL_TRY(std::vector<Entity> all, entities(unit.db()));
        for (auto& other : all) {
            if (other.id == after.id)
                other = after;
        }
        OXSEAL_CHECK(checkTree(all));
        OXSEAL_CHECK(repo::updateEntity(unit.db(), after));
        unit.record({"entity.change", "entity:" + std::to_string(after.id.value), "people", jsonOf(before),
            jsonOf(after), {}});
        return {};
    });
}

Result<PeriodRow> addPeriod(Workspace& workspace, const std::string& name, const std::string& reason)
{
    return workspace.write(Permission::ManageCompany, reason, [&](UnitOfWork& unit) -> Result<PeriodRow> {
        const auto parsed = parsePeriodName(name);
        if (!parsed)
            return fail(kPeriodBad, name, {name});
        OXSEAL_TRY(const CompanyFacts facts, companyFacts(unit.db()));
        if (facts.fiscalYearEnd.empty())
            return fail(kNoYearEnd);
        const auto yearEnd = FiscalYearEnd::fromText(facts.fiscalYearEnd);
        const auto period = yearEnd ? yearEnd->quarter(parsed->first, parsed->second) : std::nullopt;
        if (!period)
            return fail(kPeriodBad, name, {name});
        if (periodByName(unit.db(), period->name()))
            return fail(kPeriodExists, name, {name});
        OXSEAL_TRY(const PeriodId id, repo::insertPeriod(unit.db(), *period));
        Json after;
        after.set("name", period->name()).set("first", period->first.iso()).set("last", period->last.iso());
        unit.record({"period.add", "period:" + period->name(), "people", {}, after, {}});
        return PeriodRow{id, *period, "open"};
    });
}

} // namespace oxseal
