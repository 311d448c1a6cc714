// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/access_actions.h"

#include "models/access/file_decisions.h"
#include "storage/actions/quality_actions.h"
#include "storage/actions/review_support.h"
#include "storage/reads/line_conflicts.h"

namespace oxseal {
namespace {

Json decisionJson(const LineDecision& decision, std::int64_t stage, std::int64_t bulk)
{
    Json json(Json::Object{{"row", decision.row}, {"stage", stage}, {"decision", name(decision.decision)}, {"code", decision.code}});
    if (!decision.target.empty())
        json.set("target", decision.target);
    json.set("comment", decision.comment);
    json.set("bulk", bulk);
    return json;
}

/// What the seat said before.
LineDecision saidBy(const SeatRow& seat) { return {seat.row, *seat.decision, seat.code, seat.target, seat.comment, {}}; }

/// Decisions of one person on lines of one campaign, within their unit of work.
class Deciding
{
public:
    /// As the actor; or as `absent`, whose answer the actor only takes in.
    Deciding(UnitOfWork& unit, const OpenCampaign& campaign, std::int64_t bulk, const Person* absent = nullptr)
        : unit_(unit), db_(unit.db()), campaign_(campaign), bulk_(bulk), absent_(absent != nullptr), self_(absent != nullptr ? absent->id : unit.actor().person),
          login_(absent != nullptr ? absent->login : unit.actor().login)
    {
    }

    Status begin()
    {
        OXSEAL_TRY(reviewer_, reviewerOf(db_, login_, campaign_.row));
        OXSEAL_TRY(pairs_, access_repo::reviewPairs(db_, campaign_.row.period, reviewer_.id));
        if (!absent_) {
            OXSEAL_TRY(replaced_, standsInFor(db_, self_, campaign_.today));
        }
        return {};
    }

    /// What a conflict of duties runs through is not decided in bulk (A8).
    Status lookForConflicts()
    {
        OXSEAL_TRY(conflicts_, LineConflicts::of(db_, campaign_.row, campaign_.today));
        return {};
    }

    /// Only the line is read: one decision in a listing of a million lines must not read the others.
    Status decide(const LineDecision& decision)
    {
        OXSEAL_TRY(const LineRow line, lineAt(decision.row));
        OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db_, campaign_.row.id, line.row));
        const std::vector<access::Vote> votes = votesOf(seats, campaign_.plan, campaign_.ids);
        const access::LineStanding standing = access::standingOf(campaign_.plan.rules, line.flags, votes);
        const SeatRow* seat = seatOf(seats, standing);
        if (seat == nullptr)
            return fail(kNotTheReviewer, {}, {std::to_string(line.row)});
        const std::size_t stage = campaign_.plan.indexOf(seat->stage);
        const access::ReviewLine rule = ruleLine(campaign_.row, line, reviewer_.id);
        OXSEAL_CHECK(campaign_.maySit(reviewer_, rule, pairs_, votes, stage));
        OXSEAL_CHECK(access::mayVote(campaign_.plan.rules, line.flags, votes, stage, campaign_.ids.at(seat->person), rule.id));
        OXSEAL_CHECK(access::allowedDecision(decision.decision, decision.code, decision.target));
        OXSEAL_CHECK(access::explained(standing, votes, stage, decision.decision, decision.target, decision.comment, rule.id));
        cluster_.push_back({rule, decision.decision, decision.comment});
        if (seat->decision)
            before_.push_back(decisionJson(saidBy(*seat), seat->stage, seat->bulk));
        if (seat->reconfirms != 0 && !seat->decision)
            OXSEAL_CHECK(reopenLater(*seat, decision, seats));
        OXSEAL_TRY(const std::int64_t id, keep(line, decision, seat->stage, seat->person));
        OXSEAL_CHECK(stage_repo::setSeatDecision(db_, campaign_.row.id, line.row, seat->stage, seat->person, id));
        OXSEAL_CHECK(refreshLine(db_, campaign_, line));
        return order(line.row);
    }

    Status resolve(const LineDecision& decision)
    {
        OXSEAL_TRY(const LineRow line, lineAt(decision.row));
        OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db_, campaign_.row.id, line.row));
        const std::vector<access::Vote> votes = votesOf(seats, campaign_.plan, campaign_.ids);
        const access::LineStanding standing = access::standingOf(campaign_.plan.rules, line.flags, votes);
        const access::ReviewLine rule = ruleLine(campaign_.row, line, reviewer_.id);
        const std::size_t owner = campaign_.plan.rules.size();
        OXSEAL_CHECK(access::mayResolve(standing, rule.id));
        OXSEAL_CHECK(campaign_.maySit(reviewer_, rule, pairs_, votes, owner));
        if (!access::settles(decision.decision))
            return fail(kResolutionOpen, {}, {name(decision.decision), rule.id});
        OXSEAL_CHECK(access::allowedDecision(decision.decision, decision.code, decision.target));
        OXSEAL_CHECK(access::explained(standing, votes, owner, decision.decision, decision.target, decision.comment, rule.id));
        OXSEAL_TRY(const std::int64_t id, keep(line, decision, 0, unit_.actor().person));
        OXSEAL_CHECK(stage_repo::setLineStanding(db_, campaign_.row.id, line.row, unit_.actor().person, id));
        return order(line.row);
    }

    Status end(const char* verb, const std::vector<LineDecision>& decisions, bool fromFile = false)
    {
        for (Json& said : after_) {
            if (fromFile)
                said.set("file_of", decisions.size());
        }
        const std::string object = decisions.size() == 1
            ? campaignObject(campaign_.row.id) + "/row:" + std::to_string(decisions.front().row)
            : campaignObject(campaign_.row.id);
        unit_.record({verb, object, "access", Json(std::move(before_)), Json(std::move(after_)), {}});
        // By itself: what was decided goes into packets, how long it took does not.
        if (!shown_.empty())
            unit_.record({"review.showings", object, "access", {}, Json(std::move(shown_)), {}});
        return {};
    }
    /// The lines, as they were before.
    [[nodiscard]] const std::vector<access::FileDecision>& cluster() const { return cluster_; }
    [[nodiscard]] std::int64_t lastId() const { return lastId_; }
    [[nodiscard]] const Json::Array& said() const { return after_; }

private:
    Result<LineRow> lineAt(std::int64_t row)
    {
        OXSEAL_TRY(std::optional<LineRow> found, access_repo::line(db_, campaign_.row.id, row));
        if (!found || !found->included)
            return fail(kNoSuchLine, {}, {std::to_string(row)});
        conflicts_.mark(*found);
        return std::move(*found);
    }

    /// The actor's seat, or one in whose place he decides: that of the open stage, else any, so that the rules can say why not now.
    const SeatRow* seatOf(const std::vector<SeatRow>& seats, const access::LineStanding& standing) const
    {
        const SeatRow* chosen = nullptr;
        for (const SeatRow& seat : seats) {
            const bool own = seat.person == self_;
            if (seat.stage == 0 || (!own && !replaced_.contains(seat.person)))
                continue;
            const bool due = standing.open == campaign_.plan.indexOf(seat.stage);
            if (chosen == nullptr || (due && (own || chosen->person != self_)))
                chosen = &seat;
        }
        return chosen;
    }

    /// Whoever decides otherwise than his predecessor takes away what later stages built on.
    Status reopenLater(const SeatRow& seat, const LineDecision& decision, const std::vector<SeatRow>& seats)
    {
        OXSEAL_TRY(const std::optional<LineDecision> before, decisionAt(seat.reconfirms));
        const bool same = before && before->decision == decision.decision && before->target == decision.target;
        for (const SeatRow& later : seats) {
            if (!same && later.stage > seat.stage && later.decision)
                OXSEAL_CHECK(stage_repo::setSeatDecision(db_, campaign_.row.id, later.row, later.stage, later.person, 0));
        }
        return {};
    }
    Result<std::optional<LineDecision>> decisionAt(std::int64_t id)
    {
        OXSEAL_TRY(const std::optional<SeatRow> found, stage_repo::decision(db_, id));
        return found ? std::optional<LineDecision>(saidBy(*found)) : std::nullopt;
    }

    Result<std::int64_t> keep(const LineRow& line, const LineDecision& decision, std::int64_t stage, PersonId holder)
    {
        LineRow decided = line;
        decided.decision = decision.decision;
        decided.code = decision.code;
        decided.target = decision.target;
        decided.comment = decision.comment;
        decided.bulk = bulk_;
        decided.decidedBy = self_;
        decided.decidedAt = unit_.now();
        Json said = decisionJson(decision, stage, bulk_);
        const bool inPlace = holder != self_;
        if (inPlace)
            said.set("in_place_of", holder.value);
        OXSEAL_TRY(const std::int64_t id, access_repo::insertDecision(db_, campaign_.row.id, decided, stage, inPlace ? holder : PersonId()));
        OXSEAL_TRY(const std::string showings, keepShowings(unit_, campaign_.row, id, decision.shown));
        if (!showings.empty())
            shown_.emplace_back(Json::Object{{"row", line.row}, {"stage", stage}, {"showings_sha256", showings}});
        after_.push_back(std::move(said));
        lastId_ = id;
        return id;
    }

    /// The work order of what now stands.
    Status order(std::int64_t row)
    {
        OXSEAL_TRY(const LineRow line, lineAt(row));
        return settleRemoval(unit_, campaign_.row.id, line);
    }

    UnitOfWork& unit_;
    Database& db_;
    const OpenCampaign& campaign_;
    std::int64_t bulk_;
    bool absent_;
    PersonId self_; ///< whose decisions these are
    std::string login_;
    std::int64_t lastId_ = 0;
    access::Reviewer reviewer_;
    std::set<std::pair<std::string, std::string>> pairs_;
    std::set<PersonId> replaced_; ///< in whose place the actor may decide
    LineConflicts conflicts_;
    std::vector<access::FileDecision> cluster_;
    Json::Array before_;
    Json::Array after_;
    Json::Array shown_;
};

/// How several decisions came in.
enum class Together { No, Bulk, File };

Status apply(UnitOfWork& unit, CampaignId campaign, const std::vector<LineDecision>& decisions, Together together)
{
    OXSEAL_TRY(const OpenCampaign open, OpenCampaign::of(unit.db(), campaign, unit.now().day()));
    Deciding deciding(unit, open, together == Together::No ? 1 : static_cast<std::int64_t>(decisions.size()));
    OXSEAL_CHECK(deciding.begin());
    if (together != Together::No)
        OXSEAL_CHECK(deciding.lookForConflicts());
    for (const LineDecision& decision : decisions)
        OXSEAL_CHECK(deciding.decide(decision));
    if (together == Together::File)
        OXSEAL_CHECK(access::allowedInFile(deciding.cluster()));
    if (together == Together::Bulk) {
        std::vector<access::ReviewLine> lines;
        for (const access::FileDecision& one : deciding.cluster())
            lines.push_back(one.line);
        OXSEAL_CHECK(access::allowedBulk(lines, decisions.front().comment));
    }
    return deciding.end(together == Together::Bulk ? "review.decide_bulk" : "review.decide", decisions, together == Together::File);
}

} // namespace

Result<std::int64_t> decideFor(
    UnitOfWork& unit, const OpenCampaign& campaign, const Person& reviewer, const LineDecision& decision, Json::Array& said)
{
    Deciding deciding(unit, campaign, 1, &reviewer);
    OXSEAL_CHECK(deciding.begin());
    OXSEAL_CHECK(deciding.decide(decision));
    said.insert(said.end(), deciding.said().begin(), deciding.said().end());
    return deciding.lastId();
}

Status decideLines(
    Workspace& workspace, CampaignId campaign, const std::vector<LineDecision>& decisions, const std::string& reason)
{
    if (decisions.empty())
        return fail(kNoSuchLine, {}, {"-"});
    return workspace.write(Permission::DecideAccess, reason,
        [&](UnitOfWork& unit) -> Status { return apply(unit, campaign, decisions, Together::No); });
}

Status decideFile(Workspace& workspace, CampaignId campaign, const std::vector<LineDecision>& decisions, const std::string& reason)
{
    if (decisions.empty())
        return fail(kNoSuchLine, {}, {"-"});
    return workspace.write(Permission::DecideAccess, reason,
        [&](UnitOfWork& unit) -> Status { return apply(unit, campaign, decisions, Together::File); });
}

Status decideBulk(Workspace& workspace, CampaignId campaign, const std::vector<std::int64_t>& rows,
    const LineDecision& decision, const std::string& reason)
{
    if (rows.empty())
        return fail(kNoSuchLine, {}, {"-"});
    std::vector<LineDecision> decisions;
    for (const std::int64_t row : rows) {
        decisions.push_back(decision);
        decisions.back().row = row;
    }
    return workspace.write(Permission::DecideAccess, reason,
        [&](UnitOfWork& unit) -> Status { return apply(unit, campaign, decisions, Together::Bulk); });
}

Status resolveLine(Workspace& workspace, CampaignId campaign, const LineDecision& decision, const std::string& reason)
{
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const OpenCampaign open, OpenCampaign::of(unit.db(), campaign, unit.now().day()));
        Deciding deciding(unit, open, 1);
        OXSEAL_CHECK(deciding.begin());
        OXSEAL_CHECK(deciding.resolve(decision));
        return deciding.end("review.resolve", {decision});
    });
}

} // namespace oxseal
