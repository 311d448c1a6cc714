// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/account_verbs.h"
#include "app/cli/period_call.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/schedule_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

Json keysJson(const std::vector<std::string>& keys)
{
    Json::Array out;
    for (const std::string& key : keys)
        out.emplace_back(key);
    return Json(std::move(out));
}

bool isIn(const std::vector<std::string>& keys, const std::string& key)
{
    for (const std::string& each : keys) {
        if (each == key)
            return true;
    }
    return false;
}

Json viewJson(const ScheduleView& view, bool withLines)
{
    const auto money = [&](std::int64_t minor) { return Json(formatMinor(minor, view.row.digits)); };
    const recon::ScheduleProof& proof = view.proof;
    Json json;
    json.set("schedule", view.row.id).set("entity", view.row.entity).set("account", view.row.account).set("name", view.row.accountName);
    json.set("period", view.period.name()).set("kind", recon::name(view.row.kind)).set("state", view.row.state).set("currency", view.row.currency);
    json.set("balance", money(proof.balance)).set("opening", money(proof.opening)).set("added", money(proof.added)).set("released", money(proof.released));
    json.set("closing", money(proof.closing)).set("difference", money(proof.difference)).set("opposite_sign", proof.oppositeSign).set("first", view.first);
    Json age;
    for (std::size_t i = 0; i < proof.byAge.size(); ++i)
        age.set(recon::name(static_cast<recon::AgeBucket>(i)), money(proof.byAge[i]));
    json.set("age", std::move(age));
    Json::Array issues;
    for (const recon::ScheduleIssue issue : proof.issues())
        issues.emplace_back(recon::name(issue));
    json.set("issues", Json(std::move(issues))).set("footing", keysJson(proof.footing)).set("opening_broken", keysJson(proof.broken));
    json.set("dropped", keysJson(proof.dropped)).set("unsupported", keysJson(proof.unsupported)).set("carried", keysJson(proof.carried));
    json.set("overdue", keysJson(proof.overdue));
    if (!withLines)
        return json;
    Json::Array lines;
    for (const ScheduleLineRow& row : view.lines) {
        const recon::ScheduleLine& line = row.line;
        Json one;
        one.set("line", line.key).set("description", line.description).set("date", line.day.iso()).set("age", recon::name(recon::ageBucket(line.day, view.period.last)));
        one.set("opening", money(line.opening)).set("added", money(line.added)).set("released", money(line.released)).set("closing", money(line.closing));
        one.set("reversal", line.reversal ? Json(line.reversal->iso()) : Json()).set("support", line.support).set("evidence", line.evidence);
        lines.push_back(one.set("examined", line.examined).set("carried", isIn(proof.carried, line.key)).set("note", row.note));
    }
    return json.set("lines", Json(std::move(lines)));
}

std::string viewText(const ScheduleView& view)
{
    const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.row.digits) + " " + view.row.currency; };
    const recon::ScheduleProof& proof = view.proof;
    std::string out = texts::sentence("schedule.head", {view.row.entity, view.row.account, view.row.accountName, view.period.name(), view.row.state, recon::name(view.row.kind)});
    for (const ScheduleLineRow& row : view.lines)
        out += "\n" + texts::sentence("schedule.line", {row.line.key, row.line.description, row.line.day.iso(), money(row.line.closing),
                          isIn(proof.carried, row.line.key) ? texts::sentence("schedule.carried") : row.line.support});
    out += "\n" + texts::sentence("schedule.roll", {money(proof.opening), money(proof.added), money(proof.released), money(proof.closing)});
    out += "\n" + texts::sentence("schedule.balance", {money(proof.balance), money(proof.difference)});
    if (proof.oppositeSign)
        out += "\n" + texts::sentence("schedule.opposite");
    const std::pair<const char*, const std::vector<std::string>*> issues[] = {{"footing", &proof.footing}, {"opening", &proof.broken}, {"dropped", &proof.dropped},
        {"unsupported", &proof.unsupported}, {"carried", &proof.carried}, {"overdue", &proof.overdue}};
    for (const auto& [name, keys] : issues) {
        if (!keys->empty())
            out += "\n" + texts::sentence("schedule.issue", {name, join(*keys, ", ")});
    }
    return out;
}

Result<std::int64_t> idOf(const Call& call)
{
    OXSEAL_TRY(const std::string text, call.required("--schedule"));
    std::int64_t id = 0;
    if (!parseInteger(text, id))
        return fail(kBadValue, {}, {"--schedule", text, "the number of a schedule", call.noun()});
    return id;
}

/// Prints where the schedule stands and closes the workspace.
Result<int> done(Call& call, Workspace& workspace, std::int64_t id)
{
    OXSEAL_TRY(const ScheduleView view, scheduleView(workspace.db(), id));
    OXSEAL_CHECK(workspace.close());
    call.print(viewJson(view, true), viewText(view));
    return kDone;
}

Result<int> open(Call& call)
{
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const std::string account, call.required("--account"));
    const std::string text = call.value("--kind").value_or("other");
    const auto kind = recon::scheduleKindFromName(text);
    if (!kind)
        return fail(kBadValue, {}, {"--kind", text, "accrual, prepaid, deferred_revenue, fixed_asset, lease, debt, equity, tax or other", call.noun()});
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const Opened opened, openFor(call, false));
    OXSEAL_TRY(const std::int64_t id, openSchedule(*opened.workspace, entity, account, opened.period, *kind, reason));
    return done(call, *opened.workspace, id);
}

Result<int> load(Call& call)
{
    OXSEAL_TRY(const std::int64_t id, idOf(call));
    OXSEAL_TRY(const std::string file, call.required("--file"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(loadSchedule(*workspace, id, file, call.flag("--credit"), reason));
    return done(call, *workspace, id);
}

Result<std::int64_t> amountOf(const Call& call, const char* option, int digits)
{
    const auto text = call.value(option);
    if (!text)
        return std::int64_t{0};
    const auto minor = parseMinor(*text, digits);
    if (!minor)
        return fail(kBadValue, {}, {option, *text, "an amount such as -1234.50", call.noun()});
    return *minor;
}

Result<Day> dayOf(const Call& call, const char* option, const std::string& text)
{
    const auto day = Day::fromIso(text);
    if (!day)
        return fail(kBadValue, {}, {option, text, "a day as 2026-09-30", call.noun()});
    return *day;
}

Result<int> line(Call& call)
{
    OXSEAL_TRY(const std::int64_t id, idOf(call));
    ScheduleLineInput input;
    OXSEAL_TRY(input.key, call.required("--line"));
    OXSEAL_TRY(const std::string date, call.required("--date"));
    OXSEAL_TRY(input.day, dayOf(call, "--date", date));
    if (const auto reversal = call.value("--reversal")) {
        OXSEAL_TRY(input.reversal, dayOf(call, "--reversal", *reversal));
    }
    input.description = call.value("--text").value_or("");
    input.support = call.value("--support").value_or("");
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const ScheduleView view, scheduleView(workspace->db(), id));
    OXSEAL_TRY(input.added, amountOf(call, "--added", view.row.digits));
    OXSEAL_TRY(input.released, amountOf(call, "--released", view.row.digits));
    if (call.has("--opening")) {
        OXSEAL_TRY(input.opening, amountOf(call, "--opening", view.row.digits));
    }
    OXSEAL_CHECK(putScheduleLine(*workspace, id, input, reason));
    return done(call, *workspace, id);
}

Result<int> examine(Call& call)
{
    OXSEAL_TRY(const std::int64_t id, idOf(call));
    OXSEAL_TRY(const std::string key, call.required("--line"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(examineScheduleLine(*workspace, id, key, reason, call.value("--evidence").value_or("")));
    return done(call, *workspace, id);
}

Result<int> sign(Call& call)
{
    OXSEAL_TRY(const std::int64_t id, idOf(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(call.verb() == "review" ? reviewSchedule(*workspace, id, reason) : prepareSchedule(*workspace, id, reason));
    return done(call, *workspace, id);
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const std::int64_t id, idOf(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ScheduleView view, scheduleView(workspace->db(), id));
    call.print(viewJson(view, true), viewText(view));
    return kDone;
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    OXSEAL_TRY(const auto views, scheduleViews(opened.workspace->db(), opened.period.id));
    Json::Array all;
    std::vector<std::string> text;
    for (const ScheduleView& view : views) {
        all.push_back(viewJson(view, false));
        text.push_back(std::to_string(view.row.id) + "  " + view.row.entity + "/" + view.row.account + "  " + view.row.state + "  "
            + formatAmount(view.proof.difference, view.row.digits) + " " + view.row.currency);
    }
    const std::string named = opened.period.period.name();
    call.print(Json().set("schedules", Json(std::move(all))), text.empty() ? texts::sentence("schedule.none", {named}) : join(text, "\n"));
    return kDone;
}

} // namespace

void addScheduleVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"schedule", verb, synopsis, std::move(options), run});
    };
    add("open", "schedule open WORKSPACE --entity E --account A --period P [--kind K]", {"--entity=", "--account=", "--period=", "--kind="}, open);
    add("load", "schedule load WORKSPACE --schedule N --file F [--credit]", {"--schedule=", "--file=", "--credit"}, load);
    add("line", "schedule line WORKSPACE --schedule N --line REF --date D [--added X] [--released X] [--opening X] [--text T] [--support T] [--reversal D]",
        {"--schedule=", "--line=", "--date=", "--added=", "--released=", "--opening=", "--text=", "--support=", "--reversal="}, line);
    add("examine", "schedule examine WORKSPACE --schedule N --line REF [--evidence FILE]", {"--schedule=", "--line=", "--evidence="}, examine);
    add("prepare", "schedule prepare WORKSPACE --schedule N", {"--schedule="}, sign);
    add("review", "schedule review WORKSPACE --schedule N", {"--schedule="}, sign);
    add("show", "schedule show WORKSPACE --schedule N", {"--schedule="}, show);
    add("list", "schedule list WORKSPACE --period P", {"--period="}, list);
}

} // namespace oxseal::cli
