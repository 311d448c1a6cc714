// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sod_check.h"
#include "app/cli/summary.h"
#include "models/core/text.h"
#include "storage/actions/sod_actions.h"

namespace oxseal::cli {
namespace {

Result<int> runCheck(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const SodRunRow run, runSod(*workspace, period, reason));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"run", run.id}, {"period", periodName}, {"users", run.persons}, {"grants", run.grants},
        {"conflicts", run.conflicts}, {"accounts_without_person", run.accountsWithoutPerson}, {"unmapped", run.unmapped},
        {"coverage_percent", run.coveragePercent}});
    call.print(json, summary("sod.run_summary", json, {"conflicts", "users", "grants", "unmapped", "coverage_percent"}));
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

Json conflictJson(const ConflictStatus& conflict)
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
    return json;
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    const Day today = call.environment().clock.now().day();
    OXSEAL_TRY(const auto conflicts, sodConflicts(workspace->db(), period, today));
    Json::Array all;
    std::vector<std::string> lines;
    std::int64_t open = 0;
    for (const ConflictStatus& conflict : conflicts) {
        open += conflict.standing == sod::Standing::Open ? 1 : 0;
        all.push_back(conflictJson(conflict));
        lines.push_back(conflict.row.fingerprint.hex().substr(0, 12) + "  " + conflict.row.subject + "  " + conflict.row.rule + "  "
            + name(conflict.row.severity) + "  " + sod::name(conflict.standing) + "\n    " + conflict.row.leftPath + "\n    "
            + conflict.row.rightPath);
    }
    call.print(Json::Object{{"period", periodName}, {"conflicts", std::move(all)}, {"open", open}}, join(lines, "\n"));
    return call.flag("--fail-on-findings") && open > 0 ? kNegative : kDone;
}

/// mitigate and accept end with the conflict as it then stands.
Result<int> onConflict(
    Call& call, const std::function<Status(Workspace&, const PeriodRow&, const std::string&, const std::string&)>& act)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const std::string fingerprint, call.required("--fingerprint"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_CHECK(act(*workspace, period, fingerprint, reason));
    const Day today = call.environment().clock.now().day();
    OXSEAL_TRY(const ConflictStatus conflict, conflictByFingerprint(workspace->db(), period, fingerprint, today));
    OXSEAL_CHECK(workspace->close());
    const Json json = conflictJson(conflict);
    call.print(json, summary("sod.conflict_line", json, {"rule", "subject", "standing"}));
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
    });
}

} // namespace

void addSodVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"sod", verb, synopsis, std::move(options), run});
    };
    add("check", "sod check --grants G --rules R.(csv|json) --out OUT.csv",
        {"--grants=", "--rules=", "--accounts=", "--roles=", "--functions=", "--people=", "--out=", "--witnesses="}, sodCheck);
    add("run", "sod run WORKSPACE --period P", {"--period="}, runCheck);
    add("list", "sod list WORKSPACE --period P", {"--period="}, list);
    add("mitigate", "sod mitigate WORKSPACE --period P --fingerprint F --control C --performer E --expires D",
        {"--period=", "--fingerprint=", "--control=", "--performer=", "--expires=", "--state="}, mitigate);
    add("accept", "sod accept WORKSPACE --period P --fingerprint F --until D", {"--period=", "--fingerprint=", "--until="}, accept);
}

} // namespace oxseal::cli
