// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_stage_verbs.h"

#include "app/cli/review_options.h"
#include "app/cli/summary.h"
#include "models/core/text.h"
#include "storage/actions/access_actions.h"
#include "storage/reads/person_names.h"
#include "storage/reads/review_stages.h"

namespace oxseal::cli {
namespace {

constexpr const char* kSyntax = "KIND[:due=2026-10-20,quorum=first|all,lines=all|privileged,escalate=LOGIN,mode=tell|take_over]";

template <class T>
Status put(T& place, const std::optional<T>& value, const Call& call, const std::string& given)
{
    if (!value)
        return fail(kBadValue, {}, {"--stage", given, kSyntax, call.noun()});
    place = *value;
    return {};
}

Result<access::Stage> stageFrom(const Call& call, const std::string& given)
{
    access::Stage stage;
    const std::size_t colon = given.find(':');
    OXSEAL_CHECK(put(stage.kind, access::stageKindFromName(trimmed(given.substr(0, colon))), call, given));
    if (stage.kind == access::StageKind::SecondReviewer)
        stage.lines = access::StageLines::Privileged;
    if (colon == std::string::npos)
        return stage;
    for (const auto& part : split(given.substr(colon + 1), ',')) {
        const std::size_t equals = part.find('=');
        const std::string key(trimmed(part.substr(0, equals)));
        const std::string value(equals == std::string::npos ? std::string_view() : trimmed(part.substr(equals + 1)));
        if (key == "due") {
            Day due;
            OXSEAL_CHECK(put(due, Day::fromIso(value), call, given));
            stage.due = due;
        } else if (key == "quorum") {
            OXSEAL_CHECK(put(stage.quorum, access::quorumFromName(value), call, given));
        } else if (key == "lines") {
            OXSEAL_CHECK(put(stage.lines, access::stageLinesFromName(value), call, given));
        } else if (key == "mode") {
            OXSEAL_CHECK(put(stage.escalation, access::escalationFromName(value), call, given));
        } else if (key == "escalate" && !value.empty()) {
            stage.escalateTo = value;
        } else {
            return fail(kBadValue, {}, {"--stage", given, kSyntax, call.noun()});
        }
    }
    return stage;
}

Json stageJson(const StageStatus& status, const std::map<PersonId, std::string>& logins)
{
    const StageRow& row = status.row;
    const auto loginOf = [&logins](PersonId person) {
        const auto found = logins.find(person);
        return found == logins.end() ? Json() : Json(found->second);
    };
    Json json(Json::Object{{"stage", row.stage}, {"kind", name(row.kind)}, {"takes", name(row.lines)}, {"quorum", name(row.quorum)}});
    json.set("due", row.due ? Json(row.due->iso()) : Json());
    json.set("overdue", status.overdue);
    json.set("escalate_to", loginOf(row.escalateTo));
    json.set("escalation", name(row.escalation));
    json.set("lines", status.lines);
    json.set("open", status.open);
    json.set("waiting", status.waiting);
    json.set("agreed", status.agreed);
    json.set("disagreed", status.disagreed);
    json.set("without_reviewer", status.withoutReviewer);
    Json::Array escalations;
    for (const EscalationRow& one : status.escalations)
        escalations.emplace_back(Json::Object{{"at", one.at.iso()}, {"to", loginOf(one.person)}, {"kind", name(one.kind)}, {"lines", one.lines}, {"moved", one.moved}});
    json.set("escalations", std::move(escalations));
    return json;
}

Result<int> stages(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    Database& db = workspace->db();
    OXSEAL_TRY(const CampaignRow campaign, campaignById(db, id));
    OXSEAL_TRY(const auto statuses, stageStatuses(db, campaign, call.environment().clock.now().day()));
    OXSEAL_TRY(const auto logins, loginsById(db));
    Json::Array list;
    std::vector<std::string> lines;
    bool late = false;
    for (const StageStatus& status : statuses) {
        list.push_back(stageJson(status, logins));
        std::string line = texts::sentence("access.stage_line",
            {std::to_string(status.row.stage), name(status.row.kind), std::to_string(status.lines), std::to_string(status.open), std::to_string(status.waiting),
                std::to_string(status.agreed), std::to_string(status.disagreed), std::to_string(status.withoutReviewer),
                status.row.due ? status.row.due->iso() : "-"});
        if (status.overdue > 0)
            line += " " + texts::sentence("access.stage_late", {std::to_string(status.overdue)});
        late = late || status.overdue > 0;
        lines.push_back(std::move(line));
    }
    call.print(Json::Object{{"campaign", id.value}, {"stages", std::move(list)}}, join(lines, "\n"));
    return call.flag("--fail-on-findings") && late ? kNegative : kDone;
}

Result<int> resolve(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    LineDecision decision;
    OXSEAL_TRY(const std::string word, call.required("--decision"));
    OXSEAL_TRY(decision.decision, decisionNamed(call, word));
    OXSEAL_TRY([[maybe_unused]] const std::string given, call.required("--rows"));
    OXSEAL_TRY(const auto rows, rowsOption(call));
    if (rows.size() != 1)
        return fail(kBadValue, {}, {"--rows", given, "17", call.noun()});
    OXSEAL_TRY(decision.comment, call.required("--comment"));
    OXSEAL_TRY(const std::string reason, call.reason());
    decision.row = rows.front();
    decision.code = call.value("--code").value_or("");
    decision.target = call.value("--to").value_or("");
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(resolveLine(*workspace, id, decision, reason));
    OXSEAL_TRY(const CampaignStatus status, reviewStatus(workspace->db(), id));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"campaign", id.value}, {"system", status.row.system}, {"state", name(status.row.state)}, {"decided", status.counts.decided},
        {"lines", status.counts.lines}, {"removals_open", status.removalsOpen}});
    call.print(json, summary("access.campaign_line", json, {"campaign", "system", "state", "decided", "lines", "removals_open"}));
    return kDone;
}

Result<int> escalate(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const auto done, escalateReview(*workspace, id, reason));
    OXSEAL_TRY(const auto logins, loginsById(workspace->db()));
    OXSEAL_CHECK(workspace->close());
    Json::Array list;
    std::vector<std::string> lines;
    for (const StageEscalated& one : done) {
        Json::Array exceptions;
        for (const std::int64_t row : one.exceptions)
            exceptions.emplace_back(row);
        const auto to = logins.find(one.to);
        Json json(Json::Object{{"stage", one.stage}, {"late", one.late}, {"overdue", one.overdue}, {"moved", one.moved},
            {"barred", static_cast<std::int64_t>(one.exceptions.size())}, {"kind", name(one.kind)}});
        json.set("to", to == logins.end() ? Json() : Json(to->second));
        json.set("exceptions", std::move(exceptions));
        lines.push_back(summary("access.escalated", json, {"stage", "late", "overdue", "moved", "barred"}));
        list.push_back(std::move(json));
    }
    call.print(Json::Object{{"campaign", id.value}, {"escalated", std::move(list)}}, join(lines, "\n"));
    return kDone;
}

} // namespace

Result<std::vector<access::Stage>> stagesOption(const Call& call)
{
    std::vector<access::Stage> stages;
    for (const std::string& given : call.values("--stage")) {
        OXSEAL_TRY(access::Stage stage, stageFrom(call, given));
        stages.push_back(std::move(stage));
    }
    return stages;
}

void addReviewStageVerbs(Registry& verbs)
{
    verbs.push_back({"review", "stages", "review stages WORKSPACE --campaign N", {"--campaign="}, stages});
    verbs.push_back({"review", "resolve", "review resolve WORKSPACE --campaign N --rows R --decision D --comment C",
        {"--campaign=", "--rows=", "--decision=", "--code=", "--to=", "--comment="}, resolve});
    verbs.push_back({"review", "escalate", "review escalate WORKSPACE --campaign N", {"--campaign="}, escalate});
}

} // namespace oxseal::cli
