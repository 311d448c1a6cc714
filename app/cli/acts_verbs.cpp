// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/acts_verbs.h"

#include "app/cli/period_call.h"
#include "models/core/text.h"
#include "storage/actions/administration_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

Json jsonOf(const ActView& view)
{
    return Json()
        .set("sequence", static_cast<std::int64_t>(view.act.sequence))
        .set("time", view.act.time.iso())
        .set("person", view.person)
        .set("verb", view.act.verb)
        .set("object", view.act.object)
        .set("reason", view.reason)
        .set("changes", view.changes)
        .set("review", view.review == 0 ? Json() : Json(view.review))
        .set("question", view.question);
}

std::string lineOf(const ActView& view)
{
    std::string line = std::to_string(view.act.sequence) + "  " + view.act.time.iso() + "  " + view.person + "  " + texts::eventName(view.act.verb) + "  " + view.act.object;
    if (!view.changes.empty())
        line += "\n    " + view.changes;
    if (!view.reason.empty())
        line += "\n    reason: " + view.reason;
    if (!view.question.empty())
        line += "\n    questioned: " + view.question;
    return line;
}

Result<int> acts(Call& call)
{
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    OXSEAL_TRY(const AdministrationView view, administrationView(*opened.workspace, opened.period));
    Json::Array rows;
    std::vector<std::string> lines;
    for (const ActsReviewView& review : view.reviews)
        lines.push_back("review " + std::to_string(review.row.id) + "  " + review.row.signedAt.iso() + "  " + review.signer + "  acts " + std::to_string(review.row.acts)
            + ", questioned " + std::to_string(review.row.questions.size()) + "  " + review.row.note);
    for (const auto* part : {&view.reviewed, &view.due}) {
        if (part == &view.due && !view.due.empty())
            lines.push_back("not reviewed:");
        for (const ActView& act : *part) {
            rows.push_back(jsonOf(act));
            lines.push_back(lineOf(act));
        }
    }
    Json::Array reviews;
    for (const ActsReviewView& review : view.reviews)
        reviews.push_back(Json().set("id", review.row.id).set("signed_by", review.signer).set("signed_at", review.row.signedAt.iso()).set("acts", review.row.acts)
                .set("questioned", std::ssize(review.row.questions)).set("sha256", review.row.digest.hex()).set("note", review.row.note));
    lines.push_back(std::to_string(view.due.size()) + " to review, " + std::to_string(view.reviewed.size()) + " reviewed, " + std::to_string(view.later) + " after the period");
    call.print(Json().set("acts", std::move(rows)).set("reviews", std::move(reviews)).set("due", std::ssize(view.due)).set("reviewed", std::ssize(view.reviewed)).set("later", view.later),
        join(lines, "\n"));
    return kDone;
}

/// "NUMBER=what is wrong".
Result<ActQuestion> questionOf(const Call& call, const std::string& text)
{
    const auto equals = text.find('=');
    std::int64_t sequence = 0;
    if (equals == std::string::npos || !parseInteger(text.substr(0, equals), sequence) || sequence < 0)
        return fail(kBadValue, {}, {"--question", text, "the number of an act, =, and what is wrong about it", call.noun()});
    return ActQuestion{static_cast<std::uint64_t>(sequence), text.substr(equals + 1)};
}

Result<int> review(Call& call)
{
    ActsOpinion opinion;
    OXSEAL_TRY(const std::string last, call.required("--last"));
    std::int64_t number = 0;
    if (!parseInteger(last, number) || number < 0)
        return fail(kBadValue, {}, {"--last", last, "the number of the last act you looked at", call.noun()});
    opinion.last = static_cast<std::uint64_t>(number);
    for (const std::string& text : call.values("--question")) {
        OXSEAL_TRY(ActQuestion question, questionOf(call, text));
        opinion.questions.push_back(std::move(question));
    }
    OXSEAL_TRY(const std::string note, call.reason());
    OXSEAL_TRY(const Opened opened, openFor(call, false));
    OXSEAL_TRY(const std::int64_t id, reviewAdministratorActs(*opened.workspace, opened.period, opinion, note));
    OXSEAL_CHECK(opened.workspace->close());
    call.print(Json().set("review", id), "review " + std::to_string(id) + " signed");
    return kDone;
}

} // namespace

void addActsVerbs(Registry& verbs)
{
    verbs.push_back({"user", "acts", "user acts WORKSPACE --user LOGIN --period P", {"--period="}, acts});
    verbs.push_back({"user", "review-acts", "user review-acts WORKSPACE --user LOGIN --period P --last NUMBER [--question NUMBER=TEXT …] --reason TEXT",
        {"--period=", "--last=", "--question="}, review});
}

} // namespace oxseal::cli
