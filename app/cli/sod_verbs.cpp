// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sod_check.h"
#include "app/cli/sod_lines.h"
#include "app/cli/summary.h"
#include "models/core/text.h"
#include "storage/actions/sod_actions.h"
#include "storage/reads/person_names.h"
#include "storage/reads/sod_picture.h"

namespace oxseal::cli {
namespace {

Result<int> runCheck(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const SodRunRow run, runSod(*workspace, period, reason));
    sod::LintReport lint;
    if (run.unmapped > 0) {
        OXSEAL_TRY(const sod::RuleSet rules, currentRuleSet(workspace->db()));
        OXSEAL_TRY(const PeriodAccess access, periodAccess(*workspace, period));
        lint = sod::lint(rules, access.held.graph);
    }
    OXSEAL_CHECK(workspace->close());
    Json json(Json::Object{{"run", run.id}, {"period", periodName}, {"users", run.persons}, {"grants", run.grants},
        {"conflicts", run.conflicts}, {"accounts_without_person", run.accountsWithoutPerson}, {"unmapped", run.unmapped},
        {"coverage_percent", run.coveragePercent}});
    std::string text = summary("sod.run_summary", json, {"conflicts", "users", "grants", "unmapped", "coverage_percent"});
    addUnmapped(json, text, lint);
    call.print(json, text);
    return call.flag("--fail-on-findings") && run.conflicts > 0 ? kNegative : kDone;
}

Json decisionJson(const SodDecisionRow& row)
{
    Json json(Json::Object{{"until", row.until.iso()}, {"note", row.note}});
    if (row.kind == "mitigate") {
        json.set("control", row.control);
        json.set("performer", row.performer);
        json.set("state", row.state);
    }
    return json;
}

Json acceptanceJson(const AcceptanceStatus& one, const NamesById& logins)
{
    Json json(Json::Object{{"acceptance", one.row.id}, {"state", sod::name(one.state)}, {"until", one.row.until.iso()}, {"note", one.row.note},
        {"accepted_by", logins.at(one.row.decidedBy)}, {"accepted_at", one.row.decidedAt.iso()}, {"needs_second", one.row.needsSecond}});
    json.set("replaces", one.row.replaces != 0 ? Json(one.row.replaces) : Json());
    json.set("second", one.second ? Json(Json::Object{{"approved", one.second->approved}, {"by", logins.at(one.second->by)}, {"at", one.second->at.iso()},
                           {"note", one.second->why}})
                                  : Json());
    return json;
}

Json conflictJson(const ConflictStatus& conflict, const NamesById& logins)
{
    Json json;
    json.set("fingerprint", conflict.row.fingerprint.hex());
    json.set("subject", conflict.row.subject);
    json.set("rule", conflict.row.rule);
    json.set("risk", conflict.row.risk);
    json.set("severity", name(conflict.row.severity));
    json.set("left_path", conflict.row.leftPath);
    json.set("right_path", conflict.row.rightPath);
    json.set("typical_control", conflict.row.control);
    json.set("standing", sod::name(conflict.standing));
    json.set("mitigation", conflict.mitigation ? decisionJson(*conflict.mitigation) : Json());
    json.set("acceptance", conflict.acceptance ? decisionJson(*conflict.acceptance) : Json());
    Json::Array acceptances;
    for (const AcceptanceStatus& one : conflict.acceptances)
        acceptances.push_back(acceptanceJson(one, logins));
    json.set("acceptances", std::move(acceptances));
    return json;
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    const Day today = call.environment().clock.now().day();
    OXSEAL_TRY(const auto conflicts, sodConflicts(workspace->db(), period, today));
    OXSEAL_TRY(const NamesById logins, loginsById(workspace->db()));
    Json::Array all;
    std::vector<std::string> lines;
    std::int64_t open = 0;
    for (const ConflictStatus& conflict : conflicts) {
        open += conflict.standing == sod::Standing::Open ? 1 : 0;
        all.push_back(conflictJson(conflict, logins));
        const std::string waits = conflict.waiting() != nullptr ? "  (" + texts::sentence("sod.acceptance_state.waiting") + ")" : std::string();
        lines.push_back(conflict.row.fingerprint.hex().substr(0, 12) + "  " + conflict.row.subject + "  " + conflict.row.rule + "  "
            + name(conflict.row.severity) + "  " + sod::name(conflict.standing) + waits + "\n    " + conflict.row.leftPath + "\n    "
            + conflict.row.rightPath);
    }
    call.print(Json::Object{{"period", periodName}, {"conflicts", std::move(all)}, {"open", open}}, join(lines, "\n"));
    return call.flag("--fail-on-findings") && open > 0 ? kNegative : kDone;
}

/// What lies in the roles and not in who holds them.
Result<int> roles(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const SodPicture picture, sodPicture(*workspace, period, call.environment().clock.now().day()));
    const auto nameOf = [&picture](std::uint32_t role) { return picture.held.graph.roles[role].system + ": " + picture.held.graph.roles[role].name; };
    Json::Array all;
    std::string text = texts::sentence("sod.roles", {std::to_string(picture.roles.found.size())});
    for (const sod::RoleConflict& one : picture.roles.found) {
        const sod::Rule& rule = picture.rules.rules[one.rule];
        Json::Array held{nameOf(one.first)};
        std::string words = nameOf(one.first);
        if (one.second != one.first) {
            held.emplace_back(nameOf(one.second));
            words += " + " + nameOf(one.second);
        }
        all.emplace_back(Json::Object{{"rule", rule.id}, {"risk", rule.risk}, {"severity", name(rule.severity)}, {"roles", std::move(held)}, {"holders", one.holders}});
        text += "\n" + texts::sentence("sod.role_line", {rule.id, words, rule.risk, std::to_string(one.holders)});
    }
    if (!picture.roles.everyPair)
        text += "\n" + texts::sentence("sod.roles_only");
    call.print(Json::Object{{"period", periodName}, {"conflicts", std::move(all)}, {"every_pair", picture.roles.everyPair}}, text);
    return kDone;
}

/// What an acceptance waits for and what it takes the place of, a sentence each.
std::string acceptanceWords(const ConflictStatus& conflict, const NamesById& logins)
{
    if (conflict.acceptances.empty())
        return {};
    const AcceptanceStatus& last = conflict.acceptances.back();
    const bool waits = last.state == sod::AcceptanceState::Waiting;
    std::string words = waits ? "\n" + texts::sentence("sod.accept_waits") : std::string();
    for (const AcceptanceStatus& one : conflict.acceptances) {
        if (one.row.id == last.row.replaces)
            words += "\n" + texts::sentence(one.state == sod::AcceptanceState::Counts ? "sod.accept_replaces_later" : "sod.accept_replaces",
                         {one.row.until.iso(), logins.at(one.row.decidedBy)});
    }
    return words;
}

/// mitigate and accept end with the conflict as it then stands.
Result<int> onConflict(
    Call& call, const std::function<Status(Workspace&, const PeriodRow&, const std::string&, const std::string&)>& act, bool accepting = false)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const std::string fingerprint, call.required("--fingerprint"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_CHECK(act(*workspace, period, fingerprint, reason));
    const Day today = call.environment().clock.now().day();
    OXSEAL_TRY(const ConflictStatus conflict, conflictByFingerprint(workspace->db(), period, fingerprint, today));
    OXSEAL_TRY(const NamesById logins, loginsById(workspace->db()));
    OXSEAL_CHECK(workspace->close());
    const Json json = conflictJson(conflict, logins);
    call.print(json, summary("sod.conflict_line", json, {"rule", "subject", "standing"}) + (accepting ? acceptanceWords(conflict, logins) : std::string()));
    return kDone;
}

Result<int> mitigate(Call& call)
{
    sod::Mitigation mitigation;
    OXSEAL_TRY(mitigation.control, call.required("--control"));
    OXSEAL_TRY(mitigation.performer, call.required("--performer"));
    OXSEAL_TRY(mitigation.expires, call.requiredDay("--expires"));
    const std::string word = call.value("--state").value_or("designed");
    const auto state = sod::mitigationStateFromName(word);
    if (!state)
        return fail(kBadValue, {}, {"--state", word, "designed, operating, tested, failed", call.noun()});
    mitigation.state = *state;
    return onConflict(call, [&](Workspace& workspace, const PeriodRow& period, const std::string& fingerprint, const std::string& reason) {
        return mitigateConflict(workspace, period, fingerprint, mitigation, reason);
    });
}

Result<int> accept(Call& call)
{
    OXSEAL_TRY(const Day until, call.requiredDay("--until"));
    return onConflict(call, [until](Workspace& workspace, const PeriodRow& period, const std::string& fingerprint, const std::string& reason) {
        return acceptConflict(workspace, period, fingerprint, until, reason);
    }, true);
}

/// The second person's word.
template <bool approve>
Result<int> judge(Call& call)
{
    return onConflict(call, [](Workspace& workspace, const PeriodRow& period, const std::string& fingerprint, const std::string& reason) {
        return judgeAcceptance(workspace, period, fingerprint, approve, reason);
    });
}

} // namespace

void addSodVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"sod", verb, synopsis, std::move(options), run});
    };
    verbs.push_back({"sod", "check", "sod check --grants G --rules R.(csv|json) --out OUT.csv",
        {"--grants=", "--rules=", "--accounts=", "--roles=", "--functions=", "--people=", "--out=", "--witnesses="}, sodCheck,
        {{"--out", std::string(kConflictsHeader)}, {"--witnesses", std::string(kWitnessesHeader)}}});
    add("run", "sod run WORKSPACE --period P", {"--period="}, runCheck);
    add("list", "sod list WORKSPACE --period P", {"--period="}, list);
    add("roles", "sod roles WORKSPACE --period P", {"--period="}, roles);
    add("mitigate", "sod mitigate WORKSPACE --period P --fingerprint F --control C --performer E --expires D",
        {"--period=", "--fingerprint=", "--control=", "--performer=", "--expires=", "--state="}, mitigate);
    add("accept", "sod accept WORKSPACE --period P --fingerprint F --until D", {"--period=", "--fingerprint=", "--until="}, accept);
    add("accept-approve", "sod accept-approve WORKSPACE --period P --fingerprint F", {"--period=", "--fingerprint="}, judge<true>);
    add("accept-decline", "sod accept-decline WORKSPACE --period P --fingerprint F", {"--period=", "--fingerprint="}, judge<false>);
}

} // namespace oxseal::cli
