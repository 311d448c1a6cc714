// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "models/core/text.h"
#include "storage/reads/calendar_reads.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/due_reads.h"
#include "storage/reads/rule_packs.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

using namespace oxseal::calendar;

Result<FilerCategory> filerOf(const Call& call, std::string_view option)
{
    OXSEAL_TRY(const std::string text, call.required(option));
    const auto filer = filerFromName(text);
    if (!filer)
        return fail(kBadValue, {}, {std::string(option), text, "one of laf, af, naf", call.noun()});
    return *filer;
}

Json jsonOf(const Filing& filing)
{
    Json json;
    json.set("form", filing.form);
    json.set("quarter", filing.quarter);
    json.set("period_end", filing.periodEnd.iso());
    json.set("nominal", filing.nominal.iso());
    json.set("due", filing.due.iso());
    json.set("reason", passedWords(filing.passed));
    json.set("nt", filing.nt.iso());
    json.set("extended", filing.extended.iso());
    return json;
}

Result<int> deadlines(Call& call)
{
    OXSEAL_TRY(const auto filer, filerOf(call, "--filer"));
    OXSEAL_TRY(const Day yearEnd, call.requiredDay("--year-end"));
    const std::string weeksText = call.value("--weeks").value_or("0");
    std::int64_t weeks = 0;
    if (!parseInteger(weeksText, weeks) || (weeks != 0 && weeks != 52 && weeks != 53))
        return fail(kBadValue, {}, {"--weeks", weeksText, "52 or 53", call.noun()});
    OXSEAL_TRY(const auto rules, calendarRules());
    OXSEAL_TRY(const auto filings,
        fiscalYearFilings(rules.days, rules.reports, filer, yearEnd, static_cast<int>(weeks)));
    Json json;
    std::string text = "form  quarter  period end  nominal     due         notify by   extended    moved because";
    Json::Array rows;
    for (const auto& filing : filings) {
        rows.push_back(jsonOf(filing));
        text += "\n" + filing.form + "  Q" + std::to_string(filing.quarter) + "       " + filing.periodEnd.iso() + "  "
            + filing.nominal.iso() + "  " + filing.due.iso() + "  " + filing.nt.iso() + "  " + filing.extended.iso() + "  "
            + passedWords(filing.passed);
    }
    json.set("filings", std::move(rows));
    call.print(json, text);
    return kDone;
}

Result<int> incidentDueVerb(Call& call)
{
    OXSEAL_TRY(const std::string text, call.required("--determined"));
    auto day = Day::fromIso(text);
    if (!day) {
        const auto instant = Instant::fromIso(text);
        if (!instant)
            return fail(kBadValue, {}, {"--determined", text, "2026-03-30 or 2026-03-30T21:15:00Z", call.noun()});
        day = easternDay(*instant);
    }
    OXSEAL_TRY(const auto answer, incidentAnswer(*day));
    Json json;
    json.set("due", answer.due.due.iso());
    json.set("why", answer.why);
    call.print(json, answer.due.due.iso() + "  " + answer.why);
    return kDone;
}

Result<std::optional<std::int64_t>> dollars(const Call& call, std::string_view option)
{
    const auto text = call.value(option);
    if (!text)
        return std::optional<std::int64_t>();
    const auto value = parseDollars(*text);
    if (!value)
        return fail(kBadValue, {}, {std::string(option), *text, "74.9M, 1.235B or 60000000", call.noun()});
    return value;
}

Result<std::optional<int>> count(const Call& call, std::string_view option)
{
    const auto text = call.value(option);
    if (!text)
        return std::optional<int>();
    std::int64_t value = 0;
    if (!parseInteger(*text, value) || value < 0 || value > 10000)
        return fail(kBadValue, {}, {std::string(option), *text, "a whole number", call.noun()});
    return static_cast<int>(value);
}

Result<FilerFacts> factsOf(const Call& call)
{
    FilerFacts facts;
    OXSEAL_TRY(const std::string floatText, call.required("--float"));
    if (floatText != "none") {
        OXSEAL_TRY(facts.publicFloat, dollars(call, "--float"));
    }
    OXSEAL_TRY(const std::string revenueText, call.required("--revenue"));
    OXSEAL_TRY(const auto revenue, dollars(call, "--revenue"));
    facts.revenue = *revenue;
    if (call.has("--prior")) {
        OXSEAL_TRY(facts.prior, filerOf(call, "--prior"));
    }
    OXSEAL_TRY(facts.priorRevenue, dollars(call, "--prior-revenue"));
    OXSEAL_TRY(facts.monthsReporting, count(call, "--months"));
    OXSEAL_TRY(facts.annualReports, count(call, "--annual-reports"));
    OXSEAL_TRY(const auto debt, dollars(call, "--debt"));
    facts.debtThreeYears = debt.value_or(0);
    facts.egc = call.flag("--egc");
    facts.bdc = call.flag("--bdc");
    if (call.has("--ipo")) {
        OXSEAL_TRY(facts.ipoDate, call.requiredDay("--ipo"));
    }
    if (call.has("--year-end")) {
        OXSEAL_TRY(facts.fiscalYearEnd, call.requiredDay("--year-end"));
    } else {
        facts.fiscalYearEnd = *Day::fromYmd(call.environment().clock.now().day().year(), 12, 31);
    }
    return facts;
}

Result<int> filerStatusVerb(Call& call)
{
    OXSEAL_TRY(const FilerFacts facts, factsOf(call));
    OXSEAL_TRY(const auto rules, calendarRules());
    OXSEAL_TRY(const auto thresholds, statusRules(facts.fiscalYearEnd));
    OXSEAL_TRY(const auto status, filerStatus(thresholds, rules.reports, facts));
    Json obligations;
    obligations.set("10-K", status.annualDays);
    obligations.set("10-Q", status.quarterlyDays);
    obligations.set("302", true);
    obligations.set("404a", status.report404a);
    obligations.set("404b", status.attestation404b);
    obligations.set("906", true);
    Json json;
    json.set("category", name(status.category));
    json.set("src", status.src);
    json.set("egc", status.egc);
    json.set("obligations", obligations);
    json.set("seed_category", name(status.byFloatAlone));
    if (status.egcUntil)
        json.set("egc_until", status.egcUntil->iso());
    Json::Array notes;
    std::string text = texts::sentence((std::string("filer.category.") + name(status.category)).c_str());
    text += status.src ? ", smaller reporting company" : "";
    text += status.egc ? ", emerging growth company" : "";
    text += "\n  10-K  " + texts::sentence("calendar.word.day", {std::to_string(status.annualDays)});
    text += "\n  10-Q  " + texts::sentence("calendar.word.day", {std::to_string(status.quarterlyDays)});
    for (const auto& [id, required] : {std::pair("filer.section.302", true), std::pair("filer.section.404a", status.report404a),
             std::pair("filer.section.404b", status.attestation404b), std::pair("filer.section.906", true)}) {
        text += "\n  " + texts::sentence(id) + ": "
            + texts::sentence(required ? "calendar.word.required" : "calendar.word.not_required");
    }
    for (const auto& note : status.notes) {
        notes.emplace_back(texts::sentence(note.c_str()));
        text += "\n  " + texts::sentence(note.c_str());
    }
    json.set("notes", std::move(notes));
    call.print(json, text);
    return kDone;
}

Result<int> calendarShow(Call& call)
{
    OXSEAL_TRY(auto workspace, call.open(true));
    OXSEAL_TRY(const auto filings, recordedFilings(workspace->db()));
    Json::Array rows;
    std::string text;
    for (const auto& filing : filings) {
        rows.push_back(jsonOf(filing));
        text += filing.due.iso() + "  " + filing.form + " Q" + std::to_string(filing.quarter) + "  "
            + filing.periodEnd.iso() + "  " + passedWords(filing.passed) + "\n";
    }
    text += std::to_string(filings.size()) + " dates";
    call.print(Json().set("filings", rows), text);
    return kDone;
}

Result<int> calendarIcs(Call& call)
{
    OXSEAL_TRY(const std::string out, call.required("--out"));
    OXSEAL_TRY(auto workspace, call.open(true));
    OXSEAL_TRY(const auto file, calendarFile(*workspace));
    OXSEAL_CHECK(writeFile(out, file.bytes));
    call.print(Json().set("out", out).set("entries", static_cast<std::int64_t>(file.entries)), out);
    return kDone;
}

} // namespace

void addCalendarVerbs(Registry& verbs)
{
    verbs.push_back({"deadlines", "", "deadlines --filer laf|af|naf --year-end YYYY-MM-DD [--weeks 52|53]",
        {"--filer=", "--year-end=", "--weeks="}, deadlines});
    verbs.push_back({"incident-due", "", "incident-due --determined YYYY-MM-DD|ISO-TIME", {"--determined="}, incidentDueVerb});
    verbs.push_back({"filer-status", "",
        "filer-status --float USD|none --revenue USD [--prior laf|af|naf] [--prior-revenue USD] [--egc] [--ipo DATE] "
        "[--months N] [--annual-reports N] [--debt USD] [--bdc] [--year-end DATE]",
        {"--float=", "--revenue=", "--prior=", "--prior-revenue=", "--egc", "--ipo=", "--months=", "--annual-reports=",
            "--debt=", "--bdc", "--year-end="},
        filerStatusVerb});
    verbs.push_back({"calendar", "show", "calendar show WORKSPACE   due dates of the recorded periods", {}, calendarShow});
    verbs.push_back({"calendar", "ics", "calendar ics WORKSPACE --out FILE.ics", {"--out="}, calendarIcs});
}

} // namespace oxseal::cli
