// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/access_packet.h"

#include "models/access/review_basis.h"
#include "models/core/text.h"
#include "storage/import/row_sources.h"
#include "storage/objects/snapshot_columns.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/amendment_reads.h"
#include "storage/reads/account_words_packet.h"
#include "storage/reads/decision_packet.h"
#include "storage/reads/earlier_review.h"
#include "storage/reads/look_back_reads.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/person_names.h"
#include "storage/reads/review_handover.h"
#include "storage/reads/times_packet.h"
#include "storage/repos/decision_repo.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using Csv = DescribedCsv;
std::string iso(const std::optional<Instant>& at) { return at ? at->iso() : std::string(); }

Status addLines(Csv& csv, Workspace& workspace, const CampaignRow& campaign, const std::vector<LineRow>& lines, const NamesById& names)
{
    OXSEAL_TRY(const Table listing, loadSnapshotColumns(workspace, campaign.listing, {kSourceFile, kSourceLine}));
    for (const LineRow& line : lines) {
        access::LineFlags flags = line.flags;
        flags.setFrom(static_cast<std::size_t>(campaign.flagsKnown), Flag::No); // said once, by flags_known
        const RowSource source = sourceOf(listing, static_cast<std::size_t>(line.row));
        csv.row({std::to_string(campaign.id.value), std::to_string(line.row), line.included ? "true" : "false", line.account,
            line.accountName, line.subject, line.matchedBy, line.entitlement, access::flagNames(flags, Flag::Yes),
            access::flagNames(flags, Flag::Unknown), line.officer ? "true" : "false", named(names, line.reviewer),
            line.decision ? name(*line.decision) : "", line.code, line.target, line.comment, std::to_string(line.bulk),
            named(names, line.decidedBy), iso(line.decidedAt), source.file, source.line == 0 ? "" : std::to_string(source.line),
            line.privilegeStatement == 0 ? "" : std::to_string(line.privilegeStatement)});
    }
    return {};
}

void addStages(Csv& csv, const CampaignRow& campaign, const std::vector<StageStatus>& stages, const NamesById& names)
{
    for (const StageStatus& stage : stages) {
        std::vector<std::string> escalated;
        for (const EscalationRow& one : stage.escalations)
            escalated.push_back(one.at.iso());
        csv.row({std::to_string(campaign.id.value), std::to_string(stage.row.stage), name(stage.row.kind), name(stage.row.lines),
            name(stage.row.quorum), stage.row.due ? stage.row.due->iso() : "", named(names, stage.row.escalateTo), name(stage.row.escalation),
            join(escalated, ";"), std::to_string(stage.lines)});
    }
}

/// Every seat with its last decision: what each stage said, disagreements included.
Status addVotes(Csv& csv, Database& db, const CampaignRow& campaign, const std::vector<LineRow>& lines, const NamesById& names)
{
    OXSEAL_TRY(const RuleIds ids, ruleIds(db));
    OXSEAL_TRY(const StagePlan plan, stagePlan(db, campaign.id, ids));
    OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db, campaign.id));
    OXSEAL_TRY(const std::vector<HeldSeatRow> held, decision_repo::heldSeats(db, campaign.id));
    auto since = held.begin(); // in the order of the seats, which have resolutions besides
    for (const LineRow& line : lines) {
        const std::span<const SeatRow> own = seatsAt(seats, line.row);
        const access::LineStanding standing = access::standingOf(plan.rules, line.flags, votesOf(own, plan, ids));
        for (const SeatRow& seat : own) {
            const bool resolution = seat.stage == 0;
            const bool inPlace = seat.decision && seat.decidedBy != seat.person;
            csv.row({std::to_string(campaign.id.value), std::to_string(line.row), std::to_string(seat.stage),
                resolution ? "" : name(plan.rules[plan.indexOf(seat.stage)].kind),
                resolution ? "" : name(standing.stages[plan.indexOf(seat.stage)].state), named(names, seat.person),
                seat.decision ? name(*seat.decision) : "", seat.code, seat.target, seat.comment, named(names, seat.decidedBy),
                inPlace ? named(names, seat.person) : "", iso(seat.decidedAt), resolution ? "0" : std::to_string((since++)->since)});
        }
    }
    return {};
}

/// Stand-ins whose days meet the time in which the period's reviews were held, and everything that changed hands.
Status addHandovers(Csv& standIns, Csv& handovers, Database& db, const PeriodRow& period, const NamesById& names)
{
    OXSEAL_TRY(const std::vector<CampaignStatus> reviews, reviewsOf(db, period));
    OXSEAL_TRY(const std::vector<DelegationRow> delegations, standInsDuring(db, reviews));
    for (const DelegationRow& row : delegations) {
        const char* subordinate = row.subordinate == Flag::Yes ? "yes" : row.subordinate == Flag::No ? "no" : "unknown";
        standIns.row({std::to_string(row.id), named(names, row.from), named(names, row.to), row.first.iso(), row.last.iso(), subordinate, row.why,
            named(names, row.askedBy), row.askedAt.iso(), named(names, row.approvedBy), iso(row.approvedAt), iso(row.endedAt)});
    }
    OXSEAL_TRY(const std::vector<HandoverRow> rows, handover_repo::handovers(db, period.id));
    for (const HandoverRow& row : rows) {
        handovers.row({std::to_string(row.campaign.value), row.system, row.row ? std::to_string(*row.row) : "", row.account, row.entitlement,
            std::to_string(row.stage), named(names, row.from), named(names, row.to), row.cause, row.what, row.at.iso(), named(names, row.by)});
    }
    return {};
}

Status addAmendment(Csv& csv, Workspace& workspace, const CampaignRow& campaign)
{
    OXSEAL_TRY(const auto delta, amendmentDelta(workspace, campaign));
    for (const access::DeltaLine& line : delta)
        csv.row({std::to_string(campaign.id.value), std::to_string(campaign.amends.value), name(line.change), line.account, line.entitlement, line.before, line.after});
    return {};
}

/// Whoever asked that access stays, or ordered it away again, and the answer.
Status addContests(Csv& csv, Database& db, const CampaignRow& campaign, const NamesById& names)
{
    OXSEAL_TRY(const std::vector<RegrantRow> rows, access_repo::regrants(db, campaign.id));
    for (const RegrantRow& row : rows) {
        const char* answer = row.kind == "ordered" ? "" : row.declinedAt ? "declined" : row.approvedAt ? "approved" : "waits";
        csv.row({std::to_string(row.removal), std::to_string(campaign.id.value), row.kind, row.successor != 0 ? std::to_string(row.successor) : "",
            named(names, row.askedBy), row.askedAt.iso(), row.why, answer, named(names, row.declinedAt ? row.declinedBy : row.approvedBy),
            iso(row.declinedAt ? row.declinedAt : row.approvedAt), row.answerWhy});
    }
    return {};
}

/// Every conclusion, the last one of an account last; an account without one has a row too.
Status addLookBack(Csv& csv, Workspace& workspace, const CampaignRow& campaign, const NamesById& names)
{
    OXSEAL_TRY(const LookBackSheet sheet, lookBackSheet(workspace, campaign.id));
    const auto day = [](const std::optional<Day>& each) { return each ? each->iso() : std::string(); };
    for (const LookBackLine& line : sheet.lines) {
        const auto row = [&](const LookBackRow* found) {
            csv.row({std::to_string(campaign.id.value), line.account, line.subject, line.worker, day(line.facts.lastDay), day(line.facts.lastUse), line.facts.listed.iso(),
                day(line.facts.goneAsOf), std::to_string(line.standing.lagDays), name(line.standing.usedAfter), std::to_string(line.facts.usesAfter),
                found == nullptr ? "" : name(found->conclusion), found == nullptr ? "" : found->explanation, found == nullptr ? "" : found->evidenceName,
                found == nullptr ? "" : named(names, found->by), found == nullptr ? "" : found->at.iso(), name(line.kind), found == nullptr ? "" : name(found->procedures.keys),
                found == nullptr ? "" : name(found->procedures.passwords), found == nullptr ? "" : found->procedures.cause});
        };
        for (const LookBackRow& found : line.history)
            row(&found);
        if (line.history.empty())
            row(nullptr);
    }
    return {};
}

/// What the review before said about its lines: a revocation that is still there is a flag of this one.
Status addEarlier(Csv& csv, Database& db, const CampaignRow& campaign, const EarlierReview& earlier)
{
    if (!earlier.campaign)
        return {};
    OXSEAL_TRY(const auto counted, decisionsCounted(db, earlier.counted, campaign.openedAt, static_cast<std::size_t>(campaign.flagsKnown)));
    for (const auto& [row, decision] : counted)
        csv.row({std::to_string(campaign.id.value), std::to_string(row), name(decision)});
    return {};
}

} // namespace

Result<std::vector<PacketFile>> accessPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const NamesById names, namesById(db));
    OXSEAL_TRY(const std::vector<CampaignStatus> reviews, reviewsOf(db, period));
    Csv campaigns("access_reviews.csv",
        {"campaign", "system", "shape", "state", "as_of", "listing_snapshot", "roster_snapshot", "previous_snapshot", "row_root",
            "dormant_days", "key_days", "previous_roster_snapshot", "previous_review", "lines", "left_out", "system_owner", "system_owner_signed_at", "opened_by", "opened_at",
            "concluded_by", "concluded_at", "performance_date", "remediation_verified_at", "cancel_reason", "amends", "amend_reason", "flags_known",
            "facts_through", "identities_through", "identities_before", "privileges_through", "late_looked_back", "decisions", "extracts", "times_since", "leaver_business_days", "mover_business_days"});
    Csv lines("access_lines.csv",
        {"campaign", "row", "included", "account", "account_name", "employee_id", "matched_by", "entitlement", "flags",
            "flags_unknown", "officer", "reviewer", "decision", "code", "target", "comment", "bulk", "decided_by", "decided_at", "source_file", "source_line", "privilege_statement"});
    Csv amendments("access_amendments.csv", {"campaign", "amends", "change", "account", "entitlement", "before", "after"});
    Csv lookBacks("access_look_back.csv",
        {"campaign", "account", "employee_id", "worker", "last_day", "last_use", "listed", "gone_as_of", "lag_days", "used_after", "acts_after", "conclusion",
            "explanation", "evidence_name", "concluded_by", "concluded_at", "look_back_kind", "secret_keys", "shared_passwords", "root_cause"});
    Csv decided("access_previous_decisions.csv", {"campaign", "previous_row", "previous_decision"});
    Csv removals("access_removals.csv",
        {"removal", "campaign", "row", "account", "employee_id", "entitlement", "kind", "target", "state", "due", "requested_at",
            "claimed_by", "claimed_at", "ticket", "removed_as_of", "checked_snapshot", "closing"});
    Csv stages("access_stages.csv",
        {"campaign", "stage", "stage_kind", "stage_lines", "quorum", "due", "escalate_to", "escalation", "escalated_at", "lines"});
    Csv votes("access_votes.csv",
        {"campaign", "row", "stage", "stage_kind", "stage_state", "reviewer", "decision", "code", "target", "comment", "decided_by",
            "decided_for", "decided_at", "since"});
    Csv contests("access_contests.csv",
        {"removal", "campaign", "asked", "new_order", "asked_by", "asked_at", "why", "answer", "answered_by", "answered_at", "answer_why"});
    AccountWordsFiles words;
    DecisionFiles history;
    TimesFiles times;
    const Day today = workspace.environment().clock.now().day();
    for (const CampaignStatus& review : reviews) {
        const CampaignRow& row = review.row;
        OXSEAL_TRY(const auto statuses, stageStatuses(db, row, today));
        addStages(stages, row, statuses, names);
        OXSEAL_TRY(const EarlierReview earlier, earlierReview(db, row));
        OXSEAL_CHECK(addEarlier(decided, db, row, earlier));
        OXSEAL_TRY(const auto signoffs, access_repo::signoffs(db, row.id));
        OXSEAL_TRY(const std::vector<LineRow> rows, access_repo::lines(db, row.id));
        OXSEAL_TRY(const std::int64_t decisions, history.add(db, row, rows, names));
        OXSEAL_TRY(const TimesSheet sheet, timesSheet(workspace, row.id));
        OXSEAL_TRY(const bool takesLate, look_back_repo::takesLate(db, row.id));
        times.add(sheet);
        std::optional<Instant> ownerSigned;
        for (const auto& signoff : signoffs) {
            if (signoff.capacity == "system_owner")
                ownerSigned = signoff.at;
        }
        campaigns.row({std::to_string(row.id.value), row.system, name(row.shape), name(row.state), row.asOf.iso(),
            std::to_string(row.listing.value), std::to_string(row.roster.value),
            row.previous ? std::to_string(row.previous.value) : "", row.rowRoot.hex(), std::to_string(row.dormantDays),
            std::to_string(row.keyDays), earlier.roster ? std::to_string(earlier.roster->id.value) : "",
            earlier.campaign ? std::to_string(earlier.campaign.value) : "",
            std::to_string(review.counts.lines), std::to_string(review.counts.leftOut), named(names, row.systemOwner),
            iso(ownerSigned), named(names, row.openedBy), row.openedAt.iso(), named(names, row.concludedBy),
            iso(row.concludedAt), row.performanceDay ? row.performanceDay->iso() : "", iso(row.verifiedAt), row.cancelReason, row.amends ? std::to_string(row.amends.value) : "", row.amendReason, std::to_string(row.flagsKnown), std::to_string(row.factsThrough),
            std::to_string(row.identitiesThrough), std::to_string(row.identitiesBefore), row.privilegesThrough ? std::to_string(*row.privilegesThrough) : "", takesLate ? "true" : "false", std::to_string(decisions), extractsText(sheet), sheet.since.iso(), std::to_string(sheet.limits.leaver), std::to_string(sheet.limits.mover)});
        OXSEAL_CHECK(addContests(contests, db, row, names));
        OXSEAL_CHECK(addAmendment(amendments, workspace, row));
        OXSEAL_CHECK(addLookBack(lookBacks, workspace, row, names));
        OXSEAL_CHECK(words.addAccounts(workspace, row));
        OXSEAL_CHECK(addLines(lines, workspace, row, rows, names));
        OXSEAL_CHECK(addVotes(votes, db, row, rows, names));
        OXSEAL_TRY(const std::vector<RemovalRow> orders, removalsOf(db, row.id));
        for (const RemovalRow& order : orders) {
            removals.row({std::to_string(order.id), std::to_string(row.id.value), std::to_string(order.row), order.account,
                order.subject, order.entitlement, order.kind, order.target, order.state, order.due.iso(),
                order.requestedAt.iso(), named(names, order.claimedBy), iso(order.claimedAt), order.ticket,
                order.removedAsOf ? order.removedAsOf->day().iso() : "", order.checked ? std::to_string(order.checked.value) : "", order.closing});
        }
    }
    Csv dictionary("dictionary_access.csv", {"file", "column", "meaning"});
    Csv standIns("access_stand_ins.csv",
        {"delegation", "from", "to", "first_day", "last_day", "subordinate", "why", "asked_by", "asked_at", "approved_by", "approved_at",
            "ended_at"});
    Csv handovers("access_handovers.csv",
        {"campaign", "system", "row", "account", "entitlement", "stage", "from", "to", "cause", "what", "at", "by"});
    OXSEAL_CHECK(addHandovers(standIns, handovers, db, period, names));
    OXSEAL_CHECK(words.addWords(db, period, names));
    for (const Csv* csv : {&campaigns, &lines, &decided, &stages, &votes, &removals, &standIns, &handovers, &amendments, &lookBacks, &contests, &words.accounts,
             &words.facts, &words.identities, &words.privileges, &history.decisions, &times.leavers, &times.movers})
        csv->describe(dictionary, "access.column.");
    return std::vector<PacketFile>{
        campaigns.file(), lines.file(), decided.file(), stages.file(), votes.file(),
        removals.file(), standIns.file(), handovers.file(), amendments.file(), lookBacks.file(), contests.file(),
        words.accounts.file(), words.facts.file(), words.identities.file(), words.privileges.file(), history.decisions.file(), history.bodies(), times.leavers.file(), times.movers.file(), dictionary.file("dictionary")};
}

} // namespace oxseal
