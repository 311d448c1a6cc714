// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

namespace oxseal::demo {
namespace {

/// Role contents of the ERP, with the permission names NetSuite uses.
std::vector<RolePermission> roleContents()
{
    return {
        {"Administrator", "Core Administration", "Full"},
        {"Administrator", "Manage Users", "Full"},
        {"Administrator", "Bulk Manage Roles", "Full"},
        {"Administrator", "Enable Features", "Full"},
        {"Administrator", "Make Journal Entry", "Full"},
        {"Administrator", "Journal Approval", "Full"},
        {"Administrator", "Vendors", "Full"},
        {"Administrator", "Vendor Payment Approval", "Full"},
        {"System Administrator", "Manage Users", "Full"},
        {"System Administrator", "Bulk Manage Roles", "Full"},
        {"Controller", "Journal Approval", "Full"},
        {"Controller", "Manage Accounting Periods", "Full"},
        {"Controller", "Accounts", "View"},
        {"Staff Accountant", "Make Journal Entry", "Full"},
        {"Staff Accountant", "Accounts", "View"},
        {"Bank Accountant", "Reconcile", "Full"},
        {"Bank Accountant", "Make Journal Entry", "View"},
        {"Finance Lead", "Journal Approval", "Full"},
        {"Finance Lead", "Vendors", "View"},
        {"A/P Clerk", "Bills", "Full"},
        {"A/P Clerk", "Vendors", "View"},
        {"A/P Clerk", "Pay Bills", "View"},
        {"A/P Manager", "Vendor Bill Approval", "Full"},
        {"A/P Manager", "Bills", "View"},
        {"A/R Clerk", "Invoice", "Full"},
        {"A/R Clerk", "Customers", "View"},
        {"Cash Application", "Customer Payment", "Full"},
        {"Cash Application", "Invoice", "View"},
        {"Treasury Analyst", "Pay Bills", "Full"},
        {"Treasurer", "Vendor Payment Approval", "Full"},
        {"CFO", "Financial Statement Layouts", "View"},
        {"CFO", "Make Journal Entry", "View"},
        {"Vendor Administrator", "Vendors", "Full"},
        {"Cost Accountant", "Revalue Inventory Cost", "Full"},
        {"Buyer", "Purchase Order", "Full"},
        {"Warehouse", "Item Receipt", "Full"},
        {"Sales Rep", "Sales Order", "Full"},
        {"Sales Rep", "Customers", "View"},
        {"Sales Manager", "Sales Order Approval", "Full"},
        {"HR Partner", "Employees", "Full"},
    };
}

std::string erpRoleOf(const Worker& worker)
{
    static const std::map<std::string, std::string> byTitle = {
        {"Chief Financial Officer", "CFO"},
        {"Group Controller", "Controller"},
        {"Bank Accountant", "Bank Accountant"},
        {"Accounts Payable Manager", "A/P Manager"},
        {"Shared-Service Payables Clerk", "A/P Clerk"},
        {"Payables Clerk", "A/P Clerk"},
        {"Head of Systems", "System Administrator"},
        {"Systems Administrator", "System Administrator"},
        {"Treasurer", "Treasurer"},
        {"Staff Accountant", "Staff Accountant"},
        {"Finance Lead", "Finance Lead"},
        {"Treasury Analyst", "Treasury Analyst"},
        {"Accounts Receivable Clerk", "A/R Clerk"},
        {"Cash Application Clerk", "Cash Application"},
        {"Cost Accountant", "Cost Accountant"},
        {"Buyer", "Buyer"},
        {"Warehouse Operator", "Warehouse"},
        {"Sales Representative", "Sales Rep"},
        {"Sales Manager", "Sales Manager"},
        {"HR Partner", "HR Partner"},
    };
    const auto found = byTitle.find(worker.title);
    return found == byTitle.end() ? std::string() : found->second;
}

Account accountFor(const Worker& worker, const std::string& id, Prng& random, Day asOf)
{
    Account account;
    account.id = id;
    account.worker = worker.id;
    account.name = worker.name();
    account.email = worker.email;
    account.created = worker.hired;
    account.lastLogin = asOf.plus(-static_cast<int>(random.below(20)));
    if (*account.lastLogin < worker.hired)
        account.lastLogin = worker.hired;
    return account;
}

/// A system keeps the number it once gave: whoever comes or goes, the others' stay.
std::string internalId(const Worker& worker) { return std::to_string(std::stoi(worker.id.substr(1)) - 601); }

void fillErp(Quarter& quarter, Prng& random)
{
    for (const auto& worker : quarter.workers) {
        const std::string role = erpRoleOf(worker);
        if (role.empty())
            continue;
        Account account = accountFor(worker, internalId(worker), random, quarter.last);
        account.roles = {role};
        quarter.erp.push_back(std::move(account));
    }
    // A service account that has an owner: the bank-feed interface of the treasurer.
    Account service;
    service.id = "9001";
    service.name = "svc-bank-feed";
    service.email = "svc-bank-feed@norwold.example";
    service.type = "service";
    service.roles = {"Treasury Analyst"};
    service.owner = cast::kTreasurer;
    service.created = day(2024, 2, 1);
    service.lastLogin = quarter.last;
    quarter.erp.push_back(std::move(service));
    quarter.rolePermissions = roleContents();
}

void fillBankUsers(Quarter& quarter, Prng& random)
{
    struct Entitlement
    {
        const char* worker;
        std::vector<std::string> services;
    };
    const std::vector<Entitlement> list = {
        {cast::kCfo, {"US01|Wire Approve"}},
        {cast::kTreasurer, {"US01|ACH Approve", "US01|Wire Approve"}},
        {cast::kTreasuryAnalyst, {"US01|ACH Initiate", "US01|Wire Initiate"}},
        {cast::kPreparer, {"US01|Reporting"}},
        {cast::kClerkUs, {"US01|Reporting"}},
        {cast::kLeadDe, {"DE01|Wire Approve"}},
        {cast::kLeadGb, {"GB01|Wire Approve"}},
        {cast::kSharedClerk, {"DE01|Reporting", "GB01|Reporting"}},
        {cast::kStaffAccountant, {"US01|Wire Initiate"}},
    };
    for (const auto& entry : list) {
        const Worker* worker = quarter.worker(entry.worker);
        Account account = accountFor(*worker, "NW" + worker->id.substr(1), random, quarter.last);
        account.roles = entry.services;
        quarter.bankUsers.push_back(std::move(account));
    }
}

void fillIdp(Quarter& quarter, Prng& random)
{
    for (const auto& worker : quarter.workers)
        quarter.idp.push_back(accountFor(worker, worker.email, random, quarter.last));
}

void fillReviewers(Quarter& quarter)
{
    // Owners review in a chain; nobody reviews the person who reviews him.
    for (const auto& account : quarter.erp) {
        ReviewerLine line{account.id, account.worker, cast::kController};
        if (account.worker == cast::kController)
            line.reviewer = cast::kCounsel;
        else if (account.worker == cast::kCfo)
            line.reviewer = cast::kCounsel;
        else if (account.worker == cast::kClerkUs || account.worker == cast::kSharedClerk)
            line.reviewer = cast::kApManager;
        quarter.reviewers.push_back(std::move(line));
    }
}

} // namespace

void addSystems(World& world)
{
    for (Quarter* quarter : {&world.q2, &world.q3}) {
        Prng random(world.seed, quarter->name + "/systems");
        fillErp(*quarter, random);
        fillBankUsers(*quarter, random);
        fillIdp(*quarter, random);
        fillReviewers(*quarter);
    }
}

} // namespace oxseal::demo
