// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_verbs.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/scorecard_actions.h"
#include "storage/reads/model_register.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal::cli {
namespace {

using texts::sentence;

Result<PeriodRow> periodOf(const Call& call, Workspace& workspace)
{
    OXSEAL_TRY(const std::string name, call.required("--period"));
    return periodByName(workspace.db(), name);
}

Result<std::int64_t> numberOf(const Call& call, const char* option)
{
    OXSEAL_TRY(const std::string text, call.required(option));
    std::int64_t number = 0;
    if (!parseInteger(text, number) || number < 1)
        return fail(kBadValue, {}, {option, text, "a number", call.noun()});
    return number;
}

Result<std::string> loginOf(Database& db, PersonId person)
{
    if (!person)
        return std::string();
    OXSEAL_TRY(const Person found, personById(db, person));
    return found.login;
}

Json linesJson(const std::vector<CardLine>& lines)
{
    Json::Array out;
    for (const CardLine& line : lines)
        out.push_back(Json().set("name", line.question).set("value", line.answer));
    return Json(std::move(out));
}

Result<Json> entryJson(Database& db, const ModelEntry& entry)
{
    Json json;
    json.set("model", entry.id).set("title", entry.title).set("kind", entry.kind).set("autonomy", entry.autonomy).set("version", entry.version);
    json.set("parameters_sha256", entry.parameters.hex()).set("state", entry.state).set("owner", entry.people.owner).set("tier", entry.people.tier);
    OXSEAL_TRY(const std::string approver, loginOf(db, entry.approver));
    json.set("approver", approver).set("use_case", entry.people.useCase).set("fallback", entry.people.fallback);
    json.set("card", linesJson(entry.card)).set("figures", linesJson(entry.figures)).set("stopped", entry.stopped);
    Json::Array missing;
    for (const std::string& each : entry.missing)
        missing.emplace_back(each);
    return json.set("missing", Json(std::move(missing)));
}

std::string entryText(const ModelEntry& entry)
{
    const std::string owner = entry.people.owner.empty() ? sentence("model.nobody") : entry.people.owner;
    return sentence("model.list_line", {entry.id, entry.title, entry.version, entry.state, owner});
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const auto models, modelRegister(*workspace));
    Json all{Json::Array()};
    std::string text;
    for (const ModelEntry& entry : models) {
        OXSEAL_TRY(Json json, entryJson(workspace->db(), entry));
        all.push(std::move(json));
        text += (text.empty() ? "" : "\n") + entryText(entry);
        if (!entry.stopped.empty())
            text += "\n  " + sentence("model.stopped_line", {entry.stopped});
        for (const std::string& each : entry.missing)
            text += "\n  " + each;
    }
    call.print(Json().set("models", all), text);
    return kDone;
}

/// Shows a model's card, or with --owner writes what people say about it.
Result<int> card(Call& call)
{
    const bool writes = call.has("--owner");
    OXSEAL_TRY(const auto workspace, call.open(!writes));
    const std::string id = call.value("--model").value_or(kMatcherModel);
    if (writes) {
        OXSEAL_TRY(const std::string reason, call.reason());
        CardWords words;
        words.model = id;
        OXSEAL_TRY(words.owner, call.required("--owner"));
        words.tier = call.value("--tier").value_or("high");
        if (words.tier != "low" && words.tier != "medium" && words.tier != "high")
            return fail(kBadValue, {}, {"--tier", words.tier, "low, medium or high", call.noun()});
        words.useCase = call.value("--use").value_or("");
        words.fallback = call.value("--fallback").value_or("");
        OXSEAL_CHECK(setModelCard(*workspace, words, reason));
    }
    OXSEAL_TRY(const auto models, modelRegister(*workspace));
    const auto found = std::find_if(models.begin(), models.end(), [&](const auto& each) { return each.id == id; });
    if (found == models.end())
        return fail(kNoSuchModel, {}, {id});
    OXSEAL_TRY(const Json json, entryJson(workspace->db(), *found));
    std::string text = entryText(*found);
    for (const auto* lines : {&found->card, &found->figures}) {
        for (const CardLine& line : *lines)
            text += "\n" + line.question + (lines == &found->card ? "\n  " : "  ") + line.answer;
    }
    for (const std::string& each : found->missing)
        text += "\n" + each;
    call.print(json, text);
    return writes ? workspace->close().map([] { return int{kDone}; }) : Result<int>(kDone);
}

std::string countText(const Json& count) { return std::to_string(count.toInteger()); }

/// What the figures rest on, and how far that carries.
std::string labelsText(const Json& body)
{
    if (body["labels_from"].isNull())
        return "\n" + sentence("model.scorecard_older");
    const Json& best = body["at_best"];
    std::string text = "\n" + sentence("model.scorecard_best", {shareText(best["precision"]), shareText(best["precision_low"]), shareText(best["recall"])});
    if (body["blind_answered"].toInteger() > 0)
        text += "\n" + sentence("model.scorecard_blind", {countText(body["blind_agreed"]), countText(body["blind_answered"]), shareText(body["blind_low"]), shareText(body["blind_high"])});
    return text;
}

std::string scorecardText(const ScorecardRow& row)
{
    const Json& body = row.body;
    std::string text = sentence("model.scorecard_made",
        {std::to_string(row.id), row.periodName, countText(body["automatic_matches"]), countText(body["automatic_examined"]), countText(body["labels"]), countText(body["automatic_pairs"])});
    text += "\n" + sentence("model.scorecard_figures",
        {shareText(body["automatic"]["precision"]), shareText(body["automatic_precision_low"]), shareText(body["automatic_precision_high"]),
            shareText(body["all"]["recall"]), shareText(body["all"]["f1"]), shareText(body["ece"])}) + labelsText(body);
    for (const Json& finding : body["findings"].toArray())
        text += "\n" + sentence("model.finding", {finding["code"].toString(), shareText(finding["value"]), shareText(finding["limit"]),
                           sentence(finding["stops"].toBool() ? "model.finding_stops" : "model.finding_watch")});
    if (!row.stopped.empty())
        return text + "\n" + sentence("model.scorecard_stops", {row.stopped});
    if (body["labels"].toInteger() < body["labels_needed"].toInteger())
        return text + "\n" + sentence("model.scorecard_few", {countText(body["labels"]), countText(body["labels_needed"])});
    return text + "\n" + sentence("model.scorecard_keeps");
}

/// With --reason makes one for the period; without, shows those there are.
Result<int> scorecard(Call& call)
{
    const bool writes = call.has("--reason");
    OXSEAL_TRY(const auto workspace, call.open(!writes));
    if (writes) {
        OXSEAL_TRY(const PeriodRow period, periodOf(call, *workspace));
        OXSEAL_TRY(const std::string reason, call.reason());
        OXSEAL_TRY(const ScorecardRow row, makeScorecard(*workspace, period, reason));
        call.print(Json(row.body).set("scorecard", row.id).set("sha256", row.sha256.hex()), scorecardText(row));
        OXSEAL_CHECK(workspace->close());
        return kDone;
    }
    OXSEAL_TRY(const auto rows, scorecards(workspace->db()));
    Json all{Json::Array()};
    std::string text;
    for (const ScorecardRow& row : rows) {
        all.push(Json(row.body).set("scorecard", row.id).set("sha256", row.sha256.hex()));
        text += (text.empty() ? "" : "\n") + scorecardText(row);
    }
    call.print(Json().set("scorecards", all), text.empty() ? sentence("model.missing.scorecard") : text);
    return kDone;
}

Json sampleJson(const BlindSampleRow& row)
{
    Json json;
    json.set("sample", row.id).set("seed", row.seed).set("population", row.population).set("population_sha256", row.populationSha256.hex());
    return json.set("size", row.size).set("answered", row.answered).set("agreed", row.agreed);
}

Result<int> sample(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const PeriodRow period, periodOf(call, *workspace));
    OXSEAL_TRY(const std::string seed, call.required("--seed"));
    std::int64_t size = 25;
    if (call.has("--size")) {
        OXSEAL_TRY(size, numberOf(call, "--size"));
    }
    OXSEAL_TRY(const BlindSampleRow row, drawBlindSample(*workspace, period, seed, static_cast<std::size_t>(size), reason));
    call.print(sampleJson(row), sentence("model.sample_drawn", {std::to_string(row.id), std::to_string(row.size), std::to_string(row.population), row.seed}));
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

Result<int> samples(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodOf(call, *workspace));
    OXSEAL_TRY(const auto rows, blindSamples(workspace->db(), period.id));
    Json all{Json::Array()};
    std::string text;
    for (const BlindSampleRow& row : rows) {
        all.push(sampleJson(row));
        text += (text.empty() ? "" : "\n") + sentence("model.sample_line", {std::to_string(row.id), std::to_string(row.answered), std::to_string(row.size),
                                                std::to_string(row.agreed), row.seed, std::to_string(row.population)});
    }
    call.print(Json().set("samples", all), text);
    return kDone;
}

std::string lineText(const ReconLineRow& line, int digits)
{
    return "L" + std::to_string(line.id) + "  " + line.day.iso() + "  " + formatAmount(line.amount, digits) + "  " + line.reference + "  " + line.description;
}

Json lineJson(const ReconLineRow& line, int digits)
{
    Json json;
    json.set("line", "L" + std::to_string(line.id)).set("date", line.day.iso()).set("amount", formatMinor(line.amount, digits));
    return json.set("reference", line.reference).set("description", line.description);
}

/// The next item of a sample that waits for its answer, or --place N.
Result<int> item(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const std::int64_t number, numberOf(call, "--sample"));
    OXSEAL_TRY(std::int64_t place, nextBlindPlace(workspace->db(), number));
    if (call.has("--place")) {
        OXSEAL_TRY(place, numberOf(call, "--place"));
    }
    if (place == 0) {
        call.print(Json().set("sample", number).set("place", 0), sentence("model.sample_done", {std::to_string(number)}));
        return kDone;
    }
    OXSEAL_TRY(const BlindItem found, blindItem(*workspace, number, place));
    Json bank{Json::Array()};
    Json candidates{Json::Array()};
    std::string text = sentence("model.item", {std::to_string(place), std::to_string(number), found.account});
    for (const ReconLineRow& line : found.bank) {
        bank.push(lineJson(line, found.digits));
        text += "\n  " + lineText(line, found.digits);
    }
    text += "\n" + sentence("model.item_candidates");
    for (const ReconLineRow& line : found.candidates) {
        candidates.push(lineJson(line, found.digits));
        text += "\n  " + lineText(line, found.digits);
    }
    call.print(Json().set("sample", number).set("place", place).set("account", found.account).set("bank", bank).set("candidates", candidates), text);
    return kDone;
}

Result<int> answer(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    BlindAnswer made;
    OXSEAL_TRY(made.sample, numberOf(call, "--sample"));
    OXSEAL_TRY(made.place, numberOf(call, "--place"));
    OXSEAL_TRY(const std::string lines, call.required("--lines"));
    for (const std::string& handle : lines == "none" ? std::vector<std::string>() : split(lines, ',')) {
        std::int64_t line = 0;
        if (handle.size() < 2 || handle[0] != 'L' || !parseInteger(std::string_view(handle).substr(1), line))
            return fail(kBadValue, {}, {"--lines", handle, "lines as L12, or none", call.noun()});
        made.lines.push_back(line);
    }
    OXSEAL_TRY(const bool agrees, answerBlind(*workspace, made, reason));
    call.print(Json().set("agrees", agrees), sentence(agrees ? "model.answer_agrees" : "model.answer_differs"));
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

Result<int> overrideLog(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodOf(call, *workspace));
    OXSEAL_TRY(const auto rows, overrides(*workspace, period));
    Json all{Json::Array()};
    std::string text;
    for (const OverrideRow& row : rows) {
        OXSEAL_TRY(const std::string by, loginOf(workspace->db(), row.person));
        OXSEAL_TRY(const std::string ruledBy, loginOf(workspace->db(), row.ruledBy));
        Json json;
        json.set("override", row.id).set("account", row.account).set("state", row.state).set("rule", row.rule).set("amount", formatMinor(row.amount, row.digits));
        json.set("currency", row.currency).set("outcome", row.outcome).set("reason_code", row.reasonCode).set("reason", row.reason).set("by", by);
        json.set("at", row.at.iso()).set("engine", row.sentence).set("later", row.later).set("ruling", row.ruling).set("ruled_by", ruledBy);
        if (row.probability)
            json.set("probability", *row.probability);
        all.push(json.set("ruled_why", row.ruledWhy));
        text += (text.empty() ? "" : "\n")
            + sentence("model.override_line", {std::to_string(row.id), row.account, formatAmount(row.amount, row.digits), row.state, row.outcome, row.reasonCode, by,
                                                  row.reason, sentence(("model.later." + row.later).c_str()), row.ruling.empty() ? "-" : row.ruling});
    }
    call.print(Json().set("overrides", all), text.empty() ? sentence("model.no_overrides", {period.period.name()}) : text);
    return kDone;
}

Result<int> rule(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const PeriodRow period, periodOf(call, *workspace));
    OXSEAL_TRY(const std::int64_t number, numberOf(call, "--override"));
    OXSEAL_TRY(const std::string right, call.required("--right"));
    OXSEAL_CHECK(ruleOnOverride(*workspace, period, number, right, reason));
    call.print(Json().set("override", number).set("ruling", right), sentence("model.ruled"));
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

} // namespace

void addMonitorVerbs(Registry& verbs)
{
    const auto add = [&](const char* verb, const std::string& synopsis, std::vector<std::string> options, Result<int> (*run)(Call&)) {
        verbs.push_back({"model", verb, "model " + std::string(verb) + " WORKSPACE" + synopsis, std::move(options), run});
    };
    add("list", "", {}, list);
    add("card", " [--model M] [--owner LOGIN --tier low|medium|high --use TEXT --fallback TEXT]", {"--model=", "--owner=", "--tier=", "--use=", "--fallback="}, card);
    add("scorecard", " [--period P --reason TEXT]", {"--period="}, scorecard);
    add("sample", " --period P --seed TEXT [--size N]", {"--period=", "--seed=", "--size="}, sample);
    add("samples", " --period P", {"--period="}, samples);
    add("item", " --sample S [--place N]", {"--sample=", "--place="}, item);
    add("answer", " --sample S --place N --lines L1,L2|none", {"--sample=", "--place=", "--lines="}, answer);
    add("overrides", " --period P", {"--period="}, overrideLog);
    add("rule", " --period P --override N --right engine|person|neither", {"--period=", "--override=", "--right="}, rule);
}

} // namespace oxseal::cli
