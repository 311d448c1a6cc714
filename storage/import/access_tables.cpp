// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/access_tables.h"

namespace oxseal {
namespace {

using Specs = std::vector<ColumnSpec>;

ColumnSpec text(const char* name, std::vector<std::string> synonyms = {}) { return {name, std::move(synonyms)}; }

ColumnSpec needed(const char* name, std::vector<std::string> synonyms = {})
{
    return {name, std::move(synonyms), ColumnType::Text, true, true};
}

ColumnSpec day(const char* name, std::vector<std::string> synonyms = {})
{
    return {name, std::move(synonyms), ColumnType::Day};
}

const std::vector<std::string> kAccountNames{"user", "user id", "userid", "login", "username", "user name", "account",
    "userprincipalname", "internal id", "primaryemail", "profile.login", "rolname", "email"};
const std::vector<std::string> kSystemNames{"app", "application"};
const std::vector<std::string> kPersonNames{"employee_id", "employee id", "emp_id", "employee number", "worker id"};

/// What describes an account; in a listing these stand beside each entitlement.
void addAccountColumns(Specs& specs)
{
    specs.push_back(text("name", {"display name", "displayname", "full name", "user name"}));
    specs.push_back(text("email", {"mail", "e-mail", "email address", "profile.email", "primaryemail"}));
    specs.push_back(text("type", {"account type", "user type", "usertype"}));
    specs.push_back(text("status", {"enabled", "account status", "accountenabled", "active", "give access"}));
    specs.push_back(text("mfa", {"mfa_active", "tfa_enabled", "2sv enrolled"}));
    specs.push_back(day("last_login", {"lastlogin", "last login", "last sign in", "password_last_used", "lastlogintime"}));
    specs.push_back(day("created", {"creation time", "user_creation_time", "creationtime", "created at"}));
    specs.push_back(day("last_credential_change", {"passwordchanged", "password_last_changed"}));
    specs.push_back(text("owner"));
}

Specs listingColumns()
{
    Specs specs{text("system", kSystemNames), needed("account_id", kAccountNames), text("person_id", kPersonNames)};
    addAccountColumns(specs);
    specs.push_back(text("role", {"role name", "assigned role"}));
    specs.push_back(text("permission", {"entitlement", "privilege", "service"}));
    specs.push_back(text("level", {"access level", "permission level"}));
    specs.push_back(text("scope", {"entity", "company"}));
    specs.push_back(text("privileged", {"admin", "is admin", "isadmin"}));
    specs.push_back(day("last_used", {"last used"}));
    specs.push_back(text("grant_id"));
    return specs;
}

Specs accountColumns()
{
    Specs specs{needed("account_id", kAccountNames), text("system", kSystemNames), text("person_id", kPersonNames)};
    addAccountColumns(specs);
    return specs;
}

Specs holdingColumns()
{
    return {needed("account_id", kAccountNames), text("entitlement", {"permission", "privilege"}), text("role", {"role name"}),
        text("level", {"access level"}), text("system", kSystemNames), text("person_id", kPersonNames),
        text("email", {"mail", "e-mail"})};
}

Specs make(AccessTable kind)
{
    switch (kind) {
    case AccessTable::Listing:
        return listingColumns();
    case AccessTable::Grants: {
        Specs specs = holdingColumns();
        specs.push_back({"grant_id", {}, ColumnType::Text, false, false, true});
        specs.push_back(day("last_used", {"last used", "last_login"}));
        return specs;
    }
    case AccessTable::Holdings:
        return holdingColumns();
    case AccessTable::Accounts:
        return accountColumns();
    case AccessTable::Entitlements:
        return {needed("entitlement", {"role", "permission"}), text("privileged", {"admin"})};
    case AccessTable::RoleContents:
        return {needed("entitlement", {"role", "name", "role name"}), needed("permission", {"privilege"}),
            text("level", {"access level"}), text("system", kSystemNames)};
    case AccessTable::Roster:
        return {needed("employee_id", {"employee id", "emp_id", "worker id", "employee number", "id"}),
            text("name", {"full name", "employee name", "worker"}), text("email", {"e-mail", "mail", "work email"}),
            text("department", {"dept"}), text("title", {"job title", "position"}),
            text("manager_id", {"manager", "manager id", "supervisor id"}), text("status", {"employment status"}),
            day("hire_date", {"hired", "start date", "hire date"}),
            day("term_date", {"termination date", "end date", "term date", "last day"})};
    case AccessTable::Rules:
        return {text("rule", {"id", "rule id", "#"}), needed("left", {"f1", "a", "function 1", "side a"}),
            text("right", {"f2", "b", "function 2", "side b"}), text("severity", {"risk level", "sev", "risk"}),
            text("leg3", {"third", "function 3", "side c"}), text("leg4", {"fourth", "function 4", "side d"}),
            text("description", {"risk description"}), text("control", {"compensating control", "mitigating control"}), text("source", {}),
            text("effective", {"effective from", "valid from"}), text("retired", {"retired on", "valid until"})};
    case AccessTable::Functions:
        return {needed("func", {"function", "function code"}), text("grp", {"group"}),
            needed("permission", {"privilege", "entitlement"}), text("system", kSystemNames), text("level", {"minimum"})};
    case AccessTable::Review:
        return {needed("account_id", kAccountNames), text("system", kSystemNames),
            text("role"), text("permission", {"entitlement"}), text("level"), text("scope"), text("decision"),
            text("privileged")};
    }
    return {};
}

} // namespace

const std::vector<ColumnSpec>& columnsOf(AccessTable kind)
{
    static const std::vector<Specs> all = [] {
        std::vector<Specs> made;
        for (int at = 0; at <= static_cast<int>(AccessTable::Review); ++at)
            made.push_back(make(static_cast<AccessTable>(at)));
        return made;
    }();
    return all[static_cast<std::size_t>(kind)];
}

Result<TableRead> readAccessTable(const std::filesystem::path& file, AccessTable kind, const TableOptions& options)
{
    return readCsvFile(file, columnsOf(kind), options);
}

} // namespace oxseal
