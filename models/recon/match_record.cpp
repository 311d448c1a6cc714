// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_record.h"

#include "models/core/text.h"
#include "models/recon/match_model_json.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace oxseal::recon {
namespace {

constexpr std::size_t kMostDifferences = 20;

Json numberJson(std::size_t number) { return Json(static_cast<std::int64_t>(number)); }

Json idsJson(std::span<const std::uint32_t> members, std::span<const MatchLine> lines)
{
    Json::Array out;
    for (const std::uint32_t member : members)
        out.emplace_back(lines[member].id);
    return Json(std::move(out));
}

Json weightsJson(const PairEvidence& weight)
{
    Json json;
    json.set("start", std::int64_t{weight.prior}).set("amount", std::int64_t{weight.amount}).set("date", std::int64_t{weight.day});
    return json.set("reference", std::int64_t{weight.reference}).set("description", std::int64_t{weight.description}).set("total", weight.total());
}

Json linesJson(std::span<const MatchLine> lines, const std::vector<bool>& manual, const std::vector<bool>& fresh)
{
    Json::Array out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const MatchLine& line = lines[i];
        Json json;
        json.set("key", line.id).set("date", line.date.iso()).set("amount", std::to_string(line.amount));
        json.set("account", line.account).set("currency", std::string(line.currency.code()));
        json.set("reference", line.reference).set("description", line.description);
        if (!manual.empty())
            json.set("manual", bool(manual[i]));
        if (!fresh.empty())
            json.set("new_party", bool(fresh[i]));
        out.push_back(std::move(json));
    }
    return Json(std::move(out));
}

Json contextJson(const MatchContext& context)
{
    Json::Array parties;
    for (const std::string& party : context.relatedParties)
        parties.emplace_back(party);
    Json json;
    json.set("account", context.account).set("period_end", context.periodEnd.iso()).set("digits", context.digits);
    json.set("risk", context.risk ? Json(name(*context.risk)) : Json()).set("related_parties", Json(std::move(parties)));
    json.set("manual_known", !context.manual.empty()).set("baseline", !context.newParty.empty());
    if (!context.refused.empty()) {
        Json::Array refused;
        for (const auto& [bank, books] : context.refused)
            refused.push_back(Json(Json::Array{Json(bank), Json(books)}));
        json.set("refused", Json(std::move(refused)));
    }
    if (!context.taught.empty()) {
        Json::Array pairs;
        for (const LinePair& pair : context.taught.pairs)
            pairs.push_back(Json(Json::Array{Json(context.taught.left[pair.left].id), Json(context.taught.right[pair.right].id)}));
        Json taught;
        taught.set("bank", linesJson(context.taught.left, {}, {})).set("books", linesJson(context.taught.right, {}, {}));
        json.set("taught", taught.set("pairs", Json(std::move(pairs))));
    }
    if (context.adopted)
        json.set("adopted", *context.adopted);
    return json.set("stopped", context.stopped);
}

/// log2 of the odds of a probability with 32 fraction bits.
std::int64_t oddsBits(std::uint32_t probability)
{
    const std::uint64_t p = std::max<std::uint32_t>(probability, 1);
    return log2Ratio(p, kCertain - p);
}

Json shortfallJson(const Shortfall& shortfall)
{
    Json::Array remedies;
    for (const Counterfactual& each : shortfall.remedies) {
        Json json;
        json.set("field", name(each.field));
        if (each.field == Counterfactual::Field::Date)
            json.set("days_at_most", std::int64_t{each.most});
        remedies.push_back(std::move(json));
    }
    return Json().set("bits", shortfall.bits).set("remedies", Json(std::move(remedies)));
}

/// Numbers of the learnt stage about one group: its own decision or its second opinion on a pass.
Json learntJson(const PolicyRun& run, std::span<const MatchLine> left, std::span<const MatchLine> right, std::uint32_t evidence,
    std::uint32_t rival, bool rivalIsLeft)
{
    const MatchEvidence& of = run.match.evidence[evidence];
    Json json;
    json.set("basis", name(of.basis)).set("probability", std::int64_t{of.probability}).set("alternatives", std::int64_t{of.alternatives});
    if (of.basis == MatchBasis::Pair) {
        Json levels;
        levels.set("amount", std::int64_t{of.amountLevel}).set("reference", std::int64_t{of.referenceLevel});
        levels.set("description", std::int64_t{of.descriptionLevel}).set("lag", std::int64_t{of.lag});
        json.set("weights_65536", weightsJson(of.weight)).set("levels", levels);
    }
    if (rival != kNoLine) {
        Json other;
        other.set("line", (rivalIsLeft ? left : right)[rival].id).set("side", rivalIsLeft ? "bank" : "books");
        other.set("probability", std::int64_t{of.rivalProbability});
        if (evidence < run.match.rivals.size())
            other.set("weights_65536", weightsJson(run.match.rivals[evidence]));
        json.set("rival", other);
    }
    return json;
}

Result<std::vector<MatchLine>> linesOf(const Json& json, std::deque<std::string>& texts, std::vector<bool>* manual, std::vector<bool>* fresh)
{
    std::vector<MatchLine> out;
    const auto keep = [&](const Json& text) { return std::string_view(texts.emplace_back(text.toString())); };
    for (const Json& each : json.toArray()) {
        MatchLine line;
        const auto day = Day::fromIso(each["date"].toString());
        if (!day || !parseInteger(each["amount"].toString(), line.amount))
            return fail(kRecordInvalid, each["key"].toString());
        line.id = keep(each["key"]);
        line.account = keep(each["account"]);
        line.reference = keep(each["reference"]);
        line.description = keep(each["description"]);
        line.date = *day;
        line.currency = Currency::fromCode(each["currency"].toString()).value_or(Currency());
        if (manual != nullptr)
            manual->push_back(each["manual"].toBool());
        if (fresh != nullptr)
            fresh->push_back(each["new_party"].toBool());
        out.push_back(line);
    }
    return out;
}

Status readTaught(const Json& json, std::deque<std::string>& texts, TaughtLines& out)
{
    OXSEAL_TRY(out.left, linesOf(json["bank"], texts, nullptr, nullptr));
    OXSEAL_TRY(out.right, linesOf(json["books"], texts, nullptr, nullptr));
    std::array<std::map<std::string_view, std::uint32_t>, 2> places;
    for (std::size_t side = 0; side < 2; ++side) {
        const auto& lines = side == 0 ? out.left : out.right;
        for (std::uint32_t i = 0; i < lines.size(); ++i)
            places[side].emplace(lines[i].id, i);
    }
    for (const Json& pair : json["pairs"].toArray()) {
        const auto& ends = pair.toArray();
        const auto left = ends.size() == 2 ? places[0].find(ends[0].toString()) : places[0].end();
        const auto right = ends.size() == 2 ? places[1].find(ends[1].toString()) : places[1].end();
        if (left == places[0].end() || right == places[1].end())
            return fail(kRecordInvalid, "context.taught");
        out.pairs.push_back({left->second, right->second});
    }
    return {};
}

void difference(const std::string& place, const Json& was, const Json& now, std::vector<RecordDifference>& out)
{
    if (was == now || out.size() >= kMostDifferences)
        return;
    if (was.isArray() && now.isArray() && was.toArray().size() == now.toArray().size()) {
        for (std::size_t i = 0; i < was.toArray().size(); ++i)
            difference(place + "." + std::to_string(i + 1), was.toArray()[i], now.toArray()[i], out);
        return;
    }
    out.push_back({place, canonicalJson(was), canonicalJson(now)});
}

} // namespace

const char* name(Counterfactual::Field field) noexcept
{
    switch (field) {
    case Counterfactual::Field::Reference:
        return "reference";
    case Counterfactual::Field::Description:
        return "description";
    case Counterfactual::Field::Date:
        break;
    }
    return "date";
}

Shortfall shortfallOf(const MatchModel& model, const MatchEvidence& evidence, std::uint32_t limit)
{
    Shortfall out;
    out.bits = oddsBits(limit) - oddsBits(evidence.probability);
    if (out.bits <= 0 || evidence.basis != MatchBasis::Pair)
        return out;
    const auto gains = [&](Bits better, Bits now) { return std::int64_t{better} - now >= out.bits; };
    // The day nearest to the present one that would do, on the side towards the same day.
    const std::int32_t days = model.window.days();
    const std::int32_t at = evidence.lag + model.window.before;
    const Bits present = model.day[static_cast<std::size_t>(at >= 0 && at < days ? at : days)];
    for (std::int32_t apart = std::abs(evidence.lag) - 1; apart >= 0; --apart) {
        const std::int32_t lag = evidence.lag < 0 ? -apart : apart;
        if (model.window.holds(lag) && gains(model.day[static_cast<std::size_t>(lag + model.window.before)], present)) {
            out.remedies.push_back({Counterfactual::Field::Date, apart});
            break;
        }
    }
    const auto equal = static_cast<std::size_t>(ReferenceLevel::Equal);
    if (evidence.referenceLevel != equal && gains(model.reference[equal], evidence.weight.reference))
        out.remedies.push_back({Counterfactual::Field::Reference, 0});
    if (evidence.descriptionLevel == 0 || fitGrade(evidence.descriptionLevel) > 0) {
        // The description of the same length class with the one name inside the other.
        const std::size_t best = evidence.descriptionLevel == 0 ? 1 : evidence.descriptionLevel - fitGrade(evidence.descriptionLevel);
        if (gains(model.description[best], evidence.weight.description))
            out.remedies.push_back({Counterfactual::Field::Description, 0});
    }
    return out;
}

Json groupRecord(std::span<const MatchLine> left, std::span<const MatchLine> right, const MatchPolicy& policy,
    const MatchContext& context, const PolicyRun& run, std::size_t number)
{
    const MatchGroup& group = run.match.groups[number];
    Json json;
    json.set("number", numberJson(number + 1)).set("type", name(group.type)).set("state", name(group.state));
    json.set("rule", decisionRule(group, run.match, policy.rules));
    json.set("left", idsJson(run.match.left(group), left)).set("right", idsJson(run.match.right(group), right));
    json.set("difference", std::to_string(group.difference));
    Json::Array triggers;
    for (const std::string& each : triggerNames(run.triggers[number]))
        triggers.emplace_back(each);
    json.set("triggers", Json(std::move(triggers)));
    if (group.pass >= 0) {
        Json pass;
        pass.set("distance", std::int64_t{group.distance}).set("rank", std::int64_t{group.confidence});
        pass.set("after_clearer", group.afterClearer).set("references_differ", group.referenceConflict);
        if (group.tried > 0)
            pass.set("sums_tried", std::int64_t{group.tried}).set("bound_reached", group.boundReached);
        if (group.rival != kNoLine)
            pass.set("rival", (group.rivalIsLeft ? left : right)[group.rival].id).set("rival_distance", std::int64_t{group.rivalDistance});
        json.set("pass", pass);
    }
    const SecondOpinion& opinion = run.opinions[number];
    if (group.evidence != kNoLine)
        json.set("learnt", learntJson(run, left, right, group.evidence, group.rival, group.rivalIsLeft));
    else if (opinion.evidence != kNoLine)
        json.set("learnt", learntJson(run, left, right, opinion.evidence, opinion.rival, opinion.rivalIsLeft));
    if (group.evidence != kNoLine && (run.triggers[number] & bit(ReviewTrigger::Probability)) != 0) {
        const std::uint32_t limit = std::max(policy.autoProbability,
            (context.risk ? policy.classes[static_cast<std::size_t>(*context.risk)] : policy.unplanned).probability);
        json.set("shortfall", shortfallJson(shortfallOf(run.report.model, run.match.evidence[group.evidence], limit)));
    }
    const auto others = group.leftCount > 0 ? right : left;
    if (group.nearAmount != kNoLine) {
        Json near = Json().set("line", others[group.nearAmount].id).set("days", std::int64_t{group.neededDays});
        const MatchLine& mine = group.leftCount > 0 ? left[run.match.left(group).front()] : right[run.match.right(group).front()];
        if (others[group.nearAmount].amount != mine.amount) // of one sign: the difference cannot overflow
            near.set("difference", std::to_string(mine.amount - others[group.nearAmount].amount));
        json.set("near_amount", near);
    }
    if (group.nearReference != kNoLine)
        json.set("near_reference", others[group.nearReference].id);
    return json;
}

Json matchRecord(std::span<const MatchLine> left, std::span<const MatchLine> right, const Json& policyJson, const MatchPolicy& policy,
    const MatchContext& context, const PolicyRun& run)
{
    Json json;
    json.set("format", "oxseal-match-run").set("format_version", 1).set("engine", kMatchEngine);
    json.set("policy", policyJson).set("context", contextJson(context));
    json.set("bank", linesJson(left, {}, {})).set("books", linesJson(right, context.manual, context.newParty));
    json.set("model", run.learnt ? modelJson(run.report, context.digits) : Json().set("anchors", static_cast<std::int64_t>(run.report.anchors)));
    Json::Array groups;
    for (std::size_t i = 0; i < run.match.groups.size(); ++i)
        groups.push_back(groupRecord(left, right, policy, context, run, i));
    json.set("groups", Json(std::move(groups)));
    Json::Array disagreements;
    for (const Disagreement& each : run.disagreements) {
        Json one = learntJson(run, left, right, each.evidence, kNoLine, false);
        one.set("group", std::int64_t{each.group} + 1).set("left", idsJson(each.left, left)).set("right", idsJson(each.right, right));
        disagreements.push_back(std::move(one));
    }
    return json.set("disagreements", Json(std::move(disagreements)));
}

Result<RecordedRun> readMatchRecord(const Json& record)
{
    if (record["format"].toString() != "oxseal-match-run" || record["format_version"].toInteger() != 1)
        return fail(kRecordInvalid, "format");
    RecordedRun out;
    out.policyJson = record["policy"];
    OXSEAL_TRY(out.policy, parseMatchPolicy(out.policyJson));
    const Json& context = record["context"];
    const auto end = Day::fromIso(context["period_end"].toString());
    if (!end)
        return fail(kRecordInvalid, "context.period_end");
    out.context.account = context["account"].toString();
    out.context.periodEnd = *end;
    out.context.digits = static_cast<int>(context["digits"].toInteger(2));
    if (!context["risk"].isNull()) {
        out.context.risk = riskFromName(context["risk"].toString());
        if (!out.context.risk)
            return fail(kRecordInvalid, "context.risk");
    }
    for (const Json& party : context["related_parties"].toArray())
        out.context.relatedParties.push_back(party.toString());
    for (const Json& pair : context["refused"].toArray()) {
        const auto& ends = pair.toArray();
        if (ends.size() != 2)
            return fail(kRecordInvalid, "context.refused");
        out.context.refused.emplace(ends[0].toString(), ends[1].toString());
    }
    out.context.stopped = context["stopped"].toString();
    if (context.contains("taught")) {
        OXSEAL_CHECK(readTaught(context["taught"], out.texts, out.context.taught));
    }
    if (context.contains("adopted"))
        out.context.adopted = context["adopted"].toBool();
    OXSEAL_TRY(out.left, linesOf(record["bank"], out.texts, nullptr, nullptr));
    OXSEAL_TRY(out.right, linesOf(record["books"], out.texts, context["manual_known"].toBool() ? &out.context.manual : nullptr,
                              context["baseline"].toBool() ? &out.context.newParty : nullptr));
    return out;
}

Result<Reperformance> reperform(const Json& record, int threads)
{
    OXSEAL_TRY(const RecordedRun inputs, readMatchRecord(record));
    MatchOptions options;
    options.threads = threads;
    OXSEAL_TRY(const PolicyRun run, matchByPolicy(inputs.left, inputs.right, inputs.policy, inputs.context, options));
    const Json again = matchRecord(inputs.left, inputs.right, inputs.policyJson, inputs.policy, inputs.context, run);
    Reperformance out;
    out.engine = record["engine"].toString();
    out.groups = record["groups"].toArray().size();
    for (const auto& [key, value] : again.toObject())
        difference(key, record[key], value, out.details);
    for (const RecordDifference& each : out.details)
        out.differences.push_back(each.place);
    out.same = out.details.empty() && record.toObject().size() == again.toObject().size();
    return out;
}

} // namespace oxseal::recon
