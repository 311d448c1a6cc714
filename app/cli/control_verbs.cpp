// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/period_call.h"

#include "models/core/text.h"
#include "storage/actions/control_actions.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/people_reads.h"

namespace oxseal::cli {
namespace {

using namespace oxseal::controls;

Result<EntityId> entityOf(const Call& call, Database& db)
{
    const auto code = call.value("--entity");
    if (!code)
        return EntityId();
    OXSEAL_TRY(const auto entity, entityByCode(db, *code));
    return entity.id;
}

Result<int> numberOf(const Call& call, std::string_view option, int fallback)
{
    const auto text = call.value(option);
    if (!text)
        return fallback;
    std::int64_t value = 0;
    if (!parseInteger(*text, value) || value < 0 || value > 1'000'000)
        return fail(kBadValue, {}, {std::string(option), *text, "a whole number", call.noun()});
    return static_cast<int>(value);
}

Status closed(Workspace& workspace) { return workspace.close(); }

Result<int> load(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_TRY(const int count, loadDefaultControls(*workspace, reason));
    OXSEAL_CHECK(closed(*workspace));
    call.print(Json().set("controls", count), std::to_string(count) + " controls loaded");
    return kDone;
}

Json jsonOf(const ControlStatus& status)
{
    const auto& control = status.row.control;
    Json json;
    json.set("code", control.code).set("area", control.areaName).set("objective", control.objective);
    json.set("control", control.description).set("nature", name(control.nature)).set("means", name(control.means));
    json.set("frequency", name(control.frequency)).set("key", control.key).set("applicable", status.applicable());
    Json::Array coso;
    for (const int principle : control.coso)
        coso.emplace_back(principle);
    Json::Array assertions;
    for (const auto& assertion : control.assertions)
        assertions.emplace_back(assertion);
    json.set("coso", coso).set("assertions", assertions);
    json.set("evidence_required", control.evidence).set("test", control.test);
    json.set("performances", static_cast<int>(status.performances.size())).set("evidence", status.evidence);
    json.set("state", name(status.state));
    Json::Array scopes;
    for (const auto& scope : status.scopes) {
        scopes.push_back(Json()
                             .set("entity", scope.entity.value)
                             .set("applicable", scope.applicable)
                             .set("because", scope.because));
    }
    json.set("scope", scopes);
    return json;
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(auto opened, openFor(call, true));
    OXSEAL_TRY(const auto overview, controlOverview(opened.workspace->db(), opened.period));
    Json::Array rows;
    std::string text;
    for (const auto& status : overview) {
        rows.push_back(jsonOf(status));
        const auto& control = status.row.control;
        text += control.code + "  " + name(control.nature) + "/" + name(control.means) + "/" + name(control.frequency) + "  "
            + (status.applicable() ? name(status.state) : "not applicable") + "  " + control.description + "\n";
    }
    text += std::to_string(overview.size()) + " controls";
    call.print(Json().set("controls", rows), text);
    return kDone;
}

Result<int> set(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string code, call.required("--control"));
    OXSEAL_TRY(auto workspace, call.open());
    if (const auto key = call.value("--key")) {
        if (*key != "yes" && *key != "no")
            return fail(kBadValue, {}, {"--key", *key, "yes or no", call.noun()});
        OXSEAL_CHECK(setControlKey(*workspace, code, *key == "yes", reason));
    }
    if (const auto login = call.value("--owner")) {
        OXSEAL_TRY(const auto person, personByLogin(workspace->db(), *login));
        OXSEAL_CHECK(setControlOwner(*workspace, code, person.id, reason));
    }
    if (const auto applicable = call.value("--applicable")) {
        if (*applicable != "yes" && *applicable != "no")
            return fail(kBadValue, {}, {"--applicable", *applicable, "yes or no", call.noun()});
        Scope scope;
        OXSEAL_TRY(scope.entity, entityOf(call, workspace->db()));
        scope.applicable = *applicable == "yes";
        scope.because = call.value("--because").value_or("");
        OXSEAL_CHECK(setControlScope(*workspace, code, scope, reason));
    }
    OXSEAL_CHECK(closed(*workspace));
    call.print(Json().set("control", code), code);
    return kDone;
}

Result<int> perform(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    PerformanceInput input;
    OXSEAL_TRY(input.control, call.required("--control"));
    OXSEAL_TRY(input.performedOn, call.requiredDay("--on"));
    input.exception = call.flag("--exception");
    input.note = call.value("--note").value_or("");
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(input.entity, entityOf(call, opened.workspace->db()));
    OXSEAL_TRY(const auto id, recordPerformance(*opened.workspace, opened.period, input, reason));
    OXSEAL_CHECK(closed(*opened.workspace));
    call.print(Json().set("performance", id), "performance " + std::to_string(id));
    return kDone;
}

Result<int> test(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    TestInput input;
    OXSEAL_TRY(input.control, call.required("--control"));
    OXSEAL_TRY(input.testedOn, call.requiredDay("--on"));
    OXSEAL_TRY(const std::string outcome, call.required("--result"));
    const std::string kind = call.value("--kind").value_or("operating");
    const auto outcomeValue = testOutcomeFromName(outcome);
    const auto kindValue = testKindFromName(kind);
    if (!outcomeValue)
        return fail(kBadValue, {}, {"--result", outcome, "pass or fail", call.noun()});
    if (!kindValue)
        return fail(kBadValue, {}, {"--kind", kind, "design or operating", call.noun()});
    input.outcome = *outcomeValue;
    input.kind = *kindValue;
    OXSEAL_TRY(input.sample, numberOf(call, "--sample", 1));
    OXSEAL_TRY(input.exceptions, numberOf(call, "--exceptions", 0));
    input.note = call.value("--note").value_or("");
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(input.entity, entityOf(call, opened.workspace->db()));
    OXSEAL_TRY(const auto id, recordTest(*opened.workspace, opened.period, input, reason));
    OXSEAL_CHECK(closed(*opened.workspace));
    call.print(Json().set("test", id), "test " + std::to_string(id));
    return kDone;
}

Result<int> checklist(Call& call)
{
    OXSEAL_TRY(auto opened, openFor(call, true));
    OXSEAL_TRY(const auto items, periodChecklist(opened.workspace->db(), opened.period));
    Json::Array rows;
    std::string text;
    for (const auto& status : items) {
        const auto& item = status.facts.item;
        Json::Array codes;
        for (const auto& code : item.controls)
            codes.emplace_back(code);
        Json json;
        json.set("code", item.code).set("area", item.area).set("question", item.question);
        json.set("evidence_required", item.evidence).set("controls", codes).set("answer", name(status.facts.answer));
        json.set("because", status.facts.because).set("evidence", static_cast<int>(status.evidence.size()));
        json.set("state", name(status.state));
        rows.push_back(json);
        text += item.code + "  " + name(status.state) + "  " + item.question + "\n";
    }
    text += std::to_string(items.size()) + " questions";
    call.print(Json().set("items", rows), text);
    return kDone;
}

Result<int> answer(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string item, call.required("--item"));
    OXSEAL_TRY(const std::string text, call.required("--answer"));
    const auto value = answerFromName(text);
    if (!value)
        return fail(kBadValue, {}, {"--answer", text, "yes, no or na", call.noun()});
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_CHECK(answerChecklist(
        *opened.workspace, opened.period, item, *value, call.value("--because").value_or(""), reason));
    OXSEAL_CHECK(closed(*opened.workspace));
    call.print(Json().set("item", item).set("answer", text), item + " " + text);
    return kDone;
}

Json jsonOf(const EvidenceStatus& status)
{
    const auto& row = status.row;
    Json json;
    json.set("id", row.id).set("name", row.name).set("subject", row.subject).set("sha256", row.sha256.hex());
    json.set("size", row.size).set("effective", row.dates.effective.iso()).set("received", row.dates.received.iso());
    json.set("attested", row.dates.attested ? Json(row.dates.attested->iso()) : Json());
    json.set("fit", name(status.fit)).set("attached_at", row.attachedAt);
    return json;
}

Result<int> attach(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string file, call.required("--file"));
    EvidenceInput input;
    OXSEAL_TRY(input.subject, call.required("--subject"));
    OXSEAL_TRY(input.dates.effective, call.requiredDay("--effective"));
    OXSEAL_TRY(input.dates.received, call.requiredDay("--received"));
    if (call.has("--attested")) {
        OXSEAL_TRY(input.dates.attested, call.requiredDay("--attested"));
    }
    input.name = std::filesystem::path(file).filename().string();
    std::error_code status;
    if (!std::filesystem::is_regular_file(file, status))
        return fail(kCannotRead, file, {"it is not a file"});
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(input.entity, entityOf(call, opened.workspace->db()));
    OXSEAL_TRY(const auto row, attachEvidenceFile(*opened.workspace, opened.period, input, file, reason));
    OXSEAL_CHECK(closed(*opened.workspace));
    call.print(Json().set("id", row.id).set("sha256", row.sha256.hex()),
        "evidence " + std::to_string(row.id) + "  " + row.sha256.hex());
    return kDone;
}

Result<int> listEvidence(Call& call)
{
    OXSEAL_TRY(auto opened, openFor(call, true));
    OXSEAL_TRY(const auto rows, evidenceOf(opened.workspace->db(), opened.period));
    Json::Array list;
    std::string text;
    for (const auto& status : rows) {
        list.push_back(jsonOf(status));
        text += std::to_string(status.row.id) + "  " + name(status.fit) + "  " + status.row.subject + "  " + status.row.name
            + "\n";
    }
    text += std::to_string(rows.size()) + " pieces of evidence";
    call.print(Json().set("evidence", list), text);
    return kDone;
}

Result<int> open(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string out, call.required("--out"));
    OXSEAL_TRY(const int id, numberOf(call, "--id", 0));
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_TRY(const std::string bytes, openEvidence(*workspace, id, reason));
    OXSEAL_CHECK(writeFile(out, bytes));
    OXSEAL_CHECK(closed(*workspace));
    call.print(Json().set("id", id).set("out", out).set("bytes", static_cast<std::int64_t>(bytes.size())), out);
    return kDone;
}

} // namespace

void addControlVerbs(Registry& verbs)
{
    verbs.push_back({"control", "load", "control load WORKSPACE   the default set of 88 controls and its checklist", {}, load});
    verbs.push_back({"control", "list", "control list WORKSPACE --period P", {"--period="}, list});
    verbs.push_back({"control", "set",
        "control set WORKSPACE --control CODE [--owner LOGIN] [--key yes|no] [--applicable yes|no --because TEXT "
        "[--entity E]]",
        {"--control=", "--owner=", "--key=", "--applicable=", "--because=", "--entity="}, set});
    verbs.push_back({"control", "perform",
        "control perform WORKSPACE --period P --control CODE --on DATE [--entity E] [--exception] [--note TEXT]",
        {"--period=", "--control=", "--on=", "--entity=", "--exception", "--note="}, perform});
    verbs.push_back({"control", "test",
        "control test WORKSPACE --period P --control CODE --on DATE --result pass|fail [--kind design|operating] "
        "[--sample N] [--exceptions N] [--entity E] [--note TEXT]",
        {"--period=", "--control=", "--on=", "--result=", "--kind=", "--sample=", "--exceptions=", "--entity=", "--note="},
        test});
    verbs.push_back({"control", "checklist", "control checklist WORKSPACE --period P", {"--period="}, checklist});
    verbs.push_back({"control", "answer",
        "control answer WORKSPACE --period P --item N.N --answer yes|no|na [--because TEXT]",
        {"--period=", "--item=", "--answer=", "--because="}, answer});
    verbs.push_back({"evidence", "attach",
        "evidence attach WORKSPACE --period P --subject control:CODE|checklist:N.N --file F --effective DATE --received "
        "DATE [--attested DATE] [--entity E]",
        {"--period=", "--subject=", "--file=", "--effective=", "--received=", "--attested=", "--entity="}, attach});
    verbs.push_back({"evidence", "list", "evidence list WORKSPACE --period P", {"--period="}, listEvidence});
    verbs.push_back({"evidence", "open", "evidence open WORKSPACE --id N --out FILE   an event of the ledger",
        {"--id=", "--out="}, open});
}

} // namespace oxseal::cli
