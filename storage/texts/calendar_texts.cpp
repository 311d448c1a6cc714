// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> calendarTexts()
{
    static constexpr Entry entries[] = {
        {"calendar.rule_pack_invalid", "A rule pack of this program cannot be read.", "Install the program again."},
        {"calendar.resource_missing", "A data file of this program is missing.", "Install the program again."},
        {"calendar.no_such_rule", "There is no rule for {0} ({1}) at that date.",
            "Check the date; the rule packs state from when each rule holds."},
        {"calendar.off.saturday", "{0} is a Saturday", ""},
        {"calendar.off.sunday", "{0} is a Sunday", ""},
        {"calendar.off.holiday", "{0} is a federal holiday: {1}", ""},
        {"calendar.off.closure", "{0} EDGAR is closed: {1}", ""},
        {"calendar.incident.why", "The fourth business day after {0}.", ""},
        {"calendar.incident.why_off",
            "{0} is not a business day, so the period begins with, and counts, the first business day after it.", ""},
        {"calendar.incident.passed", "Not counted: {0}.", ""},
        {"calendar.ics.due", "{0} due, 17:30 New York time", ""},
        {"calendar.word.day", "{0} {0?day|days}", ""},
        {"calendar.word.required", "required", ""},
        {"calendar.word.not_required", "not required", ""},
        {"filer.category.laf", "large accelerated filer", ""},
        {"filer.category.af", "accelerated filer", ""},
        {"filer.category.naf", "non-accelerated filer", ""},
        {"filer.note.not_seasoned",
            "Not accelerated in any case: fewer than twelve months of reporting, or no annual report filed yet.", ""},
        {"filer.note.float_alone_differs",
            "By public float alone the category would be another one; since 27 April 2020 the revenue test decides too.",
            ""},
        {"filer.note.transition",
            "The first annual report carries a transition statement instead of management's report on internal control "
            "(Instruction 1 to Item 308).",
            ""},
        {"filer.note.egc_lost_laf", "Emerging-growth status ends: a large accelerated filer cannot hold it.", ""},
        {"filer.note.egc_lost_revenue", "Emerging-growth status ends: annual revenue has reached the limit.", ""},
        {"filer.note.egc_lost_debt",
            "Emerging-growth status ends: more non-convertible debt was issued in three years than the rule allows.", ""},
        {"filer.note.egc_not_recorded",
            "Emerging-growth status is not recorded in Oxseal: the day of the first registered sale is missing; taken as not held.", ""},
        {"filer.note.egc_debt_not_recorded",
            "Non-convertible debt of the last three years is not recorded in Oxseal; taken as below the limit.", ""},
        {"filer.note.egc_lost_age", "Emerging-growth status ends: the fifth anniversary of the first registered sale.", ""},
        {"filer.note.confirm_requalify",
            "Revenue lies between the entry limit and the lower limit for re-qualification: confirm with counsel.", ""},
        {"filer.section.302", "Section 302 certification, every periodic report", ""},
        {"filer.section.404a", "Section 404(a) management report", ""},
        {"filer.section.404b", "Section 404(b) auditor attestation", ""},
        {"filer.section.906", "Section 906 certification, every periodic report with financial statements", ""},
    };
    return entries;
}

} // namespace oxseal::texts
