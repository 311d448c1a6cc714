// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/account_words_texts.h"

namespace oxseal::texts {

std::span<const Entry> accountWordsTexts()
{
    static constexpr Entry entries[] = {
        // Owner and purpose
        {"access.nothing_stated", "Neither an owner nor a purpose was given.", "Give --owner (employee number or e-mail address), --purpose, or both."},
        {"access.not_in_listing", "The listing of review {1} has no account {0}.", "Name it as the listing does: oxseal review show."},
        {"access.fact_listed", "The listing says of {0} itself what its {1} is: {2}.", "Have it corrected in the system, and import the later extract."},
        {"access.fact_of_human", "{0} is a person's account: its owner is the worker it belongs to.", "State owner and purpose of service, shared and vendor accounts."},
        {"access.no_such_worker", "No worker of the review's roster is {0}.", "Give the employee number, or the e-mail address that one worker has."},
        {"access.owner_left", "{0} had left by {1} and owns nothing any more.", "Name somebody who is there to answer for the account."},
        {"access.account_stated", "Stated of {0}: {1}. It stands for the reviews of {2} that are opened from now on; the flags of this one were frozen when it was opened.", ""},
        {"access.account_fact", "{0} \"{1}\"", ""},
        {"access.account_taken_back", "{0} taken back", ""},
        {"access.fact.owner", "owner", ""},
        {"access.fact.purpose", "purpose", ""},
        {"access.fact_not_known", "not known", ""},
        {"access.fact_from.stated", "{0} (stated by {1}, {2})", ""},
        {"access.key_age", "{0} {0?day|days}", ""},
        {"access.non_human_line", "owner {0}; purpose {1}; key {2}", ""},
        // Whose account it is
        {"access.identity_own", "{0} may be the person meant and does not decide whose account it is.", "Another controller decides it."},
        {"access.identity_certain", "There is no doubt whose account {0} is: the listing says it, or it is a service's.", "Where the listing is wrong, have it corrected and import the later extract."},
        {"access.identity_decided", "This is decided already of {0} and {1}.", "See it with: oxseal review identities."},
        {"access.identity_done", "Decided: {0} is {1}. It counts in the reviews, amendments and checks of duties that begin from now on; review {2} was frozen when it was opened.", ""},
        {"access.identity_done_not", "Decided: {0} is not {1}. It counts in the reviews, amendments and checks of duties that begin from now on; review {2} was frozen when it was opened.", ""},
        {"access.identity_is", "decided: is {0}, by {1} on {2} because {3}", ""},
        {"access.identity_is_not", "decided: is not {0}, by {1} on {2} because {3}", ""},
        {"access.identity_lapsed", "before, when the listing stated it otherwise, {0}", ""},
        {"access.identity_later", "counts from the next review on", ""},
        {"access.identity_counts", "this review rests on it", ""},
        {"access.doubt.unmatched", "Nobody by number, address or name", ""},
        // Whether a role gives privileged access
        {"access.role_bare", "The listing of {1} does not say what the role \"{0}\" can do: there is no content to approve.",
            "State whether it gives privileged access: oxseal scope role-privilege; or import a listing with permissions."},
        {"access.privilege_told", "The listing of {1}, or the name of the role \"{0}\", says itself whether it gives privileged access.",
            "Where the listing is wrong, have it corrected and import the later extract."},
        {"access.role_privilege_yes", "Stated: the role \"{0}\" of {1} gives privileged access.", ""},
        {"access.role_privilege_no", "Stated: the role \"{0}\" of {1} gives no privileged access.", ""},
        {"access.role_privileged", "privileged: {0}, stated by {1} on {2}: {3}", ""},
        {"access.role_privilege_unknown", "privileged: not known; its owner states it: oxseal scope role-privilege", ""},
        {"access.privilege_unknown", "Nobody has said whether \"{0}\" of {1} gives privileged access: the listing does not, nor does it say what the role can do ({2} lines of review {3}).",
            "Have the role's or the system's owner state it: oxseal scope role-privilege."},
        {"access.line_privilege", "privileged: {0}, stated after the review was opened", ""},
        // The report of a review
        {"document.non_human", "Accounts that are no person's", ""},
        {"document.non_human_note",
            "Owner and purpose as the listing names them, or as somebody stated them in a review where it does not. A statement counts for the flags of reviews that are opened after it. "
            "Key age: days from the last change of the oldest credential in use to {0}.", ""},
        {"document.account_type", "Type", ""},
        {"document.purpose", "Purpose", ""},
        {"document.key_age", "Key age", ""},
        {"document.fact_stated", "{0}\nstated by {1}, {2}: {3}", ""},
        {"document.fact_later", "{0}\nstated by {1}, {2}, after the review was opened: {3}", ""},
        {"document.identities", "Whose account it is, as decided", ""},
        {"document.identity_is", "is {0}", ""},
        {"document.identity_is_not", "is not {0}", ""},
        {"document.identity_counts", "this review rests on it", ""},
        {"document.identity_later", "after the review was opened; counts from the next one on", ""},
        {"document.standing", "Standing", ""},
        // Columns of the packet's files
        {"access.column.facts_through", "Last statement of access_account_facts.csv that counted when the review was opened; 0: none.", ""},
        {"access.column.identities_through", "Last decision of access_identities.csv that counted when the review was opened; 0: none.", ""},
        {"access.column.identities_before", "The last one that counted in the review it was compared with.", ""},
        {"sod.column.identities_through", "Last decision of access_identities.csv that counted in the check; 0: none.", ""},
        {"access.column.privileges_through",
            "Last statement of access_role_privileges.csv that counted when the review was opened; 0: none; empty: the program that opened it took a listing's silence for \"not privileged\".", ""},
        {"access.column.privilege_statement",
            "Last statement of access_role_privileges.csv on the line's role while the review was open, where it was not known whether the line is privileged; empty: none.", ""},
        {"access.column.privileged", "yes: the role gives privileged access; no: it does not.", ""},
        {"access.column.type", "service, shared, vendor, or unknown.", ""},
        {"access.column.account_owner", "Owner of the account: as the listing names him, or the employee number that was stated; empty: not known.", ""},
        {"access.column.owner_from", "listing or stated; empty: not known.", ""},
        {"access.column.owner_statement", "Last statement about the owner in access_account_facts.csv, whether or not it counts; empty: none.", ""},
        {"access.column.purpose", "What the account is for, as the listing says or somebody stated; empty: not known.", ""},
        {"access.column.purpose_from", "listing or stated; empty: not known.", ""},
        {"access.column.purpose_statement", "Last statement about the purpose in access_account_facts.csv; empty: none.", ""},
        {"access.column.key_age", "Days from the last change of the oldest credential in use to the day of the listing; empty: not known.", ""},
        {"access.column.statement", "Number of the statement in the workspace; statements are numbered in their order.", ""},
        {"access.column.fact", "owner or purpose.", ""},
        {"access.column.value", "The owner's employee number, or the purpose in words; empty: what was stated is taken back.", ""},
        {"access.column.stated_by", "Who stated it.", ""},
        {"access.column.stated_at", "When it was stated.", ""},
        {"access.column.identity_decision", "Number of the decision in the workspace; decisions are numbered in their order.", ""},
        {"access.column.stated_id", "Employee number of the account in the listing when it was decided. The decision speaks of the account only while number, address and name are these.", ""},
        {"access.column.stated_email", "E-mail address of the account then.", ""},
        {"access.column.stated_name", "Name of the account then.", ""},
        {"access.column.same", "yes: the account is this worker's; no: it is not.", ""},
    };
    return entries;
}

} // namespace oxseal::texts
