// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> reconTexts()
{
    static constexpr Entry entries[] = {
        {"recon.passes_invalid", "The matching rules are not valid at \"{0}\".", "Correct the rules file; oxseal help match describes it."},
        {"recon.match_cancelled", "Matching was stopped before it was done.", "Start it again; nothing was kept."},
        {"recon.too_many_lines", "The two files together have more lines than can be matched in one run.", "Split them by account."},
        {"recon.amount_overflow", "A sum of amounts leaves the range of 64 bits.", "Check the amounts; one of them is probably not in the currency's units."},
        {"recon.match_no_amount", "The file has neither an amount nor a debit or credit column.", "Name the column with --map-left or --map-right, for example amount=Value."},
        {"recon.conservation_broken", "Lines went in that did not come out: the matcher has a defect.", "Do not use the result, and report the two files."},
        {"recon.match_report", "{0} statement lines, {1} book lines: {2} groups matched, {3} suggested, {4} ambiguous; {5} statement and {6} book lines without counterpart. {7}\nThe groups are in {8}.", ""},
        {"recon.conservation_holds", "Every line is in exactly one group and the sums agree.", ""},
        {"recon.conservation_fails", "Lines or sums were lost.", ""},
        {"recon.unit.day", "{0} day", ""},
        {"recon.unit.days", "{0} days", ""},
        {"recon.unit.business_day", "{0} business day", ""},
        {"recon.unit.business_days", "{0} business days", ""},
        {"recon.why.reference", "Reference {0} and amount {1} agree; {2} apart, {3} allowed.", ""},
        {"recon.why.reference_in_text", "The statement's text names reference {0} and amount {1} agrees; {2} apart, {3} allowed.", ""},
        {"recon.why.amount_date", "Amount {0} agrees; {1} apart, {2} allowed.", ""},
        {"recon.why.reversal_reference", "Two lines of one side with the same reference cancel each other: {0}; {1} apart, {2} allowed.", ""},
        {"recon.why.reversal_description", "Two lines of one side with the same description cancel each other: {0}; {1} apart, {2} allowed.", ""},
        {"recon.why.no_rival", "There is no other candidate.", ""},
        {"recon.why.rival", "The runner-up {0} is {1} away and loses by more than the margin of {2}.", ""},
        {"recon.why.conflict", "The references {0} and {1} differ, so a person must confirm.", ""},
        {"recon.why.after_clearer", "It was the only candidate left after clearer pairs had been taken, so a person must confirm.", ""},
        {"recon.why.only_suggests", "This rule only suggests.", ""},
        {"recon.why.ambiguous", "{0} statement and {1} book lines of amount {2} could pair in more than one way; the closest are {3} apart. A person must choose.", ""},
        {"recon.why.near_reference", "Line {0} carries the same reference with amount {1}.", ""},
        {"recon.why.difference", "The difference is {0}.", ""},
        {"recon.why.transposed", "The difference of {0} divides by nine: look for swapped digits.", ""},
        {"recon.why.near_amount", "Line {0} has the same amount {1}; it would match if the window were {2} instead of {3}.", ""},
        {"recon.why.none", "No open line of the other side has amount {0} in this account and currency.", ""},
    };
    return entries;
}

} // namespace oxseal::texts
