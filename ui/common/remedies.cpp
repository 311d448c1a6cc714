// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/remedies.h"

#include <QObject>

#include <map>

namespace oxseal::ui {
namespace {

using Words = std::map<std::string, QString>;

void addWorkspace(Words& all)
{
    all["workspace.missing"] = QObject::tr("Check the path, or create a workspace.");
    all["workspace.first_login"] = QObject::tr("Unlock again and choose a passphrase.");
    all["workspace.no_reason"] = QObject::tr("Say why.");
    all["workspace.rolled_back"] = QObject::tr("If a backup was restored, it has to be explained with the program \"oxseal ledger explain\"; until then the workspace can only be read.");
    all["ledger.shorter"] = all["ledger.rewritten"] = QObject::tr("If a backup was restored, it has to be explained with the program \"oxseal ledger explain\".");
    all["ledger.broken"] = QObject::tr("Verify it on the page Audit trail and restore the last backup.");
    all["ledger.no_entry"] = QObject::tr("The page Audit trail lists the entries.");
    all["db.corrupt"] = QObject::tr("Restore the last backup; Settings can verify it first.");
    all["backup.not_one"] = QObject::tr("Name the folder that a backup made.");
    all["company.no_such_period"] = QObject::tr("Add it under Settings.");
    all["company.no_such_entity"] = all["company.no_such_period"];
    all["company.no_year_end"] = QObject::tr("Record it under Settings.");
    all["people.no_roles"] = QObject::tr("Choose one.");
    all["people.office_not_held"] = QObject::tr("Record the office first, under People and keys.");
    all["people.no_sheet"] = QObject::tr("Make the enrolment sheet, have it signed by hand, scan it and attach it.");
    all["people.bootstrap_certificate"] = QObject::tr("Let a second person compare the fingerprint and confirm it.");
}

void addImport(Words& all)
{
    all["import.missing_columns"] = QObject::tr("Drag the columns onto the fields that are needed, or choose another kind of file. If the first line is data already, choose \"No header\".");
    all["import.unknown_format"] = QObject::tr("Give the export as CSV, MT940 or OFX.");
    all["import.encoding"] = QObject::tr("Choose the encoding it was written in, under \"How it is read\".");
    all["import.nothing_accepted"] = QObject::tr("The reasons stand under \"Rejected\". Choose columns, dates or decimal mark so that they fit.");
    all["import.many_accounts"] = QObject::tr("Write the account to take from it, and import the file once for each.");
    all["import.sensitive_refused"] = QObject::tr("Leave these columns out of the export, or have them emptied or masked, under \"How it is read\".");
    all["import.wrong_kind"] = QObject::tr("Choose \"Bank statement\" as the kind of file.");
    all["import.bad_date"] = QObject::tr("Correct it, or choose the order of dates, under \"How it is read\".");
    all["import.warn.decimal_guess"] = QObject::tr("Choose the decimal mark, under \"How it is read\".");
    all["import.warn.date_ambiguous"] = QObject::tr("Choose the order of dates, under \"How it is read\".");
    all["import.snapshot_damaged"] = all["import.column_damaged"] = QObject::tr("Restore the workspace from a backup and verify the ledger on the page Audit trail.");
    all["import.ipe_nothing_to_explain"] = QObject::tr("Enter the count of the source first.");
}

void addAccessAndDuties(Words& all)
{
    all["access.bulk_without_comment"] = QObject::tr("Write one.");
    all["access.reason_required"] = QObject::tr("Choose one.");
    all["access.reduce_without_target"] = QObject::tr("Write to what.");
    all["access.not_concluded"] = QObject::tr("The page Access reviews names them.");
    all["access.no_listing"] = all["access.no_roster"] = all["sod.no_listing"] = QObject::tr("Import it.");
    all["access.extract_undated"] = QObject::tr("Import it with the day it speaks of.");
    all["access.no_system_owner"] = QObject::tr("Let the system's owner sign off on the page Access reviews.");
    all["access.removal_not_claimed"] = QObject::tr("Claim it first.");
    all["access.review_partial"] = all["access.scope_partly_reviewed"]
        = QObject::tr("Open a full review, or one of changes upon a full one of the last year, on the page Access reviews.");
    all["access.review_missing"] = QObject::tr("Open a review on the page Access reviews.");
    all["sod.mitigation_without_control"] = QObject::tr("Name both.");
    all["sod.no_rule_set"] = QObject::tr("Load one on the page Segregation of duties.");
    all["sod.no_run"] = all["sod.run_missing"] = QObject::tr("Run the check on the page Segregation of duties.");
}

void addReconciliations(Words& all)
{
    const QString import = QObject::tr("Import it.");
    all["recon.passes_invalid"] = QObject::tr("Correct the rules file.");
    all["recon.no_trial_balance"] = all["recon.matter.no_trial_balance"] = import;
    all["recon.plan_needs_reason"] = QObject::tr("Say why it needs none.");
    all["recon.no_statement"] = QObject::tr("Import it, or choose the account its statements are filed under.");
    all["recon.statement_unclear"] = QObject::tr("Choose the one that belongs to this account.");
    all["recon.no_gl"] = QObject::tr("Import them.");
    all["recon.no_books_balance"] = QObject::tr("Import the trial balance, or write the opening balance of the books.");
    all["recon.line_taken"] = QObject::tr("Dissolve its group first.");
    all["recon.category_does_not_fit"] = QObject::tr("Choose a category that fits the side it stands on.");
    all["recon.items_unclassified"] = QObject::tr("Give each a category, in the exceptions.");
    all["recon.decisions_pending"] = QObject::tr("Confirm, match by hand or dissolve them.");
    all["recon.invariant_fails"] = QObject::tr("The checks of the reconciliation name the amounts; look at the files imported.");
    all["recon.inputs_changed"] = QObject::tr("Lay the files out anew; what was decided about lines stays.");
    all["recon.matter.unassigned"] = QObject::tr("Assign it on the page Reconciliations.");
    all["recon.matter.not_begun"] = QObject::tr("Lay it out on the page Reconciliations.");
    all["recon.matter.inputs_changed"] = QObject::tr("Lay the files out anew, and sign off again.");
    all["recon.matter.opening_not_signed"] = all["recon.matter.opening_not_reviewed"] = QObject::tr("Sign the opening statement on the page Reconciliations, by two people.");
    all["recon.matter.monthly_plan"] = QObject::tr("Assign it anew as quarterly on the page Reconciliations.");
    all["recon.matter.intercompany_unpaired"] = QObject::tr("Pair it with its counterpart on the page Intercompany, or give the account another class.");
    all["recon.matter.opening_uneven"] = QObject::tr("Lay the account out anew with the items that are missing.");
    all["recon.matter.not_prepared"] = QObject::tr("Finish and sign it on the page Reconciliations.");
    all["recon.matter.not_reviewed"] = QObject::tr("Another person reviews it on the page Reconciliations.");
    all["recon.matter.policy_not_adopted"] = QObject::tr("Read it on the page Models, and approve it or propose another version.");
    all["recon.matter.matching_stopped"] = QObject::tr("Look at the scorecard on the page Models; approve another version or make a scorecard that keeps the limits.");
    all["recon.matter.ambiguous"] = QObject::tr("A person chooses on the page Reconciliations.");
    all["recon.matter.invariant"] = QObject::tr("Look at the files imported; the checks of the reconciliation name the amounts.");
    all["recon.matter.no_clearance"] = QObject::tr("Attach the line of the next statement as support of the item.");
}

void addControlsAndSigning(Words& all)
{
    all["control.scope_without_reason"] = all["control.answer_without_reason"] = QObject::tr("Say why.");
    all["control.set_missing"] = QObject::tr("Load the default set on the page Controls.");
    all["certification.report_not_final"] = QObject::tr("Bind it on the page Certificates.");
    all["certification.not_all_signed"] = QObject::tr("The page Certificates shows who has not.");
    all["certification.dcp_no_basis"] = QObject::tr("Say what it rests on.");
    all["certification.dcp_needs_counsel"] = QObject::tr("Name counsel and a written basis, or conclude not effective.");
    all["certification.disposition_incomplete"] = QObject::tr("Say why, and who performs an alternative procedure.");
    all["certification.change_incomplete"] = QObject::tr("Say what it is, and why it was judged so.");
    all["certification.enrolled_otherwise"] = QObject::tr("Enrol anew under People and keys: make the sheet, have it signed by hand, attach the scan.");
    all["certification.readiness_changed"] = QObject::tr("The principal financial officer signs the present one again.");
    all["certification.readiness_first"] = QObject::tr("Sign it on the page Readiness.");
    all["packet.nothing_to_verify"] = QObject::tr("Choose a packet (.zip), a signed PDF, or a .p7s file together with what it signs.");
    all["packet.bad_anchor"] = QObject::tr("Choose the file of a CA certificate, or write a key's SHA-256 fingerprint.");
}

void addDeficiencies(Words& all)
{
    const QString measure = QObject::tr("State it on the page Deficiencies, and let another person approve it.");
    all["deficiency.rules_invalid"] = QObject::tr("Correct it.");
    all["deficiency.not_measured"] = all["deficiency.matter.no_materiality"] = measure;
    all["deficiency.lower_needs_reason"] = QObject::tr("Conclude what is proposed, or say why it is less.");
    all["deficiency.not_evaluated"] = QObject::tr("Evaluate it first.");
    all["deficiency.already_concluded"] = QObject::tr("Open it again first.");
    all["deficiency.no_such"] = QObject::tr("Choose a later period, or another one in the list.");
    all["deficiency.control_still_fails"] = QObject::tr("Have it tested again first, on the page Controls.");
    all["deficiency.matter.unconcluded"] = QObject::tr("Evaluate it and have a second person conclude, on the page Deficiencies.");
}

bool speaksOfTheCommandLine(const std::string& words)
{
    for (const char* sign : {"oxseal help", "oxseal new", "oxseal user", "oxseal company", "oxseal period", "oxseal import", "oxseal inspect",
             "oxseal review", "oxseal sod", "oxseal reconcile", "oxseal match", "oxseal control", "oxseal evidence", "oxseal certify",
             "oxseal readiness", "oxseal deficiency", "oxseal model", "oxseal ledger", "oxseal backup", "oxseal packet", "--"}) {
        if (words.find(sign) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

std::string windowRemedy(const std::string& code, std::string words)
{
    static const Words kWords = [] {
        Words all;
        addWorkspace(all);
        addImport(all);
        addAccessAndDuties(all);
        addReconciliations(all);
        addControlsAndSigning(all);
        addDeficiencies(all);
        return all;
    }();
    if (const auto found = kWords.find(code); found != kWords.end())
        return found->second.toStdString();
    return speaksOfTheCommandLine(words) ? std::string() : words;
}

} // namespace oxseal::ui
