// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> accessTexts()
{
    static constexpr Entry entries[] = {
        // Comparison
        {"access.compare_cancelled", "The comparison was stopped as asked; nothing was changed.", ""},
        {"access.compare_summary",
            "{0} lines: {1} of leavers, {2} without a worker, {3} unused, {4} privileged, {5} new, {6} revoked and still there; "
            "{7} rows rejected.", ""},
        {"access.compare_summary_first",
            "{0} lines: {1} of leavers, {2} without a worker, {3} unused, {4} privileged; no baseline, so nothing is said about "
            "new or revoked lines; {7} rows rejected.", ""},
        // Flags as findings: {0} account, {1} system, {2} person, {3} entitlement
        {"access.terminated", "{0} in {1} belongs to {2}, who has left.", "Disable the account and look back at its use."},
        {"access.orphan", "{0} in {1} belongs to no worker of the roster.", "Find its owner or remove it."},
        {"access.stale", "{0} in {1} has not used {3} for longer than the limit.", "Ask whether it is still needed."},
        {"access.privileged", "{0} in {1} holds the privileged {3}.", "Review it by itself."},
        {"access.new", "{3} of {0} in {1} is new since the last review.", "Find its approval."},
        {"access.revoked_still_present", "{3} of {0} in {1} was revoked in the last review and is still there.",
            "Have it removed and find out why it was not."},
        {"access.leaver_active", "{0} in {1} is enabled although {2} has left.", "Disable the account and look back at its use."},
        {"access.used_after_leaving", "{0} in {1} was used after {2} left.",
            "List what was done with it, and conclude with somebody independent."},
        {"access.level_raised", "{3} of {0} in {1} has a higher level than at the last review.", "Find the approval of the change."},
        {"access.mover", "{2}, who holds {0} in {1}, has changed department or title.", "Check whether the old access is still needed."},
        {"access.mfa_off", "{0} in {1} signs in without a second factor.", "Switch it on or explain why not."},
        {"access.old_key", "The credentials of {0} in {1} are older than the limit.", "Change them."},
        {"access.shared", "{0} in {1} is shared by several people.", "Replace it by personal accounts or control its use."},
        {"access.service_without_owner", "The service account {0} in {1} has no owner.", "Name an owner and its purpose."},
        {"access.sod_conflict", "{2}, who holds {0} in {1}, has duties that should be apart.", "See the conflicts of this person."},
        // Rules of a review
        {"access.review_wrong_state", "The campaign is {0}; this needs it to be {1}.", "List campaigns with: oxseal review list."},
        {"access.self_review", "{0} cannot decide on their own access ({1}).", "Assign another reviewer; there is no override."},
        {"access.reciprocal_review", "{1} reviews the access of {0}, so {0} cannot review that of {1}.",
            "Assign another reviewer; there is no override."},
        {"access.administered_review", "{0} administers {1} and cannot review its accounts.",
            "Assign another reviewer; there is no override."},
        {"access.officer_review", "The access of a chief officer is reviewed by the audit-committee chair or counsel, not by {0}.",
            "Assign one of them; there is no override."},
        {"access.reviewer_unknown", "The line {0} has no reviewer who can be named.", "Assign a reviewer."},
        {"access.bulk_flagged", "The line {0} is flagged or privileged, or not known not to be; it cannot be decided in bulk.",
            "Decide it by itself."},
        {"access.bulk_mixed", "The line {0} is not of the same system and entitlement as the others.",
            "Decide on one entitlement at a time."},
        {"access.bulk_without_comment", "A decision on many lines needs a comment.", "Give --comment."},
        {"access.reason_required", "The decision \"{0}\" needs a reason code.", "Give --code."},
        {"access.reduce_without_target", "A reduction must say to what.", "Give --to."},
        {"access.unknown_decision", "\"{0}\" is not a decision.", "Use keep, revoke, reduce, not_mine or unsure."},
        {"access.unknown_shape", "\"{0}\" is not a shape of a review.",
            "Use full, changes, leavers, privileged, uncorrelated or non_human."},
        {"access.not_the_reviewer", "The line {0} is assigned to somebody else.", "Ask for it to be reassigned."},
        {"access.not_concluded", "The campaign cannot be concluded: {0} obstacles.", "See them with: oxseal review show --obstacles."},
        {"access.no_such_campaign", "There is no review campaign {0}.", "List them with: oxseal review list."},
        {"access.no_such_line", "The campaign has no line {0}.", "List its lines with: oxseal review show."},
        {"access.no_such_revocation", "There is no removal {0}.", "List them with: oxseal review show."},
        {"access.no_listing", "There is no listing of {0} for {1}.", "Import it: oxseal import listing."},
        {"access.no_roster", "There is no HR roster for {0}.", "Import it: oxseal import roster."},
        {"access.no_such_reviewer", "\"{0}\" is no active user of this workspace.", "List them with: oxseal user list."},
        {"access.extract_other_period", "The extract has no date that shows when it was taken.", "Import it with --as-of."},
        {"access.campaign_exists", "{0} already has a review of {1} of this shape.", "Work on campaign {2}, or cancel it first."},
        // Obstacles to a conclusion: {0} line, {1} system, {2} person, {3} entitlement
        {"access.line_pending", "The line {0} is not decided.", "Have its reviewer decide it."},
        {"access.line_unsure", "The reviewer of line {0} is unsure.", "Clear it up and decide."},
        {"access.line_not_mine", "The reviewer of line {0} says it is somebody else's.", "Reassign it."},
        {"access.no_eligible_reviewer", "The line {0} has no reviewer who may decide it.",
            "Bring in a reviewer who is independent of it, or record the exception as a deficiency candidate."},
        {"access.reviewer_not_allowed", "The line {0} was decided by the person whose access it is.", "Have somebody else decide it."},
        {"access.no_system_owner", "The owner of {0} has not signed off.", "Let the system's owner sign off with: oxseal review signoff."},
        // Closed loop
        {"access.extract_too_old", "The extract ({0}) is not later than what it should prove ({1}); it proves nothing.",
            "Import an extract taken afterwards."},
        {"access.extract_other_system", "The extract is of another system.", "Import one of the same system."},
        {"access.removal_not_claimed", "Nobody has claimed this removal yet.", "Claim it first: oxseal review claim."},
        {"access.removal_already_claimed", "This removal is claimed or closed already.", "Verify it with a later extract."},
        // Matters
        {"access.review_missing", "The listing of {0} was imported but not reviewed in {1}.", "Open a review: oxseal review open."},
        {"access.review_open", "The review of {1} (campaign {0}) is {2} and not concluded.", "Decide its lines and conclude it."},
        {"access.removal_open", "The removal of {3} from {0} in {1} is {2}.", "Have it removed and prove it by a later extract."},
        {"access.regranted", "{3} was removed from {0} in {1} and is back.", "Find out who granted it again and why."},
        {"access.leaver_used", "{0} in {1} was used after {2} left.", "Complete the look-back and record its conclusion."},
        {"access.review_cancelled", "The review of {1} (campaign {0}) was cancelled.", "Say what replaces it."},
        {"access.line_overdue", "The removal of {3} from {0} in {1} was due on {2}.", "Have it removed."},
    };
    return entries;
}

} // namespace oxseal::texts
