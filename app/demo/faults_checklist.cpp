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
    for (Quarter* quarter : {&world.q2, &world.q3}) {
        const Day end = quarter->last;
        const auto file = [&](const char* control, const char* name, const char* title, int received) {
            quarter->evidence.push_back({std::string("DEMO_") + control + "_" + name + ".txt", control, title, end,
                end.plus(received), {}});
        };
        file("AM-02", "leaver_tickets", "Leaver tickets of the quarter", 2);
        file("AM-08", "mfa_settings", "Multi-factor settings of the directory", 5);
        file("AM-12", "signatory_card", "Signatory card and board resolution", 7);
        file("CM-04", "deploy_log_match", "Production change log matched to tickets", 9);
        file("DI-03", "restore_test", "Restore test of the quarter", 6);
        file("AT-01", "audit_log_retention", "Retention settings of the audit log", 6);
        file("FC-02", "manual_journal_review", "Review of manual journals", 8);
    }
}

void seedChecklistFaults(World& world)
{
    Quarter& q = world.q3;
    const std::string index = q.path("evidence/DEMO_index.csv");
    EvidenceFile* late = evidenceOf(q, "CM-04");
    late->received = day(2026, 11, 9); // after the date on which the controls were concluded
    EvidenceFile* inTime = evidenceOf(q, "DI-03");
    inTime->received = day(2026, 10, 21); // on the last day of the term
    world.faults.push_back({"CHK-01", "checklist", q.name, {{index, late->name + ",CM-04,2026-09-30,2026-11-09"}},
        {{index, inTime->name + ",DI-03,2026-09-30,2026-10-21"}}});
    // Missing: the index asks for it, no file came. Twin: no file either, but a reason why none is needed.
    q.evidence.push_back({{}, "AM-06", "Review of privileged activity", q.last, q.last, {}});
    q.evidence.push_back({{}, "CM-05", "Emergency changes", q.last, q.last, "no emergency change in the quarter"});
    world.faults.push_back({"CHK-02", "checklist", q.name, {{index, ",AM-06,"}}, {{index, "no emergency change in the quarter"}}});
}

} // namespace oxseal::demo
