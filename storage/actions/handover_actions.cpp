// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/handover_actions.h"

#include "models/access/person_number.h"
#include "storage/actions/review_support.h"
#include "storage/reads/people_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

std::string delegationObject(std::int64_t id) { return "delegation:" + std::to_string(id); }

Result<DelegationRow> delegationById(Database& db, std::int64_t id)
{
    OXSEAL_TRY(const std::vector<DelegationRow> all, handover_repo::delegations(db));
    for (const DelegationRow& row : all) {
        if (row.id == id)
            return row;
    }
    return fail(kNoSuchDelegation, {}, {std::to_string(id)});
}

bool runsReviews(const Actor& actor) { return allowed(actor.roles, Permission::RunReview); }

Result<Flag> subordinateBy(Workspace& workspace, const std::string& worker, const std::string& boss)
{
    OXSEAL_TRY(const std::optional<access::Roster> roster, lastRoster(workspace));
    return roster ? access::reportsTo(*roster, worker, boss) : Flag::Unknown;
}

const char* word(Flag flag) { return flag == Flag::Yes ? "yes" : flag == Flag::No ? "no" : "unknown"; }

Json delegationJson(const DelegationRow& row)
{
    return Json::Object{{"from", row.from.value}, {"to", row.to.value}, {"first", row.first.iso()}, {"last", row.last.iso()},
        {"subordinate", word(row.subordinate)}};
}

/// One campaign's part of a succession, within its unit of work.
class CampaignSuccession
{
public:
    CampaignSuccession(UnitOfWork& unit, const OpenCampaign& campaign, PersonId from, const Person& to, SuccessionOutcome& outcome)
        : unit_(unit), db_(unit.db()), campaign_(campaign), from_(from), to_(to), outcome_(outcome)
    {
    }

    Status run()
    {
        OXSEAL_TRY(reviewer_, reviewerOf(db_, to_.login, campaign_.row));
        OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db_, campaign_.row.id));
        OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db_, campaign_.row.id));
        // The pairs of the seats that go over must not stand in the successor's way.
        for (const SeatRow& seat : seats) {
            if (seat.person == from_ && seat.stage > 0 && become(lines[static_cast<std::size_t>(seat.row)], seats, seat) != access::Succession::Stays)
                OXSEAL_CHECK(stage_repo::deleteSeat(db_, campaign_.row.id, seat.row, seat.stage, seat.person));
        }
        OXSEAL_TRY(pairs_, access_repo::reviewPairs(db_, campaign_.row.period, reviewer_.id));
        for (const SeatRow& seat : seats) {
            if (seat.person == from_ && seat.stage > 0)
                OXSEAL_CHECK(hand(lines[static_cast<std::size_t>(seat.row)], seats, seat));
        }
        return ownership();
    }
    [[nodiscard]] std::int64_t changes() const { return changes_; }

private:
    static access::Succession become(const LineRow& line, const std::vector<SeatRow>& all, const SeatRow& seat)
    {
        const auto own = seatsAt(all, line.row);
        const bool resolved = std::any_of(own.begin(), own.end(), [](const SeatRow& one) { return one.stage == 0; });
        return access::successionOf(seat.decision, line.judged(), resolved);
    }

    Status list(std::optional<std::int64_t> row, std::int64_t stage, PersonId to, const char* what, std::int64_t decision)
    {
        ++changes_;
        return handover_repo::insertHandover(db_, {0, campaign_.row.id, row, stage, from_, to, "succession", what, decision, unit_.now(), unit_.actor().person, {}, {}, {}});
    }

    Status hand(const LineRow& line, const std::vector<SeatRow>& all, const SeatRow& seat)
    {
        const access::Succession what = become(line, all, seat);
        if (what == access::Succession::Stays) {
            ++outcome_.stayed;
            return list(line.row, seat.stage, from_, "stayed", seat.decisionId);
        }
        const std::span<const SeatRow> own = seatsAt(all, line.row);
        std::vector<access::Vote> votes = votesOf(own, campaign_.plan, campaign_.ids);
        std::erase_if(votes, [&](const access::Vote& vote) { return vote.holder == campaign_.ids.at(from_); });
        const std::size_t stage = campaign_.plan.indexOf(seat.stage);
        const bool sits = std::any_of(own.begin(), own.end(), [&](const SeatRow& one) { return one.stage == seat.stage && one.person == to_.id; });
        if (sits || !campaign_.maySit(reviewer_, ruleLine(campaign_.row, line, {}), pairs_, votes, stage)) {
            ++outcome_.exceptions;
            OXSEAL_CHECK(list(line.row, seat.stage, PersonId(), "exception", seat.decisionId));
        } else if (what == access::Succession::Moves) {
            ++outcome_.moved;
            // A predecessor's own duty to confirm goes with the seat.
            OXSEAL_CHECK(stage_repo::insertReconfirming(db_, campaign_.row.id, line.row, seat.stage, to_.id, seat.reconfirms));
            OXSEAL_CHECK(list(line.row, seat.stage, to_.id, "moved", seat.decisionId));
        } else {
            ++outcome_.reconfirm;
            OXSEAL_CHECK(stage_repo::insertReconfirming(db_, campaign_.row.id, line.row, seat.stage, to_.id, seat.decisionId));
            OXSEAL_CHECK(list(line.row, seat.stage, to_.id, "reconfirm", seat.decisionId));
        }
        if (!line.subject.empty())
            pairs_.insert(access::reviewPair(line.subject, reviewer_.id));
        OXSEAL_CHECK(refreshLine(db_, campaign_, line));
        return {};
    }

    Status ownership()
    {
        if (campaign_.row.systemOwner == from_) {
            ++outcome_.owned;
            OXSEAL_CHECK(handover_repo::setSystemOwner(db_, campaign_.row.id, to_.id));
            OXSEAL_CHECK(list({}, 0, to_.id, "system_owner", 0));
        }
        for (const StageRow& stage : campaign_.plan.rows) {
            if (stage.escalateTo != from_)
                continue;
            ++outcome_.owned;
            OXSEAL_CHECK(stage_repo::setEscalateTo(db_, campaign_.row.id, stage.stage, to_.id));
            OXSEAL_CHECK(list({}, stage.stage, to_.id, "escalation", 0));
        }
        return {};
    }

    UnitOfWork& unit_;
    Database& db_;
    const OpenCampaign& campaign_;
    PersonId from_;
    const Person& to_;
    SuccessionOutcome& outcome_;
    access::Reviewer reviewer_;
    std::set<std::pair<std::string, std::string>> pairs_;
    std::int64_t changes_ = 0;
};

} // namespace

Result<std::int64_t> requestDelegation(Workspace& workspace, const DelegationWish& wish, const std::string& reason)
{
    OXSEAL_TRY(const Person from, personByLogin(workspace.db(), wish.from));
    OXSEAL_TRY(const Person to, personByLogin(workspace.db(), wish.to));
    OXSEAL_TRY(const Flag subordinate, subordinateBy(workspace, reviewerId(to), reviewerId(from)));
    return workspace.write(Permission::DecideAccess, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        if (from.id != unit.actor().person && !runsReviews(unit.actor()))
            return fail(kDelegationNotYours, {}, {wish.from});
        if (to.state != PersonState::Active || !allowed(to.roles, Permission::DecideAccess))
            return fail(kStandInCannotDecide, {}, {wish.to});
        OXSEAL_TRY(const RuleIds ids, ruleIds(unit.db()));
        OXSEAL_TRY(const std::vector<access::Delegation> others, ruleDelegations(unit.db(), ids));
        DelegationRow row;
        row.from = from.id;
        row.to = to.id;
        row.first = wish.first;
        row.last = wish.last;
        row.subordinate = subordinate;
        row.why = reason;
        row.askedAt = unit.now();
        row.askedBy = unit.actor().person;
        OXSEAL_CHECK(access::allowedDelegation(ruleDelegation(row, ids), others, unit.now().day()));
        OXSEAL_TRY(const std::int64_t id, handover_repo::insertDelegation(unit.db(), row));
        unit.record({"review.stand_in_request", delegationObject(id), "access", {}, delegationJson(row), {}});
        return id;
    });
}

Status approveDelegation(Workspace& workspace, std::int64_t id, const std::string& reason)
{
    OXSEAL_TRY(const DelegationRow asked, delegationById(workspace.db(), id));
    OXSEAL_TRY(const Person from, personById(workspace.db(), asked.from));
    OXSEAL_TRY(const Person to, personById(workspace.db(), asked.to));
    // The roster may have changed since it was asked for.
    OXSEAL_TRY(const Flag subordinate, subordinateBy(workspace, reviewerId(to), reviewerId(from)));
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(DelegationRow row, delegationById(unit.db(), id));
        OXSEAL_TRY(const RuleIds ids, ruleIds(unit.db()));
        OXSEAL_CHECK(access::mayApprove(ruleDelegation(row, ids), ids.at(row.askedBy), ids.at(unit.actor().person)));
        OXSEAL_TRY(const std::vector<DelegationRow> rows, handover_repo::delegations(unit.db()));
        std::vector<access::Delegation> others;
        for (const DelegationRow& other : rows) {
            if (other.id != id)
                others.push_back(ruleDelegation(other, ids));
        }
        OXSEAL_CHECK(access::allowedDelegation(ruleDelegation(row, ids), others, unit.now().day()));
        if (subordinate != Flag::No) {
            OXSEAL_TRY(const std::int64_t seats, handover_repo::openSeatsOn(unit.db(), row.to, ids.at(row.from)));
            if (seats > 0)
                return fail(kStandInHoldsOwn, {}, {to.login, from.login, std::to_string(seats)});
        }
        row.subordinate = subordinate;
        row.approvedAt = unit.now();
        row.approvedBy = unit.actor().person;
        OXSEAL_CHECK(handover_repo::updateDelegation(unit.db(), row));
        unit.record({"review.stand_in_approve", delegationObject(id), "access", {}, delegationJson(row), {}});
        return {};
    });
}

Status endDelegation(Workspace& workspace, std::int64_t id, const std::string& reason)
{
    return workspace.write(Permission::DecideAccess, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(DelegationRow row, delegationById(unit.db(), id));
        const PersonId self = unit.actor().person;
        if (row.from != self && row.to != self && !runsReviews(unit.actor()))
            return fail(kDelegationNotYours, {}, {std::to_string(id)});
        if (row.endedAt)
            return fail(access::kDelegationWrongState, {}, {"ended", "requested or approved"});
        row.endedAt = unit.now();
        row.endedBy = self;
        OXSEAL_CHECK(handover_repo::updateDelegation(unit.db(), row));
        unit.record({"review.stand_in_end", delegationObject(id), "access", delegationJson(row), Json::Object{{"ended", true}}, {}});
        return {};
    });
}

Result<SuccessionOutcome> succeedReviewer(
    Workspace& workspace, const PeriodRow& period, const std::string& from, const std::string& to, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<SuccessionOutcome> {
        Database& db = unit.db();
        OXSEAL_TRY(const Person leaving, personByLogin(db, from));
        OXSEAL_TRY(const Person successor, personByLogin(db, to));
        if (leaving.id == successor.id)
            return fail(kSuccessorSame, {}, {from});
        if (successor.state != PersonState::Active || !allowed(successor.roles, Permission::DecideAccess))
            return fail(kStandInCannotDecide, {}, {to});
        SuccessionOutcome outcome;
        OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
        Json::Array touched;
        for (const CampaignRow& row : campaigns) {
            if (row.period != period.id || row.state != access::CampaignState::Open)
                continue;
            OXSEAL_TRY(const OpenCampaign open, OpenCampaign::of(db, row.id, unit.now().day()));
            CampaignSuccession one(unit, open, leaving.id, successor, outcome);
            OXSEAL_CHECK(one.run());
            if (one.changes() == 0)
                continue;
            ++outcome.campaigns;
            touched.emplace_back(row.id.value);
        }
        if (outcome.campaigns == 0)
            return fail(kNothingToHandOver, {}, {from, period.period.name()});
        Event event{"review.succeed", "period:" + period.period.name(), "access", {}, {}, {}};
        event.before = Json::Object{{"reviewer", leaving.id.value}};
        event.after = Json::Object{{"reviewer", successor.id.value}, {"campaigns", std::move(touched)}, {"stayed", outcome.stayed},
            {"reconfirm", outcome.reconfirm}, {"moved", outcome.moved}, {"exceptions", outcome.exceptions}, {"owned", outcome.owned}};
        unit.record(std::move(event));
        return outcome;
    });
}

} // namespace oxseal
