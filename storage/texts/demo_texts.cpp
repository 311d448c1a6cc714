// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> demoTexts()
{
    static constexpr Entry entries[] = {
        {"demo.no_words", "The demo's words or templates lack {0}.", "Reinstall the program; its resources are incomplete."},
        {"demo.folder_in_use", "{0} is not empty and holds no demo.", "Name a new or an empty folder."},
        {"demo.folder_failed", "{0} could not be written.", "Check free space and permissions of the folder."},
        {"demo.no_input", "The demo's generator made no file {0}.", "This is a defect of the demo; report it with the seed."},
        {"demo.step_failed", "A step of the demo did not come out as it must: {0}.", "This is a defect; report it with the seed."},
        {"demo.bad_point", "{0} is not a point of the quarter.", "Use day3, day20 or last."},
        {"demo.passphrases", "DEMO passphrases, one person a line; never use them for anything else.", ""},
        {"demo.say.inputs", "demo: {0} files written to {1}", ""},
        {"demo.say.company", "demo: company, entities and periods recorded", ""},
        {"demo.say.people", "demo: {0} persons with own keys; certificates by two people, officers' enrolment sheets on file", ""},
        {"demo.say.imports", "demo: {0}: {1} files imported with their counts at the source", ""},
        {"demo.say.review_open", "demo: {0}: access review of {1} opened, {2} lines", ""},
        {"demo.say.review_done", "demo: {0}: access review of {1} concluded, {2} removals ordered", ""},
        {"demo.say.removals", "demo: {0}: later extract of {1} checked against the removals", ""},
        {"demo.say.sod", "demo: {0}: duties checked across systems, {1} conflicts", ""},
        {"demo.say.recon", "demo: {0}: account {1} of {2} proved to 0.00 and reviewed", ""},
        {"demo.say.controls", "demo: {0}: {1} controls with evidence", ""},
        {"demo.say.bound", "demo: {0}: report bound", ""},
        {"demo.say.dcp", "demo: {0}: disclosure controls concluded", ""},
        {"demo.say.disposed", "demo: {0}: {1} open matters disposed of", ""},
        {"demo.say.signed", "demo: {0}: readiness and Exhibits 31 and 32 signed by CFO and CEO", ""},
        {"demo.say.packet", "demo: {0}: packet sealed, signed and exported", ""},
        {"demo.say.filed", "demo: {0}: filing recorded", ""},
        {"demo.say.verified", "demo: {0}: {1}, {2} signatures", ""},
        {"demo.because.access", "DEMO: the access is taken away or on its way out, and what was done with it in the quarter was looked at line by line", ""},
        {"demo.because.sod", "DEMO: the controller went through every transaction of both sides for the whole quarter", ""},
        {"demo.because.recon", "DEMO: a matter of timing or a correction of the next month, small against materiality", ""},
        {"demo.because.control", "DEMO: made up for before signing; the gap is on the list for the next quarter", ""},
        {"demo.because.import", "DEMO: the file's completeness was shown in another way and confirmed by a second person", ""},
        {"demo.because.other", "DEMO: looked at and judged small against materiality", ""},
        {"demo.because.income_statement", "DEMO: covered by the analytical review of the income statement", ""},
        {"demo.by.controller", "Group Controller", ""},
        {"demo.basis", "DEMO: the evaluation covered the seven-area checklist, the access reviews, the duties check and the reconciliations of the quarter; no material weakness is known.", ""},
        {"demo.change.bank", "DEMO: bank portal of the GmbH opened to the shared-service centre", ""},
        {"demo.change.why", "DEMO: dual control at the bank stays in force", ""},
        {"demo.explain.filter", "DEMO: the export was run with a filter on the department Customer Support; none of its people holds financial access", ""},
        {"demo.scan", "DEMO: stands for the sheet signed by hand and scanned", ""},
        {"demo.reason.setup", "DEMO set-up of the company", ""},
        {"demo.reason.import", "DEMO quarter-end files", ""},
        {"demo.reason.review", "DEMO quarterly access review", ""},
        {"demo.reason.sod", "DEMO quarterly duties check", ""},
        {"demo.reason.recon", "DEMO quarter-end reconciliation", ""},
        {"demo.reason.control", "DEMO control performed in the quarter", ""},
        {"demo.reason.test", "DEMO management test of the quarter", ""},
        {"demo.reason.evidence", "DEMO evidence of the quarter", ""},
        {"demo.reason.certify", "DEMO certification of the quarter", ""},
        {"demo.reason.packet", "DEMO packet of the quarter", ""},
    };
    return entries;
}

} // namespace oxseal::texts
