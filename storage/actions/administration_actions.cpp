// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/administration_actions.h"

#include "models/core/text.h"
#include "storage/crypto/hash.h"

#include <algorithm>

namespace oxseal {
namespace {

Status allowedTo(ActsHindrance hindrance, const PeriodRow& period, const Actor& actor)
{
    switch (hindrance) {
    case ActsHindrance::None: return {};
    case ActsHindrance::NothingDue: return fail(kNoActsDue, {}, {period.period.name()});
    case ActsHindrance::Administrator: return fail(kActsByAdministrator, {}, {actor.login});
    case ActsHindrance::OwnActs: return fail(kActsOwn, {}, {actor.login});
    }
    return {};
}

/// The questions in order, each on one of the acts and each act once.
Result<std::vector<ActQuestion>> checked(std::vector<ActQuestion> questions, std::span<const AdministratorAct> acts)
{
    std::sort(questions.begin(), questions.end(), [](const ActQuestion& a, const ActQuestion& b) { return a.sequence < b.sequence; });
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const std::uint64_t sequence = questions[i].sequence;
        const bool twice = i > 0 && questions[i - 1].sequence == sequence;
        const bool among = std::any_of(acts.begin(), acts.end(), [&](const AdministratorAct& act) { return act.sequence == sequence; });
        if (twice || !among || trimmed(questions[i].what).empty())
            return fail(kActNotAmong, {}, {std::to_string(sequence)});
    }
    return questions;
}

Json json(const ActsReviewRow& row)
{
    Json::Array questions;
    for (const ActQuestion& one : row.questions)
        questions.push_back(Json().set("act", static_cast<std::int64_t>(one.sequence)).set("what", one.what));
    return Json()
        .set("first", static_cast<std::int64_t>(row.first))
        .set("last", static_cast<std::int64_t>(row.last))
        .set("acts", row.acts)
        .set("sha256", row.digest.hex())
        .set("questions", std::move(questions));
}

} // namespace

Result<std::int64_t> reviewAdministratorActs(Workspace& workspace, const PeriodRow& period, const ActsOpinion& opinion, const std::string& note)
{
    return workspace.write(Permission::ReviewAdministrators, note, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const auto acts, administration_repo::acts(unit.db()));
        OXSEAL_TRY(const auto earlier, administration_repo::reviews(unit.db()));
        const ActsDue open = actsDue(acts, firstNotReviewed(earlier), period.period.last);
        OXSEAL_CHECK(allowedTo(whyNotReviewActs(open.due, unit.actor().person, unit.actor().roles), period, unit.actor()));
        const auto last = std::find_if(open.due.begin(), open.due.end(), [&](const AdministratorAct& act) { return act.sequence == opinion.last; });
        if (last == open.due.end())
            return fail(kActsNotLast, {}, {std::to_string(opinion.last), std::to_string(open.due.front().sequence), std::to_string(open.due.back().sequence)});
        const auto seen = open.due.first(static_cast<std::size_t>(last - open.due.begin()) + 1);
        ActsReviewRow row;
        OXSEAL_TRY(row.questions, checked(opinion.questions, seen));
        Sha256 hasher;
        row.period = period.id;
        row.first = seen.front().sequence;
        row.last = seen.back().sequence;
        row.acts = std::ssize(seen);
        row.digest = actsDigest(hasher, seen);
        row.note = note;
        row.signedAt = unit.now();
        row.signedBy = unit.actor().person;
        OXSEAL_TRY(const std::int64_t id, administration_repo::insert(unit.db(), row));
        Event event;
        event.verb = "administrator.review";
        event.object = "administrator_review:" + std::to_string(id);
        event.module = "people";
        event.after = json(row);
        unit.record(std::move(event));
        return id;
    });
}

} // namespace oxseal
