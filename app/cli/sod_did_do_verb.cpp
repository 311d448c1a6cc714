// SPDX-License-Identifier: GPL-3.0-or-later
// Can-do against did-do: what the activity logs of a period show that people with both duties did.
#include "app/cli/command.h"
#include "app/cli/csv_out.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/did_do_reads.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

Json actJson(const LoggedAct& act)
{
    Json json(Json::Object{{"log", act.log.value}, {"row", act.row}, {"date", act.day ? act.day->iso() : ""}, {"system", act.system},
        {"account", act.account}, {"action", act.action}, {"document", act.document}, {"applied_to", act.appliedTo}, {"party", act.party},
        {"currency", act.currency}});
    json.set("amount", act.amount ? Json(formatMinor(*act.amount, act.digits)) : Json());
    return json;
}

Json exerciseJson(const SodExercise& one)
{
    Json::Array uses;
    for (const SodUse& use : one.uses) {
        Json::Array acts;
        for (const LoggedAct& act : use.acts)
            acts.push_back(actJson(act));
        uses.push_back(Json::Object{{"link", sod::name(use.link)}, {"key", use.key}, {"acts", std::move(acts)}});
    }
    Json json(Json::Object{{"fingerprint", one.fingerprint.hex()}, {"subject", one.subject}, {"name", one.name}, {"rule", one.rule}, {"risk", one.risk},
        {"severity", name(one.severity)}, {"held", one.held}, {"link", sod::name(one.strongest())}, {"uses", std::move(uses)}});
    json.set("first", one.first ? Json(one.first->iso()) : Json()).set("last", one.last ? Json(one.last->iso()) : Json());
    return json;
}

Status writeActs(const std::string& out, const DidDoPicture& picture)
{
    CsvOut csv(out);
    const auto put = [&csv](const std::vector<std::string>& cells) {
        for (std::size_t at = 0; at < cells.size(); ++at)
            csv << (at > 0 ? "," : "") << csvField(cells[at]);
        csv << "\r\n";
    };
    put(didDoColumns());
    for (const auto& row : didDoRows(picture))
        put(row);
    return csv.finish();
}

Result<int> didDo(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const DidDoPicture picture, didDoPicture(*workspace, period));
    if (picture.logs.empty())
        return fail(kNoActivityLog, {}, {periodName});
    if (const auto out = call.value("--out"))
        OXSEAL_CHECK(writeActs(*out, picture));
    Json::Array all, unmapped;
    std::vector<std::string> lines;
    std::uint64_t connected = 0;
    for (const SodExercise& one : picture.exercised) {
        all.push_back(exerciseJson(one));
        connected += one.connected() ? 1U : 0U;
        lines.push_back(exerciseLine(one));
        for (const SodUse& use : one.uses) {
            if (use.link == sod::UseLink::Apart)
                continue;
            lines.push_back("    " + texts::sentence(use.link == sod::UseLink::Document ? "sod.use_document" : "sod.use_party", {use.key}));
            for (const LoggedAct& act : use.acts)
                lines.push_back("        " + actLine(act));
        }
    }
    for (const auto& [action, count] : picture.unmapped)
        unmapped.push_back(Json::Object{{"action", action}, {"lines", count}});
    const std::vector<std::string> counts{std::to_string(picture.exercised.size()), std::to_string(connected), std::to_string(picture.lines),
        std::to_string(picture.linesUnmapped), std::to_string(picture.linesOfNobody)};
    lines.push_back(texts::sentence("sod.did_do_summary", counts));
    call.print(Json::Object{{"period", periodName}, {"exercised", std::move(all)}, {"connected", connected}, {"lines", picture.lines},
                   {"lines_unmapped", picture.linesUnmapped}, {"lines_of_nobody", picture.linesOfNobody}, {"unmapped", std::move(unmapped)}},
        join(lines, "\n"));
    return call.flag("--fail-on-findings") && connected > 0 ? kNegative : kDone;
}

} // namespace

void addSodDidDoVerb(Registry& verbs)
{
    verbs.push_back({"sod", "did-do", "sod did-do WORKSPACE --period P [--out ACTS.csv]", {"--period=", "--out="}, didDo});
}

} // namespace oxseal::cli
