// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

const char* const kSelf = "USQ3-90020"; ///< the milestone that nobody billed
const char* const kSeen = "USQ3-90001"; ///< its twin: a deposit entered by hand
const char* const kGone = "USQ3-90009";
const char* const kStill = "USQ3-90008";
const char* const kLate = "USQ3-90004";
const char* const kInTime = "USQ3-90002";

/// What the ledger knows of an entry besides its lines.
void note(Quarter& q, const char* document, const std::string& created, const std::string& approved, Day posted, const char* source)
{
    q.journalNotes[document] = {created, approved, posted, source};
}

} // namespace

void seedJournalFaults(World& world)
{
    Quarter& q = world.q3;
    const auto email = [&q](const char* worker) { return q.worker(worker)->email; };
    const std::string clerk = email(cast::kStaffAccountant);
    const std::string controller = email(cast::kController);
    const auto left = std::find_if(q.workers.begin(), q.workers.end(), [](const Worker& worker) { return worker.left == day(2026, 8, 28); });
    note(q, kSelf, clerk, clerk, day(2026, 9, 29), "Manual journal");
    note(q, kSeen, clerk, controller, day(2026, 9, 30), "Manual journal");
    note(q, kGone, left->email, controller, day(2026, 9, 8), "System");
    note(q, kStill, left->email, controller, day(2026, 7, 13), "System");
    note(q, kLate, clerk, controller, day(2026, 10, 12), "System");
    note(q, kInTime, clerk, controller, day(2026, 10, 6), "System");
    const std::string file = q.path("gl/DEMO_journals_US01.csv");
    world.faults.push_back({"JRN-01", "journals", q.name, {{file, kSelf}}, {{file, kSeen}}});
    world.faults.push_back({"JRN-02", "journals", q.name, {{file, kGone}}, {{file, kStill}}});
    world.faults.push_back({"JRN-03", "journals", q.name, {{file, kLate}}, {{file, kInTime}}});
}

} // namespace oxseal::demo
