// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

constexpr const char* kErpListing = "erp/DEMO_netsuite_user_permissions_2026-09-30.csv";
constexpr const char* kRoster = "hr/DEMO_hr_roster_2026-09-30.csv";
constexpr const char* kBankListing = "bank/DEMO_bank_portal_users_2026-09-30.csv";
constexpr const char* kBankCorrected = "bank/DEMO_bank_portal_users_2026-09-30_corrected.csv";

Worker& nthWithTitle(Quarter& quarter, const std::string& title, std::size_t n)
{
    for (auto& worker : quarter.workers) {
        if (worker.title == title && n-- == 0)
            return worker;
    }
    return quarter.workers.back();
}

void leaves(Quarter& quarter, Worker& worker, Day left, Day lastLogin, bool disabled)
{
    worker.left = left;
    Account& account = *quarter.erpAccountOf(worker.id);
    account.lastLogin = lastLogin;
    account.active = !disabled;
}

void leavers(World& world)
{
    Quarter& q = world.q3;
    Worker& quiet = nthWithTitle(q, "Sales Representative", 3);
    Worker& quietTwin = nthWithTitle(q, "Sales Representative", 4);
    Worker& late = nthWithTitle(q, "Sales Representative", 7);
    Worker& lateTwin = nthWithTitle(q, "Sales Representative", 8);
    leaves(q, quiet, day(2026, 8, 14), day(2026, 8, 12), false);
    leaves(q, quietTwin, day(2026, 8, 21), day(2026, 8, 20), true);
    leaves(q, late, day(2026, 8, 28), day(2026, 9, 15), false);
    leaves(q, lateTwin, day(2026, 9, 11), day(2026, 9, 11), true);
    world.faults.push_back({"ACC-01", "access", q.name, {{q.path(kErpListing), quiet.email}, {q.path(kRoster), quiet.id}},
        {{q.path(kErpListing), quietTwin.email}, {q.path(kRoster), quietTwin.id}}});
    world.faults.push_back({"ACC-02", "access", q.name, {{q.path(kErpListing), late.email}, {q.path(kRoster), late.id}},
        {{q.path(kErpListing), lateTwin.email}, {q.path(kRoster), lateTwin.id}}});
}

void officerAsAdministrator(World& world)
{
    Quarter& q = world.q3;
    Account& account = *q.erpAccountOf(cast::kCfo);
    account.roles.push_back("Administrator");
    world.faults.push_back({"ACC-03", "access", q.name, {{q.path(kErpListing), account.email + ",Yes,Administrator"}},
        {{q.path(kErpListing), account.email + ",Yes,CFO"}}});
}

void reciprocalReviewers(World& world)
{
    Quarter& q = world.q3;
    for (auto& line : q.reviewers) {
        if (line.worker == cast::kApManager || line.worker == cast::kPreparer)
            line.reviewer = cast::kTreasurer;
        else if (line.worker == cast::kTreasurer)
            line.reviewer = cast::kApManager;
    }
    const std::string file = q.path("reviews/DEMO_reviewer_assignment.csv");
    const auto pair = [](const char* who, const char* by) { return std::string(who) + "," + by; };
    world.faults.push_back({"ACC-04", "access", q.name,
        {{file, pair(cast::kApManager, cast::kTreasurer)}, {file, pair(cast::kTreasurer, cast::kApManager)}},
        {{file, pair(cast::kPreparer, cast::kTreasurer)}}});
}

void roleRaised(World& world)
{
    Quarter& q = world.q3;
    for (auto& entry : q.rolePermissions) {
        if (entry.role == "A/P Clerk" && entry.permission == "Pay Bills")
            entry.level = "Full";
    }
    const std::string now = q.path("erp/DEMO_netsuite_roles_2026-09-30.csv");
    const std::string before = world.q2.path("erp/DEMO_netsuite_roles_2026-06-30.csv");
    world.faults.push_back({"ACC-05", "access", q.name,
        {{now, "A/P Clerk,Pay Bills,Full"}, {before, "A/P Clerk,Pay Bills,View"}},
        {{now, "Bank Accountant,Make Journal Entry,View"}, {before, "Bank Accountant,Make Journal Entry,View"}}});
}

void regranted(World& world)
{
    Quarter& q = world.q3;
    const std::string extra = "Vendor Administrator";
    const std::string back = nthWithTitle(q, "Cost Accountant", 0).id;
    const std::string gone = nthWithTitle(q, "Cost Accountant", 1).id;
    q.erpAccountOf(back)->roles.push_back(extra);
    q.erpAccountOf(gone)->roles.push_back(extra);
    const std::string first = q.erpAccountOf(back)->email + ",Yes," + extra;
    const std::string twin = q.erpAccountOf(gone)->email + ",Yes," + extra;
    world.faults.push_back({"ACC-06", "access", q.name,
        {{q.path(kErpListing), first}, {q.path("erp/DEMO_netsuite_user_permissions_2026-11-06.csv"), first}},
        {{q.path(kErpListing), twin}}});
}

void namesakes(World& world)
{
    std::string id;
    for (Quarter* q : {&world.q2, &world.q3}) {
        Worker& namesake = nthWithTitle(*q, "Buyer", 3);
        id = namesake.id;
        Account& account = *q->erpAccountOf(id);
        const std::string oldEmail = namesake.email;
        namesake.first = "Beth";
        namesake.last = "Moran";
        namesake.email = "beth.moran2@norwold.example";
        namesake.department = "Finance";
        namesake.title = "Bank Accountant";
        account.name = namesake.name();
        account.email = namesake.email;
        account.roles = {"Bank Accountant"};
        for (auto& user : q->idp) {
            if (user.email == oldEmail) {
                user.id = user.email = namesake.email;
                user.name = namesake.name();
            }
        }
        // The twin: one person, two accounts, the name spelled in two ways.
        Account second = *q->erpAccountOf(cast::kClerkUs);
        second.id = "8001";
        second.name = "P. Novotny";
        second.roles = {"Buyer"};
        q->reviewers.push_back({second.id, second.worker, cast::kApManager});
        q->erp.push_back(std::move(second));
    }
    Quarter& q = world.q3;
    world.faults.push_back({"ACC-07", "access", q.name,
        {{q.path(kRoster), id + ",Beth Moran"}, {q.path(kRoster), std::string(cast::kStaffAccountant) + ",Beth Moran"}},
        {{q.path(kErpListing), "P. Novotny,peter.novotny@norwold.example"}, {q.path(kErpListing), "Peter Novotny,peter.novotny@norwold.example"}}});
}

void ownerlessService(World& world)
{
    Quarter& q = world.q3;
    Account service;
    service.id = "9002";
    service.name = "svc-tax-export";
    service.email = "svc-tax-export@norwold.example";
    service.type = "service";
    service.roles = {"A/R Clerk"};
    service.created = day(2024, 3, 11);
    service.lastLogin = day(2026, 2, 17);
    q.erp.push_back(service);
    q.reviewers.push_back({service.id, "", cast::kController});
    world.faults.push_back({"ACC-08", "access", q.name, {{q.path(kErpListing), "svc-tax-export"}},
        {{q.path(kErpListing), "svc-bank-feed"}}});
}

/// An account that was made in May and that nobody has used; the twin's is from the end of August.
void neverUsed(World& world)
{
    const std::string unused = nthWithTitle(world.q3, "Sales Representative", 12).id;
    const std::string fresh = nthWithTitle(world.q3, "Warehouse Operator", 5).id;
    for (Quarter* q : {&world.q2, &world.q3}) {
        Account& account = *q->erpAccountOf(unused);
        account.created = day(2026, 5, 11);
        account.lastLogin.reset();
    }
    std::erase_if(world.q2.reviewers, [&](const ReviewerLine& line) { return line.worker == fresh; });
    std::erase_if(world.q2.erp, [&](const Account& account) { return account.worker == fresh; });
    Quarter& q = world.q3;
    Account& twin = *q.erpAccountOf(fresh);
    twin.created = day(2026, 8, 31);
    twin.lastLogin.reset();
    const auto line = [](const Account& account, const char* held) { return account.email + ",Yes," + held + ",Full,human,," + account.created.iso(); };
    world.faults.push_back({"ACC-09", "access", q.name, {{q.path(kErpListing), line(*q.erpAccountOf(unused), "Sales Rep,Sales Order")}},
        {{q.path(kErpListing), line(twin, "Warehouse,Item Receipt")}}});
}

/// The only other person who can start a wire has not done so since May: the reviewer revokes, and the business contests.
void dormantBackup(World& world)
{
    for (Quarter* q : {&world.q2, &world.q3})
        q->bankUserOf(cast::kStaffAccountant)->lastLogin = day(2026, 5, 20);
    Quarter& q = world.q3;
    const auto line = [&q](const char* worker) { return q.bankUserOf(worker)->email + ",US01,Wire Initiate,Active," + q.bankUserOf(worker)->lastLogin->iso(); };
    world.faults.push_back({"ACC-10", "access", q.name, {{q.path(kBankListing), line(cast::kStaffAccountant)}},
        {{q.path(kBankListing), line(cast::kTreasuryAnalyst)}}});
}

/// The bank's first export was made before an approver came back from leave.
void staleExport(World& world)
{
    Quarter& q = world.q3;
    Account& user = *q.bankUserOf(cast::kLeadGb);
    user.active = false;
    user.lastLogin = day(2026, 8, 27);
    const std::string held = user.email + ",GB01,Wire Approve,";
    const std::string twin = q.bankUserOf(cast::kLeadDe)->email + ",DE01,Wire Approve,Active";
    world.faults.push_back({"ACC-11", "access", q.name, {{q.path(kBankListing), held + "Disabled"}, {q.path(kBankCorrected), held + "Active"}},
        {{q.path(kBankListing), twin}, {q.path(kBankCorrected), twin}}});
}

void filteredExport(World& world)
{
    Quarter& q = world.q3;
    // The directory was exported with a filter left on the screen: one department is missing from the file.
    const auto all = static_cast<std::int64_t>(q.idp.size());
    std::erase_if(q.idp, [&](const Account& user) {
        const Worker* worker = q.worker(user.worker);
        return worker != nullptr && worker->department == "Customer Support";
    });
    const std::string idp = "idp/DEMO_entra_users_2026-09-30.csv";
    const std::string bank = "bank/DEMO_bank_portal_users_2026-09-30.csv";
    std::int64_t bankRows = 0;
    for (const auto& user : q.bankUsers)
        bankRows += static_cast<std::int64_t>(user.roles.size());
    q.exports.push_back({idp, "ENTRA", "Download users", "department ne 'Customer Support'", cast::kAdministrator, "2026-10-01T09:10:00Z", all});
    q.exports.push_back({bank, "BANK", "User entitlement report", "all users, all statuses", cast::kTreasuryAnalyst, "2026-10-01T10:05:00Z", bankRows});
    const std::string card = q.path("ipe/DEMO_export_cards.csv");
    world.faults.push_back({"IPE-01", "access", q.name, {{card, idp}}, {{card, bank}}});
}

} // namespace

void takeLaterExtracts(World& world)
{
    Quarter& q = world.q3;
    const std::string unused = nthWithTitle(q, "Sales Representative", 12).id;
    auto clean = q.erp;
    for (auto& account : clean) {
        std::erase(account.roles, "Vendor Administrator");
        if (account.worker == cast::kCfo)
            std::erase(account.roles, "Administrator");
        const Worker* worker = account.worker.empty() ? nullptr : q.worker(account.worker);
        if ((worker != nullptr && worker->left) || account.name == "svc-tax-export" || account.worker == unused)
            account.active = false; // closed after the review
    }
    auto again = clean;
    for (auto& account : again) {
        if (account.worker == nthWithTitle(q, "Cost Accountant", 0).id)
            account.roles.push_back("Vendor Administrator");
    }
    q.laterErp[day(2026, 10, 20)] = std::move(clean);
    q.laterErp[day(2026, 11, 6)] = std::move(again);
    q.correctedBank = q.bankUsers;
    for (auto& user : q.correctedBank)
        user.active = true;
    auto bank = q.correctedBank;
    for (auto& user : bank) {
        if (user.worker == cast::kSharedClerk)
            user.roles = {"DE01|Reporting", "GB01|Reporting"};
    }
    q.laterBank[day(2026, 10, 20)] = std::move(bank);
}

void seedAccessFaults(World& world)
{
    leavers(world);
    officerAsAdministrator(world);
    reciprocalReviewers(world);
    roleRaised(world);
    namesakes(world);
    ownerlessService(world);
    regranted(world);
    neverUsed(world);
    dormantBackup(world);
    staleExport(world);
    filteredExport(world);
}

} // namespace oxseal::demo
