// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_options.h"
#include "app/cli/scope_verbs.h"
#include "app/cli/summary.h"
#include "models/core/text.h"
#include "storage/actions/scope_actions.h"
#include "storage/reads/people_reads.h"

namespace oxseal::cli {
namespace {

template <class T>
Result<T> named(const Call& call, const char* option, std::optional<T> (*read)(std::string_view) noexcept, const char* allowed)
{
    OXSEAL_TRY(const std::string text, call.required(option));
    const std::optional<T> value = read(text);
    if (!value)
        return fail(kBadValue, {}, {option, text, allowed, call.noun()});
    return *value;
}

/// Opens, finds the period, acts, prints what `act` gives, closes.
Result<int> onPeriod(Call& call, const std::function<Result<Json>(Workspace&, const PeriodRow&, const std::string&)>& act, const char* words,
    std::initializer_list<const char*> keys)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const Json json, act(*workspace, period, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(json, summary(words, json, keys));
    return kDone;
}

Json systemJson(const ScopeLine& line)
{
    Json json(Json::Object{{"system", line.row.system}, {"risk", access::name(line.row.risk)}, {"frequency", access::name(line.row.frequency)},
        {"state", access::name(line.state)}, {"parts", line.parts}});
    json.set("listing", line.listing ? Json(line.listing->id.value) : Json());
    json.set("listing_of", line.listing && line.listing->asOf ? Json(line.listing->asOf->iso()) : Json());
    json.set("campaign", line.campaign ? Json(line.campaign.value) : Json());
    json.set("skip", line.skip ? Json(line.skip->id) : Json());
    json.set("skip_reason", line.skip ? Json(line.skip->why) : Json());
    json.set("skip_approved", line.skip ? Json(static_cast<bool>(line.skip->approvedBy)) : Json());
    Json::Array aliases;
    for (const std::string& alias : line.row.aliases)
        aliases.emplace_back(alias);
    json.set("aliases", std::move(aliases));
    json.set("note", line.row.note);
    return json;
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const ScopeView view, scopeView(workspace->db(), period));
    Json json(Json::Object{{"period", periodName}});
    std::vector<std::string> text;
    Json::Array systems, sources, known, findings;
    for (const ScopeLine& line : view.systems) {
        systems.push_back(systemJson(line));
        Json said = systems.back();
        if (line.state == access::ScopeState::PartlyReviewed)
            said.set("state", texts::sentence("access.scope_state.partly_reviewed") + ": " + line.parts);
        text.push_back(summary("access.scope_line", said, {"system", "risk", "frequency", "state"}));
        if (line.skip)
            text.back() += " " + texts::sentence(line.skip->approvedBy ? "access.scope_skip_line" : "access.scope_skip_asked", {std::to_string(line.skip->id), line.skip->why});
    }
    if (view.systems.empty())
        text.push_back(texts::sentence("access.scope_none", {periodName}));
    for (std::size_t at = 0; at < access::kKnownSources; ++at) {
        const char* source = access::name(static_cast<access::KnownSource>(at));
        const auto& list = view.lists[at];
        Json one(Json::Object{{"source", source}, {"given", list.has_value()}});
        one.set("file", list ? Json(list->fileName) : Json());
        one.set("sha256", list ? Json(list->sha256.hex()) : Json());
        sources.push_back(std::move(one));
        text.push_back(list ? texts::sentence("access.scope_list_given", {source, list->fileName, list->sha256.hex()}) : texts::sentence("access.scope_list_missing", {source}));
    }
    for (const KnownLine& line : view.known)
        known.emplace_back(Json::Object{{"source", access::name(line.source)}, {"name", line.name}, {"system", line.system}, {"open", line.open()}, {"why", line.why}});
    for (const Finding& finding : view.findings) {
        findings.emplace_back(Json::Object{{"code", finding.code}, {"severity", name(finding.severity)}, {"subject", finding.subject}, {"what", texts::what(finding)}});
        text.push_back(texts::what(finding) + " " + texts::remedy(finding));
    }
    const bool any = !view.findings.empty();
    json.set("systems", std::move(systems));
    json.set("lists", std::move(sources));
    json.set("known", std::move(known));
    json.set("findings", std::move(findings));
    call.print(json, join(text, "\n"));
    return call.flag("--fail-on-findings") && any ? kNegative : kDone;
}

Result<int> set(Call& call)
{
    ScopeWish wish;
    OXSEAL_TRY(wish.system, call.required("--system"));
    OXSEAL_TRY(wish.risk, named(call, "--risk", access::scopeRiskFromName, "low, medium, high"));
    OXSEAL_TRY(wish.frequency, named(call, "--frequency", access::reviewFrequencyFromName, "quarterly, half_yearly, yearly"));
    wish.aliases = call.values("--alias");
    wish.note = call.value("--note").value_or("");
    return onPeriod(call, [&wish](Workspace& workspace, const PeriodRow& period, const std::string& reason) -> Result<Json> {
        OXSEAL_CHECK(setScope(workspace, period, wish, reason));
        return Json(Json::Object{{"system", wish.system}, {"period", period.period.name()}});
    }, "access.scope_set_done", {"system", "period"});
}

Result<int> carry(Call& call)
{
    return onPeriod(call, [](Workspace& workspace, const PeriodRow& period, const std::string& reason) -> Result<Json> {
        OXSEAL_TRY(const std::int64_t carried, carryScope(workspace, period, reason));
        return Json(Json::Object{{"carried", carried}, {"period", period.period.name()}});
    }, "access.scope_carried", {"carried", "period"});
}

Result<int> skip(Call& call)
{
    OXSEAL_TRY(const std::string system, call.required("--system"));
    return onPeriod(call, [&system](Workspace& workspace, const PeriodRow& period, const std::string& reason) -> Result<Json> {
        OXSEAL_TRY(const std::int64_t id, askSkip(workspace, period, system, reason));
        return Json(Json::Object{{"skip", id}, {"system", system}});
    }, "access.scope_skip_done", {"skip", "system"});
}

Result<int> onSkip(Call& call, Status (*act)(Workspace&, std::int64_t, const std::string&))
{
    OXSEAL_TRY(const std::int64_t id, reviewNumber(call, "--skip"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(act(*workspace, id, reason));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"skip", id}});
    call.print(json, summary("access.scope_skip_changed", json, {"skip"}));
    return kDone;
}

Result<int> known(Call& call)
{
    OXSEAL_TRY(const access::KnownSource source, named(call, "--source", access::knownSourceFromName, "sso, vendors, interfaces"));
    OXSEAL_TRY(const std::string file, call.required("--file"));
    return onPeriod(call, [&](Workspace& workspace, const PeriodRow& period, const std::string& reason) -> Result<Json> {
        OXSEAL_TRY(const std::int64_t names, loadKnownList(workspace, period, source, file, call.value("--column").value_or(""), reason));
        return Json(Json::Object{{"names", names}, {"source", access::name(source)}});
    }, "access.scope_known_done", {"names", "source"});
}

Result<int> say(Call& call)
{
    OXSEAL_TRY(const access::KnownSource source, named(call, "--source", access::knownSourceFromName, "sso, vendors, interfaces"));
    OXSEAL_TRY(const std::string name, call.required("--name"));
    const std::string system = call.value("--system").value_or("");
    return onPeriod(call, [&](Workspace& workspace, const PeriodRow& period, const std::string& reason) -> Result<Json> {
        OXSEAL_CHECK(sayKnown(workspace, period, source, name, system, reason));
        return Json(Json::Object{{"name", name}, {"system", system}});
    }, system.empty() ? "access.scope_dismissed" : "access.scope_said", {"name", "system"});
}

/// yes or no, as stated; a role of which nobody has said so is named as such.
void addPrivilege(const RoleLine& line, const std::map<PersonId, std::string>& logins, Json& json, std::vector<std::string>& text)
{
    json.set("privilege_unknown", line.unknown);
    json.set("privileged", line.privilege ? Json(line.privilege->said.privileged ? "yes" : "no") : Json());
    json.set("privilege_why", line.privilege ? Json(line.privilege->why) : Json());
    if (line.unknown)
        text.push_back("   " + texts::sentence("access.role_privilege_unknown"));
    if (!line.privilege)
        return;
    const auto login = logins.find(line.privilege->by);
    text.push_back("   "
        + texts::sentence("access.role_privileged",
            {line.privilege->said.privileged ? "yes" : "no", login == logins.end() ? std::string() : login->second, line.privilege->at.day().iso(), line.privilege->why}));
}

Result<int> roles(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const std::vector<RoleLine> lines, roleReviews(*workspace, period));
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace->db()));
    std::map<PersonId, std::string> logins;
    for (const Person& person : people)
        logins[person.id] = person.login;
    const auto wanted = call.value("--system");
    const auto role = call.value("--role");
    Json::Array list;
    std::vector<std::string> text;
    for (const RoleLine& line : lines) {
        if ((wanted && line.system != *wanted) || (role && line.content.role != *role))
            continue;
        Json json(Json::Object{{"system", line.system}, {"role", line.content.role}, {"state", access::name(line.state)}, {"accounts", line.content.accounts},
            {"items", static_cast<std::int64_t>(line.content.items.size())}, {"changes", static_cast<std::int64_t>(line.diff.size())}});
        const auto owner = logins.find(line.owner);
        json.set("owner", owner == logins.end() ? Json() : Json(owner->second));
        json.set("approved_at", line.approval ? Json(line.approval->approvedAt.iso()) : Json());
        json.set("valid_until", line.validUntil ? Json(line.validUntil->iso()) : Json());
        Json::Array diff;
        text.push_back(summary("access.role_line", json, {"system", "role", "state", "items", "accounts", "changes"}));
        addPrivilege(line, logins, json, text);
        for (const access::RoleDiffLine& change : line.diff) {
            diff.emplace_back(Json::Object{{"change", access::name(change.change)}, {"permission", change.permission}, {"scope", change.scope}, {"before", change.before}, {"after", change.after}});
            text.push_back(std::string("   ") + access::name(change.change) + "  " + change.permission + (change.scope.empty() ? "" : " @ " + change.scope) + "  " + change.before + " > " + change.after);
        }
        json.set("diff", std::move(diff));
        if (role) {
            Json::Array items;
            for (const access::RoleItem& item : line.content.items) {
                items.emplace_back(Json::Object{{"permission", item.permission}, {"scope", item.scope}, {"level", item.level}});
                text.push_back("   " + item.permission + (item.scope.empty() ? "" : " @ " + item.scope) + "  " + item.level);
            }
            json.set("contents", std::move(items));
        }
        list.push_back(std::move(json));
    }
    call.print(Json::Object{{"period", periodName}, {"roles", std::move(list)}}, text.empty() ? texts::sentence("access.role_none", {periodName}) : join(text, "\n"));
    return kDone;
}

Result<int> roleOwner(Call& call)
{
    OXSEAL_TRY(const std::string system, call.required("--system"));
    OXSEAL_TRY(const std::string role, call.required("--role"));
    OXSEAL_TRY(const std::string login, call.required("--owner"));
    return onPeriod(call, [&](Workspace& workspace, const PeriodRow& period, const std::string& reason) -> Result<Json> {
        OXSEAL_CHECK(setRoleOwner(workspace, period, system, role, login, reason));
        return Json(Json::Object{{"role", role}, {"system", system}, {"owner", login}});
    }, "access.role_owner_done", {"role", "system", "owner"});
}

Result<bool> yesOrNo(const Call& call, const char* option)
{
    OXSEAL_TRY(const std::string text, call.required(option));
    if (text != "yes" && text != "no")
        return fail(kBadValue, {}, {option, text, "yes, no", call.noun()});
    return text == "yes";
}

Result<int> roleApprove(Call& call)
{
    OXSEAL_TRY(const std::string system, call.required("--system"));
    OXSEAL_TRY(const std::string role, call.required("--role"));
    std::optional<bool> privileged;
    if (call.value("--privileged")) {
        OXSEAL_TRY(privileged, yesOrNo(call, "--privileged"));
    }
    return onPeriod(call, [&](Workspace& workspace, const PeriodRow& period, const std::string& reason) -> Result<Json> {
        OXSEAL_CHECK(approveRole(workspace, period, system, role, reason, privileged));
        return Json(Json::Object{{"role", role}, {"system", system}});
    }, "access.role_approve_done", {"role", "system"});
}

Result<int> rolePrivilege(Call& call)
{
    OXSEAL_TRY(const std::string system, call.required("--system"));
    OXSEAL_TRY(const std::string role, call.required("--role"));
    OXSEAL_TRY(const bool privileged, yesOrNo(call, "--privileged"));
    return onPeriod(call, [&](Workspace& workspace, const PeriodRow& period, const std::string& reason) -> Result<Json> {
        OXSEAL_CHECK(stateRolePrivilege(workspace, period, system, role, privileged, reason));
        return Json(Json::Object{{"role", role}, {"system", system}, {"privileged", privileged ? "yes" : "no"}});
    }, privileged ? "access.role_privilege_yes" : "access.role_privilege_no", {"role", "system"});
}

} // namespace

void addScopeVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"scope", verb, synopsis, std::move(options), run});
    };
    add("show", "scope show WORKSPACE --period P", {"--period="}, show);
    add("set", "scope set WORKSPACE --period P --system S --risk R --frequency F", {"--period=", "--system=", "--risk=", "--frequency=", "--alias=", "--note="}, set);
    add("carry", "scope carry WORKSPACE --period P", {"--period="}, carry);
    add("skip", "scope skip WORKSPACE --period P --system S", {"--period=", "--system="}, skip);
    add("skip-approve", "scope skip-approve WORKSPACE --skip N", {"--skip="}, [](Call& call) { return onSkip(call, approveSkip); });
    add("skip-withdraw", "scope skip-withdraw WORKSPACE --skip N", {"--skip="}, [](Call& call) { return onSkip(call, withdrawSkip); });
    add("known", "scope known WORKSPACE --period P --source sso|vendors|interfaces --file F", {"--period=", "--source=", "--file=", "--column="}, known);
    add("say", "scope say WORKSPACE --period P --source S --name N [--system S]", {"--period=", "--source=", "--name=", "--system="}, say);
    add("roles", "scope roles WORKSPACE --period P [--system S] [--role R]", {"--period=", "--system=", "--role="}, roles);
    add("role-owner", "scope role-owner WORKSPACE --period P --system S --role R --owner LOGIN", {"--period=", "--system=", "--role=", "--owner="}, roleOwner);
    add("role-approve", "scope role-approve WORKSPACE --period P --system S --role R [--privileged yes|no]", {"--period=", "--system=", "--role=", "--privileged="}, roleApprove);
    add("role-privilege", "scope role-privilege WORKSPACE --period P --system S --role R --privileged yes|no", {"--period=", "--system=", "--role=", "--privileged="},
        rolePrivilege);
}

} // namespace oxseal::cli
