// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/access_actions.h"

#include "models/access/person_number.h"
#include "storage/actions/review_support.h"
#include "storage/reads/people_reads.h"

#include <set>

namespace oxseal {
namespace {

struct Candidate
{
    access::Reviewer reviewer;
    PersonId person;
};

Result<std::vector<Candidate>> candidatesOf(Database& db, const std::vector<std::string>& logins, const CampaignRow& campaign)
{
    std::vector<Candidate> candidates;
    for (const std::string& login : logins) {
        Candidate candidate;
        OXSEAL_TRY(candidate.reviewer, reviewerOf(db, login, campaign));
        OXSEAL_TRY(const Person person, personByLogin(db, login));
        candidate.person = person.id;
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

/// The people of the workspace whom the campaign's roster names as somebody's manager, by the worker's employee id.
Result<std::map<std::string, Candidate>> managersOf(Workspace& workspace, const CampaignRow& campaign)
{
    std::map<std::string, Candidate> managers;
    OXSEAL_TRY(const access::Roster roster, loadRoster(workspace, campaign.roster));
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace.db()));
    std::map<std::string, Candidate> byEmployee;
    for (const Person& person : people) {
        if (person.employeeId.empty() || person.state != PersonState::Active || !allowed(person.roles, Permission::DecideAccess))
            continue;
        Candidate candidate;
        OXSEAL_TRY(candidate.reviewer, reviewerOf(workspace.db(), person.login, campaign));
        candidate.person = person.id;
        byEmployee.emplace(access::foldedNumber(person.employeeId), std::move(candidate));
    }
    for (const access::Worker& worker : roster.workers()) {
        if (const auto found = byEmployee.find(access::foldedNumber(worker.managerId)); found != byEmployee.end())
            managers.emplace(worker.employeeId, found->second);
    }
    return managers;
}

/// One assignment within its unit of work.
class Assignment
{
public:
    Assignment(Database& db, const OpenCampaign& campaign, const AssignWish& wish) : db_(db), campaign_(campaign), wish_(wish) { }

    Result<AssignOutcome> run(const std::vector<Candidate>& candidates, const std::map<std::string, Candidate>& managers)
    {
        OXSEAL_TRY(lines_, access_repo::lines(db_, campaign_.row.id));
        OXSEAL_TRY(seats_, stage_repo::seats(db_, campaign_.row.id));
        OXSEAL_CHECK(choose());
        OXSEAL_TRY(pairs_, access_repo::reviewPairs(db_, campaign_.row.period));
        for (const LineRow* line : targets_)
            OXSEAL_CHECK(seat(*line, candidates, managers));
        return std::move(outcome_);
    }
    [[nodiscard]] Json json()
    {
        return Json::Object{{"stage", wish_.stage}, {"per_line", wish_.perLine}, {"assigned", std::move(assigned_)},
            {"exceptions", std::move(exceptions_)}};
    }

private:
    [[nodiscard]] std::size_t stage() const { return campaign_.plan.indexOf(wish_.stage); }

    /// The lines to be given away; who sat there leaves, so that the pair he made does not stand in his successor's way.
    Status choose()
    {
        const std::set<std::int64_t> wanted(wish_.rows.begin(), wish_.rows.end());
        std::set<std::int64_t> known;
        for (const LineRow& line : lines_) {
            if (!line.included || !access::takes(campaign_.plan.rules[stage()], line.flags) || (!wanted.empty() && !wanted.contains(line.row)))
                continue;
            known.insert(line.row);
            std::vector<const SeatRow*> sitting;
            for (const SeatRow& seat : seatsAt(seats_, line.row)) {
                if (seat.stage == wish_.stage)
                    sitting.push_back(&seat);
            }
            if (wanted.empty() && !sitting.empty())
                continue;
            for (const SeatRow* seat : sitting) {
                if (seat->decision && access::settles(*seat->decision))
                    return fail(access::kReviewWrongState, {}, {name(*seat->decision), "pending"});
                OXSEAL_CHECK(stage_repo::deleteSeat(db_, campaign_.row.id, line.row, seat->stage, seat->person));
            }
            targets_.push_back(&line);
        }
        for (const std::int64_t row : wanted) {
            if (!known.contains(row))
                return fail(kNoSuchLine, {}, {std::to_string(row)});
        }
        return {};
    }

    Status seat(const LineRow& line, const std::vector<Candidate>& candidates, const std::map<std::string, Candidate>& managers)
    {
        const access::ReviewLine rule = ruleLine(campaign_.row, line, {});
        std::vector<access::Vote> others = votesOf(seatsAt(seats_, line.row), campaign_.plan, campaign_.ids);
        std::erase_if(others, [this](const access::Vote& vote) { return vote.stage == stage(); });
        std::vector<const Candidate*> chosen;
        const auto consider = [&](const Candidate& candidate) {
            const bool twice = std::any_of(chosen.begin(), chosen.end(), [&](const Candidate* one) { return one->person == candidate.person; });
            if (chosen.size() < static_cast<std::size_t>(wish_.perLine) && !twice
                && campaign_.maySit(candidate.reviewer, rule, pairs_, others, stage()))
                chosen.push_back(&candidate);
        };
        if (const auto manager = managers.find(line.subject); manager != managers.end())
            consider(manager->second);
        for (const Candidate& candidate : candidates)
            consider(candidate);
        if (chosen.size() < static_cast<std::size_t>(wish_.perLine)) {
            outcome_.exceptions.push_back(line.row);
            exceptions_.emplace_back(line.row);
            chosen.clear();
        }
        for (const Candidate* one : chosen) {
            OXSEAL_CHECK(stage_repo::insertSeat(db_, campaign_.row.id, line.row, wish_.stage, one->person));
            if (!line.subject.empty())
                pairs_.insert(access::reviewPair(line.subject, one->reviewer.id));
            assigned_.emplace_back(Json::Object{{"row", line.row}, {"reviewer", one->person.value}});
        }
        outcome_.assigned += chosen.empty() ? 0 : 1;
        if (campaign_.plan.plain() && wish_.perLine == 1)
            return stage_repo::setLineStanding(db_, campaign_.row.id, line.row, chosen.empty() ? PersonId() : chosen.front()->person, 0);
        OXSEAL_CHECK(refreshLine(db_, campaign_, line));
        return {};
    }

    Database& db_;
    const OpenCampaign& campaign_;
    const AssignWish& wish_;
    std::vector<LineRow> lines_;
    std::vector<SeatRow> seats_;
    std::vector<const LineRow*> targets_;
    std::set<std::pair<std::string, std::string>> pairs_;
    AssignOutcome outcome_;
    Json::Array assigned_;
    Json::Array exceptions_;
};

} // namespace

Result<AssignOutcome> assignReviewers(
    Workspace& workspace, CampaignId campaign, const AssignWish& wish, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<AssignOutcome> {
        Database& db = unit.db();
        OXSEAL_TRY(const OpenCampaign open, OpenCampaign::of(db, campaign, unit.now().day()));
        if (wish.stage < 1 || wish.stage > static_cast<std::int64_t>(open.plan.rows.size()))
            return fail(kNoSuchStage, {}, {std::to_string(wish.stage), std::to_string(open.plan.rows.size())});
        if (wish.perLine < 1)
            return fail(kNoSeats, {}, {std::to_string(wish.perLine)});
        OXSEAL_TRY(const std::vector<Candidate> candidates, candidatesOf(db, wish.candidates, open.row));
        std::map<std::string, Candidate> managers;
        if (wish.managersFirst) {
            OXSEAL_TRY(managers, managersOf(workspace, open.row));
        }
        Assignment assignment(db, open, wish);
        OXSEAL_TRY(AssignOutcome outcome, assignment.run(candidates, managers));
        Event event{"review.assign", campaignObject(campaign), "access", {}, {}, {}};
        event.after = assignment.json();
        unit.record(std::move(event));
        return outcome;
    });
}

} // namespace oxseal
