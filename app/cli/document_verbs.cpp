// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/period_call.h"
#include "app/cli/reconcile_verbs.h"
#include "app/cli/review_options.h"
#include "models/core/text.h"
#include "storage/actions/look_back_actions.h"
#include "storage/documents/deficiency_document.h"
#include "storage/documents/duties_document.h"
#include "storage/documents/handover_document.h"
#include "storage/documents/look_back_document.h"
#include "storage/documents/reconciliation_document.h"
#include "storage/documents/review_document.h"
#include "storage/documents/schedule_paper.h"
#include "storage/documents/scoping_document.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <map>

namespace oxseal::cli {
namespace {

/// Draws, writes and says so.
Result<int> issue(Call& call, const Document& document)
{
    OXSEAL_TRY(const std::string out, call.required("--out"));
    OXSEAL_TRY(const std::string pdf, documentPdf(document));
    OXSEAL_CHECK(writeFile(out, pdf));
    const bool draft = std::find(document.marks.begin(), document.marks.end(), "DRAFT") != document.marks.end();
    call.print(Json().set("file", out).set("title", document.title).set("draft", draft).set("bytes", static_cast<std::int64_t>(pdf.size())),
        texts::sentence(draft ? "document.written_draft" : "document.written", {document.title, out}));
    return kDone;
}

Result<int> ofReview(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReviewPaper paper, reviewPaper(*workspace, id));
    OXSEAL_TRY(const PeriodRow period, periodById(workspace->db(), paper.status.row.period));
    OXSEAL_TRY(const DocumentFrame frame, documentFrame(*workspace, period));
    if (call.verb() == "report")
        return issue(call, reviewDocument(frame, paper));
    OXSEAL_TRY(const Document order, workOrderDocument(frame, paper));
    return issue(call, order);
}

Json lineJson(const LookBackLine& line, const std::map<PersonId, std::string>& logins)
{
    Json::Array acts;
    for (const LoggedAct& act : line.acts)
        acts.emplace_back(actLine(act));
    const auto day = [](const std::optional<Day>& each) { return each ? Json(each->iso()) : Json(); };
    Json json(Json::Object{{"account", line.account}, {"employee_id", line.subject}, {"name", line.worker}, {"last_day", day(line.facts.lastDay)},
        {"last_use", day(line.facts.lastUse)}, {"gone_as_of", day(line.facts.goneAsOf)}, {"lag_days", line.standing.lagDays},
        {"still_there", line.standing.stillThere}, {"used_after", name(line.standing.usedAfter)}, {"acts", std::move(acts)}});
    json.set("kind", access::name(line.kind));
    json.set("ended_on", day(line.ending ? line.ending->end.on : std::nullopt));
    json.set("ended_by", line.ending ? Json(access::name(line.ending->end.by)) : Json());
    json.set("conclusion", line.concluded() == nullptr ? Json() : Json(name(line.concluded()->conclusion)));
    Json::Array history;
    for (const LookBackRow& row : line.history) {
        const auto by = logins.find(row.by);
        history.emplace_back(Json::Object{{"conclusion", name(row.conclusion)}, {"explanation", row.explanation}, {"evidence", row.evidenceName},
            {"secret_keys", access::name(row.procedures.keys)}, {"shared_passwords", access::name(row.procedures.passwords)}, {"root_cause", row.procedures.cause},
            {"by", by == logins.end() ? std::string() : by->second}, {"at", row.at.iso()}});
    }
    json.set("history", std::move(history));
    return json.set("explanation", line.concluded() == nullptr ? Json() : Json(line.concluded()->explanation));
}

std::string usedWord(Flag used)
{
    return texts::sentence(used == Flag::Yes ? "document.yes" : used == Flag::No ? "document.no" : "document.not_stated");
}

std::string proceduresLine(const access::LookBackProcedures& done)
{
    const auto word = [](const char* of, access::SecretCheck check) {
        return check == access::SecretCheck::NotAsked ? std::string("–") : texts::sentence((std::string(of) + access::name(check)).c_str());
    };
    return texts::sentence("access.look_back_procedures",
        {word("access.secret_keys.", done.keys), word("access.shared_passwords.", done.passwords), done.cause.empty() ? "–" : done.cause});
}

Result<access::SecretCheck> checkOption(const Call& call, const char* option)
{
    const std::string said = call.value(option).value_or("");
    const auto known = access::secretCheckFromName(said);
    if (!known)
        return fail(kBadValue, {}, {option, said, "done, none, not_done", call.noun()});
    return *known;
}

Status concludeAccount(Call& call, Workspace& workspace, CampaignId id)
{
    LookBackFinding finding;
    OXSEAL_TRY(finding.account, call.required("--account"));
    OXSEAL_TRY(const std::string word, call.required("--conclusion"));
    const auto conclusion = access::lookBackConclusionFromName(word);
    if (!conclusion)
        return fail(kBadValue, {}, {"--conclusion", word, "not_used, authorised, no_effect, effect", call.noun()});
    finding.conclusion = *conclusion;
    OXSEAL_TRY(finding.explanation, call.required("--explanation"));
    OXSEAL_TRY(const std::string reason, call.reason());
    finding.evidence = call.value("--evidence").value_or("");
    OXSEAL_TRY(finding.procedures.keys, checkOption(call, "--keys"));
    OXSEAL_TRY(finding.procedures.passwords, checkOption(call, "--passwords"));
    finding.procedures.cause = call.value("--cause").value_or("");
    return concludeLookBack(workspace, id, finding, reason);
}

Result<int> lookBack(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    const bool writes = call.has("--conclusion");
    OXSEAL_TRY(const auto workspace, call.open(!writes));
    if (writes)
        OXSEAL_CHECK(concludeAccount(call, *workspace, id));
    OXSEAL_TRY(const LookBackSheet sheet, lookBackSheet(*workspace, id));
    if (call.has("--out")) {
        OXSEAL_TRY(const PeriodRow period, periodById(workspace->db(), sheet.campaign.period));
        OXSEAL_TRY(const DocumentFrame frame, documentFrame(*workspace, period));
        OXSEAL_TRY(const Document memo, lookBackDocument(frame, sheet));
        return issue(call, memo);
    }
    Json::Array all;
    std::string text = texts::sentence("access.look_back_head", {std::to_string(sheet.lines.size()), sheet.campaign.system, std::to_string(sheet.waiting)});
    const auto iso = [](const std::optional<Day>& day) { return day ? day->iso() : std::string("–"); };
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace->db()));
    std::map<PersonId, std::string> logins;
    for (const Person& person : people)
        logins[person.id] = person.login;
    const auto conclusionWord = [](const LookBackRow& row) { return texts::sentence(("access.look_back." + std::string(name(row.conclusion))).c_str()); };
    for (const LookBackLine& line : sheet.lines) {
        all.push_back(lineJson(line, logins));
        const std::string found = line.concluded() == nullptr ? texts::sentence("access.look_back_none") : conclusionWord(*line.concluded());
        text += "\n  " + texts::sentence("access.look_back_line", {line.account, line.worker.empty() ? line.subject : line.worker, iso(line.facts.lastDay),
            iso(line.facts.lastUse), std::to_string(line.standing.lagDays), usedWord(line.standing.usedAfter), std::to_string(line.acts.size()), found});
        if (line.kind == access::LookBackKind::EndedLate)
            text += ", " + texts::sentence("access.look_back_late", {iso(line.ending->end.on)});
        if (line.concluded() != nullptr && line.concluded()->procedures != access::LookBackProcedures())
            text += "\n      " + proceduresLine(line.concluded()->procedures);
        for (std::size_t at = 0; at + 1 < line.history.size(); ++at) {
            const LookBackRow& row = line.history[at];
            text += "\n      " + texts::sentence("access.look_back_former", {conclusionWord(row), logins[row.by], row.at.day().iso(), row.explanation});
        }
        if (writes && line.account == call.value("--account") && line.history.size() > 1) {
            const LookBackRow& former = line.history[line.history.size() - 2];
            text += "\n      " + texts::sentence("access.look_back_replaces", {conclusionWord(former), former.at.day().iso(), logins[former.by]});
        }
        for (const LoggedAct& act : line.acts)
            text += "\n      " + actLine(act);
    }
    call.print(Json::Object{{"campaign", id.value}, {"system", sheet.campaign.system}, {"waiting", static_cast<std::int64_t>(sheet.waiting)}, {"accounts", std::move(all)}}, text);
    if (writes)
        OXSEAL_CHECK(workspace->close());
    return call.flag("--fail-on-findings") && sheet.waiting > 0 ? kNegative : kDone;
}

Result<int> ofHandovers(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    CampaignId only;
    if (call.has("--campaign")) {
        OXSEAL_TRY(only, campaignOption(call));
    }
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_TRY(const DocumentFrame frame, documentFrame(*workspace, period));
    OXSEAL_TRY(const HandoverPaper paper, handoverPaper(*workspace, period, only));
    OXSEAL_TRY(const Document statement, handoverDocument(frame, paper));
    return issue(call, statement);
}

Result<int> ofScope(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_TRY(const DocumentFrame frame, documentFrame(*workspace, period));
    OXSEAL_TRY(const ScopingPaper paper, scopingPaper(*workspace, period));
    OXSEAL_TRY(const Document memo, scopingDocument(frame, paper));
    return issue(call, memo);
}

Result<int> ofDuties(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_TRY(const DocumentFrame frame, documentFrame(*workspace, period));
    OXSEAL_TRY(const SodPicture picture, sodPicture(*workspace, period, frame.created.day()));
    if (call.verb() == "report")
        return issue(call, dutiesDocument(frame, picture));
    OXSEAL_TRY(const Document memo, acceptedConflictsDocument(frame, picture));
    return issue(call, memo);
}

Result<int> ofReconciliation(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    OXSEAL_TRY(const PeriodRow period, periodById(workspace->db(), row.period));
    OXSEAL_TRY(const DocumentFrame frame, documentFrame(*workspace, period));
    OXSEAL_TRY(const ReconDetail detail, reconciliationDetail(*workspace, row.id));
    return issue(call, reconciliationDocument(frame, detail));
}

Result<int> ofSchedule(Call& call)
{
    OXSEAL_TRY(const std::string number, call.required("--schedule"));
    std::int64_t id = 0;
    if (!parseInteger(number, id))
        return fail(kBadValue, {}, {"--schedule", number, "a number", call.noun()});
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ScheduleView view, scheduleView(workspace->db(), id));
    OXSEAL_TRY(const PeriodRow period, periodById(workspace->db(), view.row.period));
    OXSEAL_TRY(const DocumentFrame frame, documentFrame(*workspace, period));
    return issue(call, scheduleDocument(frame, view));
}

Result<int> ofDeficiencies(Call& call)
{
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    OXSEAL_TRY(const DocumentFrame frame, documentFrame(*opened.workspace, opened.period));
    OXSEAL_TRY(const DeficiencyPaper paper, deficiencyPaper(*opened.workspace, opened.period));
    if (call.verb() == "report")
        return issue(call, deficiencySummary(frame, paper));
    OXSEAL_TRY(const std::int64_t id, requiredNumber(call, "--deficiency"));
    OXSEAL_TRY(const Document memo, deficiencyMemo(frame, paper, id));
    return issue(call, memo);
}

Result<int> binder(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_TRY(const DocumentFrame frame, documentFrame(*workspace, period));
    OXSEAL_TRY(const BinderParts parts, binderParts(*workspace, period, call.value("--entity").value_or("")));
    return issue(call, reconciliationBinder(frame, parts));
}

} // namespace

void addDocumentVerbs(Registry& verbs)
{
    verbs.push_back({"review", "report", "review report WORKSPACE --campaign N --out F.pdf", {"--campaign=", "--out="}, ofReview});
    verbs.push_back({"review", "work-order", "review work-order WORKSPACE --campaign N --out F.pdf", {"--campaign=", "--out="}, ofReview});
    verbs.push_back({"review", "look-back", "review look-back WORKSPACE --campaign N [--account A --conclusion C --explanation T [--evidence F] [--keys C --passwords C --cause T]] [--out MEMO.pdf]",
        {"--campaign=", "--account=", "--conclusion=", "--explanation=", "--evidence=", "--keys=", "--passwords=", "--cause=", "--out="}, lookBack});
    verbs.push_back({"review", "handover-statement", "review handover-statement WORKSPACE --period P [--campaign N] --out F.pdf",
        {"--period=", "--campaign=", "--out="}, ofHandovers});
    verbs.push_back({"scope", "memo", "scope memo WORKSPACE --period P --out F.pdf", {"--period=", "--out="}, ofScope});
    verbs.push_back({"sod", "report", "sod report WORKSPACE --period P --out F.pdf", {"--period=", "--out="}, ofDuties});
    verbs.push_back({"sod", "accepted", "sod accepted WORKSPACE --period P --out F.pdf", {"--period=", "--out="}, ofDuties});
    verbs.push_back({"reconcile", "report", "reconcile report WORKSPACE (--entity E --account A --period P | --id N) --out F.pdf",
        {"--entity=", "--account=", "--period=", "--id=", "--out="}, ofReconciliation});
    verbs.push_back({"schedule", "report", "schedule report WORKSPACE --schedule N --out F.pdf", {"--schedule=", "--out="}, ofSchedule});
    verbs.push_back({"deficiency", "memo", "deficiency memo WORKSPACE --period P --deficiency N --out F.pdf", {"--period=", "--deficiency=", "--out="}, ofDeficiencies});
    verbs.push_back({"deficiency", "report", "deficiency report WORKSPACE --period P --out F.pdf", {"--period=", "--out="}, ofDeficiencies});
    verbs.push_back({"reconcile", "binder", "reconcile binder WORKSPACE --period P [--entity E] --out F.pdf", {"--period=", "--entity=", "--out="}, binder});
}

} // namespace oxseal::cli
