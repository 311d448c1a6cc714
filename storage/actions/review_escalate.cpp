// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/access_actions.h"

#include "models/access/person_number.h"
#include "storage/actions/review_support.h"
#include "storage/reads/people_reads.h"

namespace oxseal {
namespace {

/// The escalation of one overdue stage within its unit of work.
class StageEscalation
{
public:
    StageEscalation(UnitOfWork& unit, const OpenCampaign& campaign, std::size_t stage)
        : unit_(unit), db_(unit.db()), campaign_(campaign), index_(stage), stage_(campaign.plan.rows[stage])
    {
        told_.stage = stage_.stage;
        told_.to = stage_.escalateTo;
        told_.kind = stage_.escalation;
        told_.overdue = access::overdueBy(campaign.plan.rules[stage], unit.now().day());
    }

    Result<StageEscalated> run(const std::vector<LineRow>& lines, const std::vector<SeatRow>& seats)
    {
        const bool takesOver = stage_.escalation == access::Escalation::TakeOver;
        if (takesOver) {
            OXSEAL_TRY(const Person person, personById(db_, stage_.escalateTo));
            OXSEAL_TRY(reviewer_, reviewerOf(db_, person.login, campaign_.row));
            OXSEAL_TRY(pairs_, access_repo::reviewPairs(db_, campaign_.row.period, reviewer_.id));
        }
        for (const LineRow& line : lines) {
            const std::span<const SeatRow> own = seatsAt(seats, line.row);
            if (!line.included || campaign_.standing(line, own).open != index_)
                continue;
            ++told_.late;
            if (takesOver)
                OXSEAL_CHECK(takeOver(line, own));
        }
        EscalationRow row{0, campaign_.row.id, stage_.stage, *stage_.due, stage_.escalateTo, stage_.escalation, told_.late, told_.moved,
            unit_.now(), unit_.actor().person};
        OXSEAL_TRY([[maybe_unused]] const std::int64_t id, stage_repo::insertEscalation(db_, row));
        return std::move(told_);
    }

private:
    /// The person named gets the first seat that is not decided: where all must decide, the others still must. Whom A7 bars
    /// from the line is an exception, and the line stays late.
    Status takeOver(const LineRow& line, std::span<const SeatRow> seats)
    {
        const SeatRow* late = nullptr;
        bool sits = false;
        for (const SeatRow& seat : seats) {
            sits = sits || (seat.stage == stage_.stage && seat.person == stage_.escalateTo);
            if (late == nullptr && seat.stage == stage_.stage && !(seat.decision && access::settles(*seat.decision)))
                late = &seat;
        }
        const std::vector<access::Vote> votes = votesOf(seats, campaign_.plan, campaign_.ids);
        if (sits)
            return {};
        if (!campaign_.maySit(reviewer_, ruleLine(campaign_.row, line, {}), pairs_, votes, index_)) {
            told_.exceptions.push_back(line.row);
            return {};
        }
        if (late != nullptr) {
            OXSEAL_CHECK(stage_repo::deleteSeat(db_, campaign_.row.id, line.row, late->stage, late->person));
            HandoverRow row{0, campaign_.row.id, line.row, stage_.stage, late->person, stage_.escalateTo, "escalation", "moved", late->decisionId,
                unit_.now(), unit_.actor().person, {}, {}, {}};
            OXSEAL_CHECK(handover_repo::insertHandover(db_, row));
        }
        OXSEAL_CHECK(stage_repo::insertSeat(db_, campaign_.row.id, line.row, stage_.stage, stage_.escalateTo));
        if (!line.subject.empty())
            pairs_.insert(access::reviewPair(line.subject, reviewer_.id));
        ++told_.moved;
        OXSEAL_CHECK(refreshLine(db_, campaign_, line));
        return {};
    }

    UnitOfWork& unit_;
    Database& db_;
    const OpenCampaign& campaign_;
    std::size_t index_;
    const StageRow& stage_;
    access::Reviewer reviewer_;
    std::set<std::pair<std::string, std::string>> pairs_;
    StageEscalated told_;
};

Json escalatedJson(const StageEscalated& one)
{
    Json::Array exceptions;
    for (const std::int64_t row : one.exceptions)
        exceptions.emplace_back(row);
    return Json::Object{{"stage", one.stage}, {"kind", name(one.kind)}, {"to", one.to.value}, {"overdue", one.overdue}, {"late", one.late},
        {"moved", one.moved}, {"exceptions", std::move(exceptions)}};
}

} // namespace

Result<std::vector<StageEscalated>> escalateReview(Workspace& workspace, CampaignId campaign, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<std::vector<StageEscalated>> {
        Database& db = unit.db();
        OXSEAL_TRY(const OpenCampaign open, OpenCampaign::of(db, campaign, unit.now().day()));
        OXSEAL_TRY(const std::vector<StageStatus> statuses, stageStatuses(db, open.row, unit.now().day()));
        OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db, campaign));
        OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db, campaign));
        std::vector<StageEscalated> done;
        Json::Array after;
        for (std::size_t at = 0; at < statuses.size(); ++at) {
            // Lines that wait are late for the stage they wait for; they are escalated there.
            if (statuses[at].overdue == 0 || statuses[at].open == 0)
                continue;
            OXSEAL_TRY(StageEscalated one, StageEscalation(unit, open, at).run(lines, seats));
            after.push_back(escalatedJson(one));
            done.push_back(std::move(one));
        }
        if (done.empty())
            return fail(kNothingOverdue, {}, {std::to_string(campaign.value)});
        unit.record({"review.escalate", campaignObject(campaign), "access", {}, Json(std::move(after)), {}});
        return done;
    });
}

} // namespace oxseal
