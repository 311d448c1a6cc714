// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_verbs.h"

#include "models/core/text.h"
#include "storage/actions/model_actions.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/policy_sentences.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

std::string modelOf(const Call& call) { return call.value("--model").value_or(kMatcherModel); }

Result<std::int64_t> versionOf(const Call& call)
{
    OXSEAL_TRY(const std::string text, call.required("--version"));
    std::int64_t version = 0;
    if (!parseInteger(text, version) || version < 1)
        return fail(kBadValue, {}, {"--version", text, "the number of a version", call.noun()});
    return version;
}

/// Who it was; "Oxseal" for what came with the program.
Result<std::string> personName(Database& db, PersonId person)
{
    if (!person)
        return std::string("Oxseal");
    OXSEAL_TRY(const Person found, personById(db, person));
    return found.login;
}

Result<Json> versionJson(Database& db, const ModelVersionRow& version, bool inForce)
{
    Json json;
    json.set("model", version.model).set("version", version.version).set("state", version.state).set("in_force", inForce);
    json.set("sha256", version.sha256.hex()).set("reason", version.reason);
    OXSEAL_TRY(const std::string author, personName(db, version.author));
    json.set("author", author);
    if (version.decidedBy) {
        OXSEAL_TRY(const std::string by, personName(db, version.decidedBy));
        json.set("decided_by", by).set("decided_at", version.decidedAt.iso()).set("decision_reason", version.decisionReason);
    }
    return json;
}

std::string changesText(const Json& changes)
{
    std::string out;
    for (const Json& change : changes.toArray())
        out += "\n  " + change["place"].toString() + ": " + change["before"].toString() + " -> " + change["after"].toString();
    return out;
}

Json changesOf(const ModelVersionRow* before, const ModelVersionRow& after)
{
    Json::Array out;
    for (const auto& change : recon::policyChanges(before == nullptr ? Json(Json::Object()) : before->body, after.body))
        out.push_back(Json().set("place", change.place).set("before", change.before).set("after", change.after));
    return Json(std::move(out));
}

/// What changed, in words where the model has them: the matching policy says itself what it does.
std::string wordsOfChanges(const std::string& model, const ModelVersionRow* before, const ModelVersionRow& after, const Json& changes)
{
    const auto was = before == nullptr || model != kMatcherModel ? Result<recon::MatchPolicy>(fail(kNoSuchModel)) : recon::parseMatchPolicy(before->body);
    const auto is = was ? recon::parseMatchPolicy(after.body) : Result<recon::MatchPolicy>(failWith(was));
    if (!is)
        return changesText(changes);
    const std::string words = texts::policyChangesText(texts::policySentenceChanges(*was, *is));
    return words.empty() ? changesText(changes) : "\n" + words;
}

Json sentencesOf(const recon::MatchPolicy& policy)
{
    Json::Array out;
    for (const texts::PolicySentence& each : texts::policySentences(policy))
        out.push_back(Json().set("place", each.place).set("section", each.section).set("text", each.text));
    return Json(std::move(out));
}

Result<int> versions(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const auto all, modelVersions(workspace->db(), modelOf(call)));
    Json list{Json::Array()};
    std::string text;
    for (const ModelVersionRow& each : all) {
        const bool inForce = &each == &versionInForce(all);
        OXSEAL_TRY(const Json json, versionJson(workspace->db(), each, inForce));
        list.push(json);
        text += (text.empty() ? "" : "\n") + texts::sentence("model.version_line", {each.model, std::to_string(each.version), each.state,
                                                inForce ? texts::sentence("model.in_force") : std::string(), json["author"].toString(),
                                                json["decided_by"].toString(), each.reason});
    }
    call.print(Json().set("versions", list), text);
    return kDone;
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const auto all, modelVersions(workspace->db(), modelOf(call)));
    ModelVersionRow chosen = versionInForce(all);
    if (call.has("--version")) {
        OXSEAL_TRY(const std::int64_t number, versionOf(call));
        OXSEAL_TRY(chosen, modelVersion(workspace->db(), modelOf(call), number));
    }
    OXSEAL_TRY(Json json, versionJson(workspace->db(), chosen, chosen.version == versionInForce(all).version));
    const ModelVersionRow* before = versionBefore(all, chosen.version);
    json.set("body", chosen.body);
    if (before != nullptr)
        json.set("compared_with", before->version).set("changes", changesOf(before, chosen));
    std::string text = prettyJson(chosen.body);
    if (modelOf(call) == kMatcherModel) {
        OXSEAL_TRY(const recon::MatchPolicy policy, recon::parseMatchPolicy(chosen.body));
        json.set("sentences", sentencesOf(policy));
        text = texts::policyText(policy);
    }
    if (before != nullptr)
        text += "\n" + texts::sentence("model.changes", {std::to_string(before->version)}) + wordsOfChanges(modelOf(call), before, chosen, json["changes"]);
    call.print(json, text);
    return kDone;
}

Result<int> propose(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string file, call.required("--file"));
    OXSEAL_TRY(const std::string bytes, readFile(file));
    OXSEAL_TRY(Json body, parseJson(bytes));
    if (modelOf(call) == kMatcherModel && !body.contains("rules")) { // the passes stay those in force
        OXSEAL_TRY(const auto all, modelVersions(workspace->db(), modelOf(call)));
        body.set("rules", versionInForce(all).body["rules"]);
    }
    OXSEAL_TRY(const std::int64_t version, proposeModelVersion(*workspace, modelOf(call), std::move(body), reason));
    OXSEAL_TRY(const auto all, modelVersions(workspace->db(), modelOf(call)));
    const ModelVersionRow* before = versionBefore(all, version);
    const Json changes = changesOf(before, all.front());
    call.print(Json().set("version", version).set("changes", changes),
        texts::sentence("model.proposed", {std::to_string(version)}) + wordsOfChanges(modelOf(call), before, all.front(), changes));
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

Result<int> decide(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    ModelDecision decision;
    decision.model = modelOf(call);
    OXSEAL_TRY(decision.version, versionOf(call));
    decision.approve = call.verb() == "approve";
    OXSEAL_TRY(const std::int64_t reopened, decideModelVersion(*workspace, decision, reason));
    call.print(Json().set("version", decision.version).set("state", decision.approve ? "approved" : "refused").set("reopened", reopened),
        texts::sentence(decision.approve ? "model.approved" : "model.refused", {std::to_string(decision.version), std::to_string(reopened)}));
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

Json reperformanceJson(const recon::Reperformance& result)
{
    Json::Array places;
    for (const std::string& place : result.differences)
        places.emplace_back(place);
    Json json;
    json.set("same", result.same).set("groups", static_cast<std::int64_t>(result.groups)).set("engine", result.engine);
    return json.set("differences", Json(std::move(places)));
}

/// On a record of a packet: nothing else is needed.
Result<int> reperformFile(Call& call)
{
    OXSEAL_TRY(const std::string file, call.argument(0, "The record of a matching run"));
    OXSEAL_TRY(const std::string bytes, readFile(file));
    OXSEAL_TRY(const Json record, parseJson(bytes));
    OXSEAL_TRY(const recon::Reperformance result, recon::reperform(record));
    call.print(reperformanceJson(result),
        texts::sentence(result.same ? "model.reperformed" : "model.not_reperformed",
            {std::to_string(result.groups), join(result.differences, ", "), result.engine, recon::kMatchEngine}));
    return result.same ? kDone : kNegative;
}

} // namespace

void addModelVerbs(Registry& verbs)
{
    const auto add = [&](const char* verb, const std::string& synopsis, std::vector<std::string> options, Result<int> (*run)(Call&)) {
        options.emplace_back("--model=");
        verbs.push_back({"model", verb, "model " + std::string(verb) + " " + synopsis, std::move(options), run});
    };
    add("versions", "WORKSPACE [--model M]", {}, versions);
    add("show", "WORKSPACE [--model M] [--version N]", {"--version="}, show);
    add("propose", "WORKSPACE --file POLICY.json [--model M]", {"--file="}, propose);
    add("approve", "WORKSPACE --version N [--model M]", {"--version="}, decide);
    add("refuse", "WORKSPACE --version N [--model M]", {"--version="}, decide);
    add("reperform", "RUN.json", {}, reperformFile);
}

} // namespace oxseal::cli
