// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

namespace oxseal::demo {
namespace {

void acrossSystems(World& world)
{
    Quarter& q = world.q3;
    Account& user = *q.bankUserOf(cast::kSharedClerk);
    user.roles = {"DE01|Wire Approve", "GB01|Reporting"};
    const std::string erp = q.path("erp/DEMO_netsuite_user_permissions_2026-09-30.csv");
    const std::string bank = q.path("bank/DEMO_bank_portal_users_2026-09-30.csv");
    world.faults.push_back({"SOD-01", "sod", q.name,
        {{erp, "anna.keller@norwold.example,Yes,A/P Clerk,Bills,Full"}, {bank, "anna.keller@norwold.example,DE01,Wire Approve"}},
        {{erp, "peter.novotny@norwold.example,Yes,A/P Clerk,Bills,Full"}, {bank, "peter.novotny@norwold.example,US01,Reporting"}}});
}

void ownMitigation(World& world)
{
    Quarter& q = world.q3;
    for (const char* lead : {cast::kLeadDe, cast::kLeadGb})
        q.erpAccountOf(lead)->roles.push_back("Staff Accountant");
    q.mitigations.push_back({cast::kLeadGb, "S31", "FC-02", cast::kLeadGb, day(2027, 3, 31)});
    q.mitigations.push_back({cast::kLeadDe, "S31", "FC-02", cast::kController, day(2027, 3, 31)});
    const std::string file = q.path("sod/DEMO_mitigations.csv");
    world.faults.push_back({"SOD-02", "sod", q.name,
        {{file, std::string(cast::kLeadGb) + ",S31,FC-02," + cast::kLeadGb}},
        {{file, std::string(cast::kLeadDe) + ",S31,FC-02," + cast::kController}}});
}

/// The conflict of SOD-01 was used: a bill that she entered herself and whose wire she approved.
void usedConflict(World& world)
{
    Quarter& q = world.q3;
    const char* const kOwn = "Rheinwerk Maschinenbau GmbH";
    const Day entered = day(2026, 9, 8);
    q.erpLog.push_back({entered, q.erpAccountOf(cast::kSharedClerk)->email, "Bills", "BILL-2290", kOwn, 1'845'000, "EUR"});
    q.bankLog.push_back({weekdaysAfter(entered, 1), q.bankUserOf(cast::kSharedClerk)->id, "Wire Approve", "W-8890", kOwn, 1'845'000, "EUR"});
    const std::string erp = q.path("erp/DEMO_netsuite_activity_2026-Q3.csv");
    const std::string bank = q.path("bank/DEMO_bank_activity_2026-Q3.csv");
    world.faults.push_back({"SOD-03", "sod", q.name, {{erp, "BILL-2290"}, {bank, "W-8890"}}, {{erp, "BILL-2201"}, {bank, "W-8801"}}});
}

} // namespace

void seedSodFaults(World& world)
{
    acrossSystems(world);
    usedConflict(world);
    ownMitigation(world);
}

} // namespace oxseal::demo
