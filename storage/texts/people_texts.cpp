// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> peopleTexts()
{
    static constexpr Entry entries[] = {
        {"people.weak_passphrase", "This passphrase is too weak for somebody who signs: {0} different words, at least {1} are needed.",
            "Use six random words, or thirteen random characters of all kinds."},
        {"people.entity_cycle", "The entity {0} would be its own parent.", "Choose another parent."},
        {"people.entity_no_parent", "The parent of the entity {0} does not exist.", "Add the parent first."},
        {"people.entity_duplicate", "There is already an entity with the code {0}.", "Choose another code."},
        {"people.entity_ownership", "The ownership of {0} must lie between 0 and 100 per cent.", "Correct the percentage."},
        {"people.bad_year_end", "\"{0}\" is not a fiscal year end.", "Write 12-31, \"last saturday of september\" or \"sunday nearest 12-31\"."},
        {"company.no_such_period", "There is no period {0}.", "Add it with: oxseal period add."},
        {"company.no_such_entity", "There is no entity {0}.", "Add it with: oxseal company entity-add."},
        {"company.period_exists", "The period {0} is there already.", "Go on with it."},
        {"company.period_bad", "\"{0}\" is not a period.", "Write fiscal year and quarter, for example 2026-Q3."},
        {"company.no_year_end", "The company's fiscal year end is not recorded.", "Record it with: oxseal company set --year-end 12-31."},
        {"company.fact_bad", "The value of {0} is not usable.", "See oxseal help company for its form."},
        {"company.fact_none", "Nothing would change.", "Name at least one value that differs from what is recorded."},
        {"people.no_such_person", "There is no person {0} here.", "Look at the list of people with: oxseal user list."},
        {"people.no_such_certificate", "There is no certificate or request {0}.", "Look at the list with: oxseal user list."},
        {"people.office_dates", "The office would end on {1}, before it begins on {0}.", "Correct the dates."},
        {"people.office_overlap", "This person already holds the office {0} from {1} on.", "End the present term first."},
        {"people.enrolment_file", "The file {0} cannot be read or written.", "Check the path and that you may use it."},
        {"people.oneself", "{0} cannot do this for himself or herself.", "Ask another administrator."},
        {"people.same_person", "Request {0} cannot be confirmed by the one who asked, nor by the one it is for.",
            "A second person has to compare the fingerprint and confirm."},
        {"people.office_not_held", "{0} does not hold the office {1}.", "Record the office first with: oxseal user office."},
        {"people.fingerprint_differs", "The fingerprint of the request is {0}, not {1}.",
            "Compare with the person face to face; if they differ, do not confirm and find out who made the request."},
        {"people.request_invalid", "The certificate request is not what its author signed ({0}).",
            "Do not confirm it; let the person make a new request."},
        {"people.certificate_state", "Certificate {0} has been issued already.", "Nothing is left to do."},
        {"people.no_roles", "A person needs at least one role.", "Name one with --role; oxseal help user lists them."},
        {"people.no_sheet", "There is no enrolment sheet of the present key of {0} waiting for its scan.",
            "Make the sheet with oxseal user enrol, have it signed by hand, scan it and attach it."},
        {"people.second_certificate", "A further certificate for the office {0} was issued to {1} on {3}: key {2}, the first was {4}.",
            "Find out why it was needed and compare both fingerprints with the enrolment sheets."},
        {"people.bootstrap_certificate", "The certificate of {1} (key {2}) was issued by the first administrator alone.",
            "Let a second person compare the fingerprint and confirm it with oxseal user confirm."},
        {"people.office.peo", "Principal Executive Officer", ""},
        {"people.office.pfo", "Principal Financial Officer", ""},
        {"people.office.both", "Principal Executive Officer and Principal Financial Officer", ""},
        {"people.sheet.title", "Enrolment of a signing key", ""},
        {"people.sheet.name", "Name", ""},
        {"people.sheet.login", "Login", ""},
        {"people.sheet.office", "Office", ""},
        {"people.sheet.no_office", "none", ""},
        {"people.sheet.made", "Sheet made on", ""},
        {"people.sheet.fingerprint", "Fingerprint of the signing key (SHA-256)", ""},
        {"people.sheet.compare",
            "Compare every group with what your own machine shows. Somebody else confirms the same groups before a certificate is issued.",
            ""},
        {"people.sheet.attestation", "Attestation", ""},
        {"people.sheet.attest_officer",
            "I attest that I agree that the use of an electronic signature in any authentication document for an electronic "
            "filing constitutes the legal equivalent of my manual signature for purposes of authenticating the signature to "
            "any filing for which it is provided (Rule 302(b) of Regulation S-T). The key named above is mine, I made it on my "
            "own machine, and nobody else knows its passphrase.",
            ""},
        {"people.sheet.attest_person",
            "The key named above is mine, I made it on my own machine, and nobody else knows its passphrase. What is signed "
            "with it is signed by me.",
            ""},
        {"people.sheet.keep",
            "Signed by hand, scanned and attached in Oxseal; the company keeps the paper for at least seven years after the "
            "last electronic signature made under it.",
            ""},
        {"people.sheet.date", "Date:", ""},
        {"people.sheet.second", "Fingerprint confirmed by", ""},
    };
    return entries;
}

} // namespace oxseal::texts
