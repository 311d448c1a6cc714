// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_people_verbs.h"

#include "app/cli/review_options.h"
#include "app/cli/summary.h"
#include "models/core/text.h"
#include "storage/actions/handover_actions.h"
#include "storage/reads/person_names.h"
#include "storage/reads/review_agenda.h"

namespace oxseal::cli {
namespace {

Json loginJson(const NamesById& logins, PersonId person)
{
    const auto found = logins.find(person);
    return found == logins.end() ? Json() : Json(found->second);
}

std::string loginText(const NamesById& logins, PersonId person)
{
    const auto found = logins.find(person);
    return found == logins.end() ? texts::sentence("access.agenda_nobody") : found->second;
}

Json agendaJson(const AgendaItem& item, const NamesById& logins)
{
    Json json(Json::Object{{"task", name(item.task)}, {"campaign", item.campaign.value}, {"system", item.system}, {"period", item.period}});
    json.set("reviewer", loginJson(logins, item.person));
    json.set("stand_in", loginJson(logins, item.standIn));
    json.set("stage", item.stage);
    json.set("kind", access::name(item.kind));
    json.set("open", item.open);
    json.set("later", item.later);
    json.set("reconfirm", item.reconfirm);
    json.set("due", item.due ? Json(item.due->iso()) : Json());
    json.set("overdue", item.overdue);
    return json;
}

std::string agendaText(const AgendaItem& item, const NamesById& logins)
{
    const std::string who = loginText(logins, item.person);
    if (item.task == AgendaTask::Resolve)
        return texts::sentence("access.agenda_resolve", {who, item.system, item.period, std::to_string(item.open)});
    if (item.task == AgendaTask::SignOff)
        return texts::sentence("access.agenda_signoff", {who, item.system, item.period});
    std::string text = texts::sentence("access.agenda_line",
        {who, item.system, item.period, std::to_string(item.stage), std::to_string(item.open), std::to_string(item.later), item.due ? item.due->iso() : "-"});
    if (item.reconfirm > 0)
        text += "; " + texts::sentence("access.agenda_confirm", {std::to_string(item.reconfirm)});
    if (item.overdue > 0)
        text += "; " + texts::sentence("access.stage_late", {std::to_string(item.overdue)});
    return text;
}

Result<int> agenda(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    Database& db = workspace->db();
    std::optional<PeriodRow> period;
    if (const auto wanted = call.value("--period")) {
        OXSEAL_TRY(period, periodByName(db, *wanted));
    }
    OXSEAL_TRY(std::vector<AgendaItem> items, reviewAgenda(db, period ? &*period : nullptr, call.environment().clock.now().day()));
    OXSEAL_TRY(const NamesById logins, loginsById(db));
    if (const auto login = call.value("--reviewer")) {
        OXSEAL_TRY(const Person person, personByLogin(db, *login));
        std::erase_if(items, [&](const AgendaItem& item) { return item.person != person.id && item.standIn != person.id; });
    }
    Json::Array list;
    std::vector<std::string> lines;
    bool late = false;
    for (const AgendaItem& item : items) {
        list.push_back(agendaJson(item, logins));
        lines.push_back(agendaText(item, logins));
        late = late || item.overdue > 0;
    }
    Json json(Json::Object{{"agenda", std::move(list)}});
    if (const auto out = call.value("--ics")) {
        OXSEAL_TRY(const AgendaFile file, agendaFile(*workspace, items));
        OXSEAL_CHECK(writeFile(*out, file.file.bytes));
        json.set("entries", static_cast<std::int64_t>(file.file.entries));
        json.set("undated", static_cast<std::int64_t>(file.undated));
        lines.push_back(texts::sentence("access.agenda_file", {std::to_string(file.file.entries), *out, std::to_string(file.undated)}));
    }
    call.print(json, lines.empty() ? texts::sentence("access.agenda_none") : join(lines, "\n"));
    return call.flag("--fail-on-findings") && late ? kNegative : kDone;
}

Json delegationJson(const DelegationRow& row, const NamesById& logins, Day today)
{
    Json json(Json::Object{{"stand_in", row.id}, {"state", stateOf(row, today)}, {"first", row.first.iso()}, {"last", row.last.iso()}, {"why", row.why}});
    json.set("from", loginJson(logins, row.from));
    json.set("to", loginJson(logins, row.to));
    json.set("subordinate", row.subordinate == Flag::Unknown ? Json() : Json(row.subordinate == Flag::Yes));
    json.set("asked_by", loginJson(logins, row.askedBy));
    json.set("approved_by", loginJson(logins, row.approvedBy));
    return json;
}

std::string delegationText(const Json& json)
{
    return summary("access.delegation_line", json, {"stand_in", "from", "to", "first", "last", "state"});
}

Result<int> standIns(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const auto rows, handover_repo::delegations(workspace->db()));
    OXSEAL_TRY(const NamesById logins, loginsById(workspace->db()));
    Json::Array list;
    std::vector<std::string> lines;
    for (const DelegationRow& row : rows) {
        list.push_back(delegationJson(row, logins, call.environment().clock.now().day()));
        lines.push_back(delegationText(list.back()));
    }
    call.print(Json::Object{{"stand_ins", std::move(list)}}, lines.empty() ? texts::sentence("access.stand_in_none") : join(lines, "\n"));
    return kDone;
}

Result<int> printDelegation(Call& call, Workspace& workspace, std::int64_t id)
{
    OXSEAL_TRY(const auto rows, handover_repo::delegations(workspace.db()));
    OXSEAL_TRY(const NamesById logins, loginsById(workspace.db()));
    for (const DelegationRow& row : rows) {
        if (row.id != id)
            continue;
        const Json json = delegationJson(row, logins, call.environment().clock.now().day());
        call.print(json, delegationText(json));
    }
    return kDone;
}

Result<int> standIn(Call& call)
{
    DelegationWish wish;
    OXSEAL_TRY(wish.from, call.required("--for"));
    OXSEAL_TRY(wish.to, call.required("--to"));
    OXSEAL_TRY(wish.first, call.requiredDay("--from"));
    OXSEAL_TRY(wish.last, call.requiredDay("--until"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::int64_t id, requestDelegation(*workspace, wish, reason));
    OXSEAL_TRY(const int code, printDelegation(call, *workspace, id));
    OXSEAL_CHECK(workspace->close());
    return code;
}

Result<int> onDelegation(Call& call, Status (*act)(Workspace&, std::int64_t, const std::string&))
{
    OXSEAL_TRY(const std::int64_t id, reviewNumber(call, "--stand-in"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(act(*workspace, id, reason));
    OXSEAL_TRY(const int code, printDelegation(call, *workspace, id));
    OXSEAL_CHECK(workspace->close());
    return code;
}

Result<int> succeed(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const std::string from, call.required("--reviewer"));
    OXSEAL_TRY(const std::string to, call.required("--to"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const SuccessionOutcome done, succeedReviewer(*workspace, period, from, to, reason));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"campaigns", done.campaigns}, {"moved", done.moved}, {"reconfirm", done.reconfirm}, {"stayed", done.stayed},
        {"exceptions", done.exceptions}, {"owned", done.owned}});
    call.print(json, summary("access.succeeded", json, {"campaigns", "moved", "reconfirm", "stayed", "exceptions", "owned"}));
    return call.flag("--fail-on-findings") && done.exceptions > 0 ? kNegative : kDone;
}

Result<int> handovers(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const auto rows, handover_repo::handovers(workspace->db(), period.id));
    OXSEAL_TRY(const NamesById logins, loginsById(workspace->db()));
    Json::Array list;
    std::vector<std::string> lines;
    for (const HandoverRow& row : rows) {
        Json json(Json::Object{{"campaign", row.campaign.value}, {"system", row.system}, {"stage", row.stage}, {"cause", row.cause}, {"what", row.what},
            {"at", row.at.iso()}, {"account", row.account}, {"entitlement", row.entitlement}});
        json.set("row", row.row ? Json(*row.row) : Json());
        json.set("from", loginJson(logins, row.from));
        json.set("to", loginJson(logins, row.to));
        json.set("by", loginJson(logins, row.by));
        const std::string what = row.row ? row.system + " #" + std::to_string(*row.row) + " " + row.account : row.system;
        lines.push_back(texts::sentence("access.handover_line",
            {row.at.iso(), what, loginText(logins, row.from), loginText(logins, row.to), row.cause, row.what}));
        list.push_back(std::move(json));
    }
    call.print(Json::Object{{"period", periodName}, {"handovers", std::move(list)}}, lines.empty() ? texts::sentence("access.handover_none") : join(lines, "\n"));
    return kDone;
}

} // namespace

void addReviewPeopleVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"review", verb, synopsis, std::move(options), run});
    };
    add("agenda", "review agenda WORKSPACE [--period P] [--reviewer LOGIN] [--ics OUT.ics]", {"--period=", "--reviewer=", "--ics="}, agenda);
    add("stand-in", "review stand-in WORKSPACE --for LOGIN --to LOGIN --from D --until D", {"--for=", "--to=", "--from=", "--until="}, standIn);
    add("stand-in-approve", "review stand-in-approve WORKSPACE --stand-in N", {"--stand-in="}, [](Call& call) { return onDelegation(call, approveDelegation); });
    add("stand-in-end", "review stand-in-end WORKSPACE --stand-in N", {"--stand-in="}, [](Call& call) { return onDelegation(call, endDelegation); });
    add("stand-ins", "review stand-ins WORKSPACE", {}, standIns);
    add("succeed", "review succeed WORKSPACE --period P --reviewer LOGIN --to LOGIN", {"--period=", "--reviewer=", "--to="}, succeed);
    add("handovers", "review handovers WORKSPACE --period P", {"--period="}, handovers);
}

} // namespace oxseal::cli
