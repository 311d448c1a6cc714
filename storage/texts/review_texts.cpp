// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/review_texts.h"

namespace oxseal::texts {

std::span<const Entry> reviewTexts()
{
    static constexpr Entry entries[] = {
        {"access.review_policy_invalid", "The review policy has no usable \"{0}\" ({1}).", "Start from what oxseal review policy --json shows."},
        {"access.no_such_review_policy", "There is no version {0} of the review policy.", "List them with: oxseal review policy."},
        {"access.review_policy_approved", "Version {0} of the review policy is approved already.", "Propose another version."},
        {"access.review_policy_own", "{0} proposed this version and cannot approve it.", "Another controller or a chief officer approves it."},
        {"access.review_policy_past", "{0} is over.", "Let the version begin today or later: what was done is judged by the rules of its day."},
        {"access.quality_without_notice", "Reviewers are measured (\"{0}\") only after they were told, and there is no notice.",
            "Give its words with --notice: what is measured, what for, who sees it, for how long."},
        {"access.quality_day", "{0} is over.", "Let it begin today or later: nobody is measured afterwards."},
        {"access.quality_no_entity", "There is no entity {0}.", "List them with: oxseal company show, or leave --entity out for the group."},

        {"access.quality.few", "{0} cards were measured; below {1} nothing is said about speed.", ""},
        {"access.quality.fast", "{0} of {1} measured cards were decided in less time than their entitlements take to read; the policy expects at most {2} %.", ""},
        {"access.quality.calm", "{0} of {1} measured cards were decided in less time than their entitlements take to read; the policy expects at most {2} %.", ""},
        {"access.quality.context", "{0} of {1} measured cards were decided without the context card open.", ""},
        {"access.quality.bulk", "{0} of {1} lines were decided together with others in one act.", ""},
        {"access.quality.taken", "{0} of {1} lines were revoked or reduced.", ""},
        {"access.quality.all_kept", "All {0} lines were kept.", ""},
        {"access.quality.unmeasured",
            "{0} of {1} cards have no time: they were decided in bulk, by a file, a command or an answer, where nobody sees how long.", ""},
        {"access.quality.proves_nothing",
            "The time is that for which a line stood selected in an active window, at most {0} seconds at a stretch. It does not prove that somebody "
            "read it, a quick decision is not a wrong one, and time spent on paper or in talks is not in it.",
            ""},
        {"access.quality_line", "{0}: {1} cards, {2} measured, {3} quicker than their limit, median {4} s; {5} of {6} lines revoked or reduced.", ""},
        {"access.quality_group", "{0} reviewers together", ""},
        {"access.quality_off", "The work of reviewers of {0} is not measured.", ""},
        {"access.quality_mode_line", "Measured for {0}: {1}, since {2}. Notice: {3}", ""},
        {"access.quality_rest", "Not shown: {0} reviewers still at work, {1} in a group too small, {2} not measured.", ""},
        {"access.quality_none", "Nobody's work is to be seen here yet.", ""},
        {"access.quality_the_group", "the group", ""},
        {"access.quality_set", "From {1} on the work of reviewers of {0} is measured: {2}.", ""},
        {"access.policy_line", "Version {0}, from {1}, {2}: {3}", ""},
        {"access.policy_shipped", "came with Oxseal", ""},
        {"access.policy_proposed", "proposed, not approved", ""},
        {"access.policy_approved", "approved", ""},
        {"access.policy_proposed_done", "Version {0} is proposed; it needs another person's approval.", ""},
        {"access.policy_approved_done", "Version {0} is approved.", ""},

        {"access.column.quality_mode", "off, aggregated or by_name: what the company allows to be measured of the reviewers of this review.", ""},
        {"access.column.who", "A pseudonym that is the same in this packet and in no other, or \"group\"; empty: nobody's work is shown.", ""},
        {"access.column.reviewers", "Number of people behind the row.", ""},
        {"access.column.measured_cards", "Cards (one person's access) with a measured time, as a range: exact numbers would name the person.", ""},
        {"access.column.fast_percent", "Share of them that took less time than their limit, rounded to tens.", ""},
        {"access.column.median_seconds", "Median time of a card, rounded to five seconds.", ""},
        {"access.column.context_percent", "Share of them decided with the context card open, rounded to tens.", ""},
        {"access.column.limits_sha256", "Digest of the review policy with the limits.", ""},
        {"access.column.not_shown", "Reviewers who are not measured, still at work, or in a group too small to be shown.", ""},
    };
    return entries;
}

} // namespace oxseal::texts
