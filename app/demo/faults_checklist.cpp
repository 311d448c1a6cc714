// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

EvidenceFile* evidenceOf(Quarter& quarter, const std::string& control)
{
    const auto found = std::find_if(quarter.evidence.begin(), quarter.evidence.end(),
        [&](const EvidenceFile& file) { return file.control == control; });
    return found == quarter.evidence.end() ? nullptr : &*found;
}

} // namespace

void addEvidence(World& world)
{
    struct Item
    {
        const char* item;
        const char* control;
        const char* name;
        const char* title;
        int received; ///< days after the quarter
    };
    static constexpr Item kItems[] = {
        {"1.1", "AM-04", "access_reviews", "Listings with source counts and review sign-off", 14},
        {"1.2", "AM-02", "leaver_tickets", "Leaver tickets of the quarter", 2},
        {"1.3", "AM-07", "duties_check", "Conflict report and mitigations", 14},
        {"1.4", "AM-06", "privileged_activity", "Review of privileged activity", 6},
        {"1.5", "AM-08", "mfa_settings", "Multi-factor settings of the directory", 5},
        {"2.1", "CM-04", "deploy_log_match", "Production change log matched to tickets", 9},
        {"2.2", "CM-02", "acceptance_records", "Acceptance records of the releases", 9},
        {"2.3", "CM-03", "branch_rules", "Branch rules and comparison of names", 9},
        {"2.4", "CM-05", "emergency_changes", "Emergency and settings changes", 9},
        {"3.1", "DI-03", "restore_test", "Restore test of the quarter", 6},
        {"3.2", "DI-04", "interface_totals", "Interface totals of payroll and bank feed", 6},
        {"3.3", "DI-01", "encryption_settings", "Encryption settings and data change log", 6},
        {"3.4", "DI-06", "report_inventory", "Inventory of key reports with validation", 7},
        {"4.1", "AT-01", "audit_log_settings", "Audit log settings", 6},
        {"4.2", "AT-03", "log_verification", "Verification of the write-once log", 6},
        {"5.1", "VM-01", "vendor_inventory", "Vendor inventory compared with payables", 8},
        {"5.2", "VM-02", "soc1_payroll", "SOC 1 review memo of the payroll provider", 8},
        {"5.3", "VM-04", "user_entity_controls", "User entity controls mapped to own controls", 8},
        {"6.1", "IR-02", "incident_log", "Incident log with assessment", 4},
        {"6.2", "IR-03", "materiality_nil", "Nil statement on materiality decisions", 4},
        {"6.3", "IR-04", "post_mortems", "Post-mortems with their actions", 4},
        {"7.1", "AI-01", "model_inventory", "Inventory of automated matching", 5},
        {"7.2", "AI-07", "blind_sample", "Blind sample of automatic matches", 10},
        {"7.3", "AI-05", "override_log", "Override log with reasons", 10},
    };
    for (Quarter* quarter : {&world.q2, &world.q3}) {
        for (const auto& item : kItems) {
            quarter->evidence.push_back({std::string("DEMO_") + item.control + "_" + item.name + ".txt", item.item, item.control,
                item.title, quarter->last, quarter->last.plus(item.received), {}});
        }
    }
}

void seedChecklistFaults(World& world)
{
    Quarter& q = world.q3;
    const std::string index = q.path("evidence/DEMO_index.csv");
    EvidenceFile* late = evidenceOf(q, "CM-04");
    late->received = day(2026, 11, 9); // after the date on which the controls were concluded
    EvidenceFile* inTime = evidenceOf(q, "DI-03");
    inTime->received = day(2026, 10, 15); // on the last day of the term
    world.faults.push_back({"CHK-01", "checklist", q.name, {{index, late->name + ",2.1,CM-04,2026-09-30,2026-11-09"}},
        {{index, inTime->name + ",3.1,DI-03,2026-09-30,2026-10-15"}}});
    // Missing: the index asks for it, no file came. Twin: no file either, but a reason why none is needed.
    evidenceOf(q, "AM-06")->name.clear();
    EvidenceFile* none = evidenceOf(q, "CM-05");
    none->name.clear();
    none->notApplicable = "no emergency or settings change in the quarter";
    world.faults.push_back({"CHK-02", "checklist", q.name, {{index, ",1.4,AM-06,"}}, {{index, "no emergency or settings change in the quarter"}}});
}

} // namespace oxseal::demo
