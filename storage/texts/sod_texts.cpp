// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> sodTexts()
{
    static constexpr Entry entries[] = {
        {"sod.check_cancelled", "The check was stopped as asked; nothing was changed.", ""},
        {"sod.check_summary",
            "{0} conflicts of {1} people, among {2} people with {3} grants, by {4} rules; {5} permissions are in no function, "
            "{6} accounts belong to nobody, {7} rows were rejected.", ""},
        {"sod.rules_loaded", "Rule set {0} {1}: {2} rules, {3} functions.", ""},
        {"sod.run_summary", "{0} conflicts among {1} people with {2} grants; {3} permissions are in no function ({4} % covered).", ""},
        {"sod.conflict_line", "{0} of {1}: {2}.", ""},
        {"sod.rules_format", "The rule set cannot be read: \"{0}\" is missing or of a wrong kind.", "Correct it at the place named."},
        {"sod.rule_without_legs", "The rule {0} has a side without a function.", "Name a function or a permission on each side."},
        {"sod.duplicate_rule", "The rule {0} stands twice.", "Give each rule its own id."},
        {"sod.duplicate_function", "The function {0} stands twice.", "Give each function its own code."},
        {"sod.unknown_function", "{0} names a function {1} that is not defined.", "Define it or correct its name."},
        {"sod.no_rules", "The file holds no rules.", "Check that it is the rule file."},
        {"sod.mitigated_by_conflicted", "A compensating control cannot be performed by {0}, who has the conflict.",
            "Name another performer."},
        {"sod.mitigation_without_control", "A mitigation needs a control and a performer.", "Give --control and --performer."},
        {"sod.mitigation_expiry", "The mitigation expires on {0}, which is past.", "Give a later day."},
        {"sod.no_rule_set", "No rule set is loaded.", "Load one: oxseal sod rules load."},
        {"sod.rule_set_exists", "Version {1} of the rule set {0} is loaded with other contents.", "Give the new set a new version."},
        {"sod.no_run", "No check was run for {0}.", "Run one: oxseal sod run."},
        {"sod.no_such_conflict", "There is no conflict {0} in the last run.", "List them with: oxseal sod list."},
        {"sod.no_listing", "There is no listing for {0}.", "Import one: oxseal import listing."},
        {"sod.accept_own", "{0} cannot accept the risk of their own conflict.", "Let another person accept it."},
        // Matters: {0} person, {1} rule, {2} risk, {3} left path, {4} right path
        {"sod.conflict", "{0} holds both sides of {1} ({2}): {3}; {4}.", "Take one side away, or set a compensating control against it."},
        {"sod.conflict_untested", "The compensating control against {1} of {0} is not tested: {2}.", "Test it."},
        {"sod.mitigation_failed", "The compensating control against {1} of {0} has failed: {2}.", "Take one side away or set another control."},
        {"sod.mitigation_expired", "The compensating control against {1} of {0} has expired: {2}.", "Renew it or take one side away."},
        {"sod.accepted", "The risk of {1} of {0} is accepted: {2}.", "Look at it again before the acceptance ends."},
        {"sod.run_missing", "No check of duties was run for {0}.", "Run one: oxseal sod run."},
        {"sod.run_outdated", "The last check of duties for {0} is older than a listing imported since.", "Run it again."},
        // Columns of the packet's files
        {"sod.column.run", "Number of the check in the workspace.", ""},
        {"sod.column.rule_set", "Name of the rule set.", ""},
        {"sod.column.rule_set_version", "Version of the rule set.", ""},
        {"sod.column.rule_set_digest", "SHA-256 of the rule set, file data/sod_rules.json without its final line feed.", ""},
        {"sod.column.roster_snapshot", "Number of the imported HR roster; 0: none.", ""},
        {"sod.column.listing_snapshots", "Numbers of the imported listings.", ""},
        {"sod.column.as_of", "Day on which the rules had to be in force.", ""},
        {"sod.column.ran_at", "When the check ran.", ""},
        {"sod.column.ran_by", "Who ran it.", ""},
        {"sod.column.persons", "People and unowned accounts with access.", ""},
        {"sod.column.grants", "Lines of the listings that can be used.", ""},
        {"sod.column.conflicts", "Conflicts found.", ""},
        {"sod.column.accounts_without_person", "Accounts that belong to nobody, judged by themselves.", ""},
        {"sod.column.unmapped", "Permissions held that are in no function.", ""},
        {"sod.column.coverage_percent", "Share of the permissions held that some function names.", ""},
        {"sod.column.fingerprint", "Identity of the conflict across checks.", ""},
        {"sod.column.subject", "Person or account.", ""},
        {"sod.column.rule", "Rule that is broken.", ""},
        {"sod.column.risk", "What can go wrong.", ""},
        {"sod.column.severity", "low, medium, high or critical.", ""},
        {"sod.column.left_path", "How the first side is held: account, role, permission, function.", ""},
        {"sod.column.right_path", "How the other sides are held.", ""},
        {"sod.column.standing", "open, mitigated, mitigated_untested or accepted.", ""},
        {"sod.column.control", "Compensating control.", ""},
        {"sod.column.performer", "Employee who performs the control.", ""},
        {"sod.column.control_state", "designed, operating, tested or failed.", ""},
        {"sod.column.expires", "Last day on which the control counts.", ""},
        {"sod.column.accepted_until", "Last day on which the acceptance counts.", ""},
        {"sod.column.note", "Reason given for the decision.", ""},
        {"sod.column.decided_by", "Who decided.", ""},
        {"sod.column.decided_at", "When it was decided.", ""},
    };
    return entries;
}

} // namespace oxseal::texts
