// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/company_verbs.h"

#include "models/core/text.h"
#include "storage/actions/company_actions.h"

namespace oxseal::cli {
namespace {

/// Dollars as typed, "1,234,567.89" or "1234567"; cents inside.
Result<std::optional<std::int64_t>> dollars(const Call& call, std::string_view option)
{
    const auto text = call.value(option);
    if (!text)
        return std::optional<std::int64_t>();
    const auto minor = parseMinor(*text, 2);
    if (!minor)
        return fail(kBadValue, {}, {std::string(option), *text, "an amount in US dollars", call.noun()});
    return minor;
}

Json amount(const std::optional<std::int64_t>& minor) { return minor ? Json(formatMinor(*minor, 2)) : Json(); }

Json jsonOf(const Entity& entity, const std::vector<Entity>& all)
{
    Json json;
    json.set("code", entity.code).set("name", entity.name).set("country", entity.country);
    json.set("currency", entity.currency.code()).set("fiscal_year_end", entity.fiscalYearEnd);
    std::string parent;
    for (const auto& other : all) {
        if (other.id == entity.parent)
            parent = other.code;
    }
    json.set("parent", parent);
    json.set("ownership_bp", entity.ownershipBasisPoints);
    const auto share = groupShare(all, entity.id);
    json.set("group_share_bp", share ? Json(*share) : Json());
    json.set("shared_service", entity.sharedService);
    return json;
}

Result<int> showCompany(Call& call)
{
    OXSEAL_TRY(auto workspace, call.open(true));
    OXSEAL_TRY(const CompanyFacts facts, companyFacts(workspace->db()));
    OXSEAL_TRY(const std::vector<Entity> all, entities(workspace->db()));
    Json json;
    json.set("name", facts.name);
    json.set("ipo_date", facts.ipoDate ? Json(facts.ipoDate->iso()) : Json());
    json.set("fiscal_year_end", facts.fiscalYearEnd);
    json.set("public_float", amount(facts.publicFloatMinor));
    json.set("revenue", amount(facts.revenueMinor));
    json.set("prior_category", facts.priorCategory);
    json.set("reporting_currency", facts.reportingCurrency);
    Json::Array rows;
    std::vector<std::string> lines{facts.name, "fiscal year end " + facts.fiscalYearEnd};
    for (const auto& entity : all) {
        rows.push_back(jsonOf(entity, all));
        lines.push_back(entity.code + "  " + entity.name + "  " + entity.country + "  " + entity.currency.code());
    }
    json.set("entities", rows);
    call.print(json, join(lines, "\n"));
    return kDone;
}

Result<int> changeCompany(Call& call)
{
    CompanyChange change;
    change.name = call.value("--name");
    if (call.has("--ipo")) {
        OXSEAL_TRY(const Day day, call.requiredDay("--ipo"));
        change.ipoDate = day;
    }
    change.fiscalYearEnd = call.value("--year-end");
    OXSEAL_TRY(change.publicFloatMinor, dollars(call, "--float"));
    OXSEAL_TRY(change.revenueMinor, dollars(call, "--revenue"));
    change.priorCategory = call.value("--prior");
    change.reportingCurrency = call.value("--currency");
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_CHECK(setCompany(*workspace, change, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("changed", true), "company facts recorded");
    return kDone;
}

/// "100", "74.5" or "33.33" per cent as basis points.
Result<int> basisPoints(const Call& call)
{
    const std::string text = call.value("--percent").value_or("100");
    const auto points = parseMinor(text, 2);
    if (!points || *points < 0 || *points > 10000)
        return fail(kBadValue, {}, {"--percent", text, "0 to 100 with at most two decimals", call.noun()});
    return static_cast<int>(*points);
}

Result<int> addEntityVerb(Call& call)
{
    Entity entity;
    OXSEAL_TRY(entity.code, call.required("--code"));
    OXSEAL_TRY(entity.name, call.required("--name"));
    OXSEAL_TRY(entity.country, call.required("--country"));
    OXSEAL_TRY(const std::string currency, call.required("--currency"));
    const auto known = Currency::fromCode(currency);
    if (!known)
        return fail(kBadValue, {}, {"--currency", currency, "three letters", call.noun()});
    entity.currency = *known;
    OXSEAL_TRY(entity.ownershipBasisPoints, basisPoints(call));
    entity.erpCode = call.value("--erp-code").value_or("");
    entity.scopeReason = call.value("--scope").value_or("");
    entity.financeLead = call.value("--finance-lead").value_or("");
    entity.sharedService = call.value("--shared-service").value_or("");
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    if (const auto parent = call.value("--parent")) {
        OXSEAL_TRY(const Entity above, entityByCode(workspace->db(), *parent));
        entity.parent = above.id;
    }
    OXSEAL_TRY(const CompanyFacts facts, companyFacts(workspace->db()));
    entity.fiscalYearEnd = call.value("--year-end").value_or(facts.fiscalYearEnd);
    OXSEAL_TRY(const EntityId id, addEntity(*workspace, entity, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("id", id.value).set("code", entity.code), "entity " + entity.code + " added");
    return kDone;
}

Json jsonOf(const PeriodRow& row)
{
    return Json()
        .set("name", row.period.name())
        .set("first", row.period.first.iso())
        .set("last", row.period.last.iso())
        .set("state", row.state);
}

std::string lineOf(const PeriodRow& row)
{
    return row.period.name() + "  " + row.period.first.iso() + "  " + row.period.last.iso() + "  " + row.state;
}

Result<int> addPeriodVerb(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow row, addPeriod(*workspace, periodName, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(jsonOf(row), lineOf(row));
    return kDone;
}

Result<int> listPeriods(Call& call)
{
    OXSEAL_TRY(auto workspace, call.open(true));
    OXSEAL_TRY(const std::vector<PeriodRow> all, periods(workspace->db()));
    Json::Array rows;
    std::vector<std::string> lines;
    for (const auto& row : all) {
        rows.push_back(jsonOf(row));
        lines.push_back(lineOf(row));
    }
    call.print(Json().set("periods", rows), join(lines, "\n"));
    return kDone;
}

} // namespace

void addCompanyVerbs(Registry& verbs)
{
    verbs.push_back({"company", "show", "company show WORKSPACE --user LOGIN", {}, showCompany});
    verbs.push_back({"company", "set",
        "company set WORKSPACE --user LOGIN [--name N] [--ipo DATE] [--year-end MM-DD|RULE] [--float USD] [--revenue USD] "
        "[--prior laf|af|naf] [--currency CUR] --reason TEXT",
        {"--name=", "--ipo=", "--year-end=", "--float=", "--revenue=", "--prior=", "--currency="}, changeCompany});
    verbs.push_back({"company", "entity-add",
        "company entity-add WORKSPACE --user LOGIN --code C --name N --country CC --currency CUR [--parent CODE] "
        "[--percent P] [--year-end MM-DD] [--erp-code C] [--scope TEXT] [--finance-lead NAME] [--shared-service CODE] "
        "--reason TEXT",
        {"--code=", "--name=", "--country=", "--currency=", "--parent=", "--percent=", "--year-end=", "--erp-code=",
            "--scope=", "--finance-lead=", "--shared-service="},
        addEntityVerb});
    verbs.push_back({"period", "add", "period add WORKSPACE --user LOGIN --period YYYY-QN --reason TEXT", {"--period="},
        addPeriodVerb});
    verbs.push_back({"period", "list", "period list WORKSPACE --user LOGIN", {}, listPeriods});
}

} // namespace oxseal::cli
