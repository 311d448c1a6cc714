// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/render.h"

#include "models/core/money.h"
#include "models/core/text.h"

namespace oxseal::demo {
namespace {

std::string roster(const Quarter& quarter)
{
    std::string out = csvLine({"employee_id", "name", "email", "department", "title", "manager_id", "entity", "status",
        "hire_date", "job_change_date", "term_date"});
    for (const auto& worker : quarter.workers) {
        out += csvLine({worker.id, worker.name(), worker.email, worker.department, worker.title, worker.manager,
            worker.entity, worker.left ? "Terminated" : "Active", worker.hired.iso(), isoOrNone(worker.moved),
            isoOrNone(worker.left)});
    }
    return out;
}

std::string erpEmployees(const Quarter& quarter)
{
    std::string out = csvLine({"Internal ID", "Name", "Email", "Give Access", "Role", "Inactive"});
    for (const auto& account : quarter.erp) {
        for (const auto& role : account.roles)
            out += csvLine({account.id, account.name, account.email, account.active ? "Yes" : "No", role, account.active ? "No" : "Yes"});
    }
    return out;
}

std::string erpRoles(const Quarter& quarter)
{
    std::string out = csvLine({"Name", "Permission", "Level"});
    for (const auto& entry : quarter.rolePermissions)
        out += csvLine({entry.role, entry.permission, entry.level});
    return out;
}

std::string bankPortal(const std::vector<Account>& users)
{
    std::string out = csvLine({"User ID", "Employee ID", "User Name", "Email", "Account", "Service", "Status", "Last Login",
        "Admin", "Per Item Limit", "Daily Limit", "Dual Control"});
    for (const auto& user : users) {
        for (const auto& service : user.roles) {
            const auto parts = split(service, '|');
            const bool moves = parts[1] != "Reporting";
            out += csvLine({user.id, user.worker, user.name, user.email, parts[0], parts[1], user.active ? "Active" : "Disabled",
                isoOrNone(user.lastLogin), "N", moves ? "50000.00" : "0.00", moves ? "250000.00" : "0.00", "Y"});
        }
    }
    return out;
}

std::string directory(const Quarter& quarter)
{
    std::string out = csvLine({"userPrincipalName", "displayName", "surname", "mail", "givenName", "objectId", "userType",
        "jobTitle", "department", "accountEnabled", "usageLocation", "streetAddress", "state", "country",
        "physicalDeliveryOfficeName", "city", "postalCode", "telephoneNumber", "mobile"});
    for (const auto& user : quarter.idp) {
        const Worker* worker = quarter.worker(user.worker);
        out += csvLine({user.id, user.name, worker->last, user.email, worker->first,
            "00000000-0000-4000-8000-0000000" + worker->id.substr(1) + "0", "Member", worker->title, worker->department,
            worker->left ? "False" : "True", worker->entity.substr(0, 2), "", "", worker->entity.substr(0, 2), "DEMO", "", "", "", ""});
    }
    return out;
}

std::string reviewers(const Quarter& quarter)
{
    std::string out = csvLine({"account_id", "employee_id", "reviewer_id"});
    for (const auto& line : quarter.reviewers)
        out += csvLine({line.account, line.worker, line.reviewer});
    return out;
}

std::string mitigations(const Quarter& quarter)
{
    std::string out = csvLine({"employee_id", "rule", "control", "performed_by", "expires"});
    for (const auto& entry : quarter.mitigations)
        out += csvLine({entry.worker, entry.rule, entry.control, entry.performer, entry.expires.iso()});
    return out;
}

std::string exportCards(const Quarter& quarter)
{
    std::string out = csvLine({"file", "system", "report", "filter", "run_by", "run_at", "rows_at_source"});
    for (const auto& note : quarter.exports)
        out += csvLine({note.file, note.system, note.report, note.filter, note.runBy, note.runAt, std::to_string(note.rowsAtSource)});
    return out;
}

std::string rules()
{
    std::string out = csvLine({"rule", "left", "right", "severity", "description"});
    for (const auto& rule : std::vector<std::vector<std::string>>{
             {"S01", "VM", "PY", "H", "create a fictitious vendor and pay it"},
             {"S02", "VM", "BI", "H", "bill from a fictitious vendor"},
             {"S05", "BI", "PY", "H", "enter and pay one's own bill"},
             {"S06", "BI", "BA", "H", "approve one's own bill"},
             {"S08", "PO", "GR", "M", "confirm a receipt that never came"},
             {"S11", "PS", "PY", "H", "build and release the same payment run"},
             {"S13", "PY", "RC", "H", "conceal an unauthorised payment"},
             {"S15", "VM", "PO", "M", "order from a favoured or shell vendor"},
             {"S21", "IV", "CR", "H", "lapping and diverted receipts"},
             {"S26", "SO", "SA", "M", "release one's own order"},
             {"S31", "JE", "JA", "H", "post a manual journal alone"},
             {"S32", "JE", "RC", "H", "plug differences"},
             {"S35", "PC", "JE", "H", "post to a closed period"},
             {"S44", "WI", "WA", "H", "send a wire alone"},
             {"S46", "WA", "RC", "H", "approve a wire and conceal it"},
             {"S55", "UA", "JE", "H", "grant oneself access, act, remove it"}})
        out += csvLine(rule);
    return out;
}

std::string functions()
{
    std::string out = csvLine({"function", "group", "permission"});
    for (const auto& row : std::vector<std::vector<std::string>>{{"VM", "Vendors"}, {"BI", "Bills"},
             {"BA", "Vendor Bill Approval"}, {"PS", "Pay Bills"}, {"PY", "Vendor Payment Approval"}, {"PY", "Wire Approve"},
             {"PY", "ACH Approve"}, {"PO", "Purchase Order"}, {"GR", "Item Receipt"}, {"RC", "Reconcile"}, {"IV", "Invoice"},
             {"CR", "Customer Payment"}, {"SO", "Sales Order"}, {"SA", "Sales Order Approval"}, {"JE", "Make Journal Entry"},
             {"JA", "Journal Approval"}, {"PC", "Manage Accounting Periods"}, {"WI", "Wire Initiate"}, {"WI", "ACH Initiate"},
             {"WA", "Wire Approve"}, {"WA", "ACH Approve"}, {"UA", "Manage Users"}, {"UA", "Bulk Manage Roles"},
             {"UA", "Core Administration"}})
        out += csvLine({row[0], "0", row[1]});
    return out;
}

/// As the ERP's transaction search and the bank portal's audit report print them.
std::string activityLog(const std::vector<LoggedLine>& lines, const std::vector<std::string>& header)
{
    std::string out = csvLine(header);
    for (const auto& line : lines)
        out += csvLine({line.day.iso(), line.user, line.action, line.document, line.party, formatMinor(line.minor, 2), line.currency});
    return out;
}

} // namespace

std::string csvLine(const std::vector<std::string>& fields)
{
    std::string out;
    for (const auto& field : fields) {
        if (&field != &fields.front())
            out += ',';
        out += csvField(field);
    }
    return out + "\r\n";
}

std::string erpListing(const Quarter& quarter, const std::vector<Account>& accounts)
{
    std::string out = csvLine({"Internal ID", "Employee ID", "Name", "Email", "Give Access", "Role", "Permission", "Level",
        "Type", "Last Login", "Created", "Owner"});
    for (const auto& account : accounts) {
        for (const auto& role : account.roles) {
            for (const auto& entry : quarter.rolePermissions) {
                if (entry.role != role)
                    continue;
                out += csvLine({account.id, account.worker, account.name, account.email, account.active ? "Yes" : "No", role,
                    entry.permission, entry.level, account.type, isoOrNone(account.lastLogin), account.created.iso(), account.owner});
            }
        }
    }
    return out;
}

void renderListings(const World& world, Files& files)
{
    for (const Quarter* q : {&world.q2, &world.q3}) {
        const std::string asOf = q->last.iso();
        files[q->path("hr/DEMO_hr_roster_" + asOf + ".csv")] = roster(*q);
        files[q->path("erp/DEMO_netsuite_employees_" + asOf + ".csv")] = erpEmployees(*q);
        files[q->path("erp/DEMO_netsuite_roles_" + asOf + ".csv")] = erpRoles(*q);
        files[q->path("erp/DEMO_netsuite_user_permissions_" + asOf + ".csv")] = erpListing(*q, q->erp);
        for (const auto& [when, accounts] : q->laterErp)
            files[q->path("erp/DEMO_netsuite_user_permissions_" + when.iso() + ".csv")] = erpListing(*q, accounts);
        files[q->path("bank/DEMO_bank_portal_users_" + asOf + ".csv")] = bankPortal(q->bankUsers);
        if (!q->correctedBank.empty())
            files[q->path("bank/DEMO_bank_portal_users_" + asOf + "_corrected.csv")] = bankPortal(q->correctedBank);
        for (const auto& [when, users] : q->laterBank)
            files[q->path("bank/DEMO_bank_portal_users_" + when.iso() + ".csv")] = bankPortal(users);
        files[q->path("idp/DEMO_entra_users_" + asOf + ".csv")] = directory(*q);
        files[q->path("reviews/DEMO_reviewer_assignment.csv")] = reviewers(*q);
        if (!q->erpLog.empty())
            files[q->path("erp/DEMO_netsuite_activity_" + q->name + ".csv")]
                = activityLog(q->erpLog, {"Date", "Created By", "Type", "Document Number", "Name", "Amount", "Currency"});
        if (!q->bankLog.empty())
            files[q->path("bank/DEMO_bank_activity_" + q->name + ".csv")]
                = activityLog(q->bankLog, {"Date", "User ID", "Activity", "Reference", "Beneficiary", "Amount", "Currency"});
        files[q->path("sod/DEMO_mitigations.csv")] = mitigations(*q);
        files[q->path("sod/DEMO_rules.csv")] = rules();
        files[q->path("sod/DEMO_functions.csv")] = functions();
        files[q->path("ipe/DEMO_export_cards.csv")] = exportCards(*q);
    }
}

} // namespace oxseal::demo
