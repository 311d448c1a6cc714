// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/import_mapping.h"
#include "app/cli/inspect_verb.h"
#include "app/cli/ipe_line_verbs.h"
#include "app/cli/profile_out.h"
#include "app/cli/report_out.h"
#include "models/core/text.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/import_source.h"
#include "storage/actions/profile_proposal.h"
#include "storage/import/bundle.h"
#include "storage/import/sniffer.h"
#include "storage/reads/import_profile.h"
#include "storage/reads/import_reads.h"
#include "storage/texts/texts.h"

#include <cstdio>
#include <ostream>

namespace oxseal::cli {
namespace {

Result<std::optional<Day>> dayOption(Call& call, const char* option)
{
    const auto text = call.value(option);
    if (!text)
        return std::optional<Day>();
    const auto day = Day::fromIso(*text);
    if (!day)
        return fail(kBadValue, {}, {option, *text, "a date is written 2026-09-30", call.noun()});
    return day;
}

Result<std::optional<std::int64_t>> numberOption(Call& call, const char* option)
{
    const auto text = call.value(option);
    std::int64_t number = 0;
    if (!text)
        return std::optional<std::int64_t>();
    if (!parseInteger(*text, number))
        return fail(kBadValue, {}, {option, *text, "a whole number", call.noun()});
    return std::optional<std::int64_t>(number);
}

Result<SnapshotId> snapshotArgument(Call& call)
{
    OXSEAL_TRY(const std::string text, call.argument(1, "IMPORT"));
    std::int64_t number = 0;
    if (!parseInteger(text, number))
        return fail(kBadValue, {}, {"IMPORT", text, "the number of an import", call.noun()});
    return SnapshotId(number);
}

const std::vector<std::string>& ipeOptions()
{
    static const std::vector<std::string> options = {"--ipe-system=", "--ipe-report=", "--ipe-type=", "--ipe-logic-changed=",
        "--ipe-baseline=", "--ipe-baseline-by=", "--ipe-query=", "--ipe-run-by=", "--ipe-run-at=", "--ipe-rows=", "--ipe-total=",
        "--ipe-total-column=", "--ipe-screenshot="};
    return options;
}

/// The card, when any --ipe option was given.
Result<std::optional<IpeInput>> ipeFrom(Call& call)
{
    bool any = false;
    for (const auto& option : ipeOptions())
        any = any || call.has(option.substr(0, option.size() - 1));
    if (!any)
        return std::optional<IpeInput>();
    IpeInput input;
    auto& card = input.card;
    card.system = call.value("--ipe-system").value_or(call.value("--system").value_or(""));
    card.report = call.value("--ipe-report").value_or("");
    const auto type = call.value("--ipe-type").value_or("standard");
    const auto named = controls::reportTypeNamed(type);
    if (!named)
        return fail(kBadValue, {}, {"--ipe-type", type, "standard, custom or ad_hoc", call.noun()});
    card.type = *named;
    OXSEAL_TRY(card.logicChanged, dayOption(call, "--ipe-logic-changed"));
    OXSEAL_TRY(card.baselineTested, dayOption(call, "--ipe-baseline"));
    card.baselineBy = call.value("--ipe-baseline-by").value_or("");
    card.query = call.value("--ipe-query").value_or("");
    card.runBy = call.value("--ipe-run-by").value_or("");
    card.runAt = call.value("--ipe-run-at").value_or("");
    OXSEAL_TRY(card.sourceRows, numberOption(call, "--ipe-rows"));
    card.totalColumn = call.value("--ipe-total-column").value_or("");
    input.sourceTotal = call.value("--ipe-total").value_or("");
    input.screenshot = call.value("--ipe-screenshot").value_or("");
    return std::optional<IpeInput>(std::move(input));
}

Result<KindOptions> kindOptions(Call& call)
{
    KindOptions options;
    options.table.header = !call.flag("--no-header");
    if (const auto map = call.value("--map")) {
        OXSEAL_TRY(options.table.map, parseColumnMap(*map));
    }
    const auto dates = call.value("--dates").value_or("auto");
    if (dates == "ymd")
        options.table.dates = DateOrder::YearFirst;
    else if (dates == "mdy")
        options.table.dates = DateOrder::MonthFirst;
    else if (dates == "dmy")
        options.table.dates = DateOrder::DayFirst;
    else if (dates != "auto")
        return fail(kBadValue, {}, {"--dates", dates, "auto, ymd, mdy or dmy", call.noun()});
    if (const auto decimal = call.value("--decimal")) {
        if (*decimal != "." && *decimal != ",")
            return fail(kBadValue, {}, {"--decimal", *decimal, "a point or a comma", call.noun()});
        options.table.decimal = decimal->front();
    }
    const auto sensitive = call.value("--sensitive").value_or("drop");
    if (sensitive == "mask")
        options.sensitive.action = SensitiveAction::Mask;
    else if (sensitive == "refuse")
        options.sensitive.action = SensitiveAction::Refuse;
    else if (sensitive != "drop")
        return fail(kBadValue, {}, {"--sensitive", sensitive, "drop, mask or refuse", call.noun()});
    options.table.encoding = call.value("--encoding").value_or("");
    options.table.sheet = call.value("--sheet").value_or("");
    options.format = call.value("--format").value_or("");
    options.account = call.value("--account").value_or("");
    options.currency = call.value("--currency").value_or("");
    return options;
}

std::string seconds(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

Json snapshotJson(const SnapshotInfo& info)
{
    Json out;
    out.set("id", info.id.value).set("kind", info.key.kind).set("subject", info.key.subject).set("entity", info.key.entity);
    out.set("period", info.key.period).set("file", info.fileName).set("rows", Json(info.rows)).set("bytes", Json(info.bytes));
    out.set("as_of", info.asOf ? Json(info.asOf->iso()) : Json()).set("imported_at", info.importedAt.iso());
    out.set("imported_by", info.importedBy.value).set("parser", info.parser).set("parser_version", info.parserVersion);
    out.set("mapping", info.mapping).set("report", info.report).set("redaction", info.redaction);
    out.set("original_sha256", info.original.hex()).set("sha256", info.sha256.hex()).set("columns", info.columns.hex());
    out.set("currency", info.currency).set("opening", info.openingBalance).set("closing", info.closingBalance);
    return out;
}

/// Several files without a profile that they all belong to; {0} is the nearest.
constexpr ErrorCode kSeveralFiles{"cli.several_files", ErrorClass::Usage};

/// --profile names one; "none" reads by headers alone. Without it, a system that was read through a profile the last time is
/// again, unless the call maps columns itself. What only a profile can read (several files, those of Unix) takes the one it fits, and so do
/// answers of interfaces in JSON, whose fields are never called as in a listing.
Result<std::string> profileOf(Call& call, Workspace& workspace, const ImportRequest& request)
{
    if (const auto named = call.value("--profile"))
        return *named == "none" ? std::string() : *named;
    OXSEAL_TRY(const ImportSource source, ImportSource::open(request.file, request.more));
    const bool several = looksLikeBundle(source.bytes());
    const bool answer = sniffFormat(source.bytes()) == FileFormat::Json;
    if (several || (request.kind == ImportKind::Listing && !call.has("--map") && (answer || onlyThroughProfile(source.bytes())))) {
        OXSEAL_TRY(const auto proposal, proposeProfile(source.bytes(), request.options.table));
        if (proposal && proposal->fits)
            return proposal->id;
        return several ? Result<std::string>(fail(kSeveralFiles, {}, {proposal ? proposal->id : "-"})) : std::string();
    }
    if (request.kind != ImportKind::Listing || request.system.empty() || call.has("--map") || call.has("--no-header"))
        return std::string();
    OXSEAL_TRY(const auto last, importProfile(workspace.db(), name(request.kind), request.system));
    return last ? last->sourceProfile : std::string();
}

/// Says that a profile would have fitted, when the file was read without one.
void hintProfile(Call& call, const ImportRequest& request, ImportReport& report)
{
    if (request.kind != ImportKind::Listing || !request.options.profile.empty() || call.has("--profile"))
        return;
    const auto source = ImportSource::open(request.file, request.more);
    const auto proposal = source ? proposeProfile(source->bytes(), request.options.table) : Result<std::optional<ProfileProposal>>(std::nullopt);
    if (proposal && *proposal && (*proposal)->fits && (*proposal)->id != "generic")
        report.warn("import.warn.profile_proposed", {(*proposal)->system, (*proposal)->id, std::to_string((*proposal)->recognised)});
}

Result<int> importKind(Call& call)
{
    ImportRequest request;
    request.kind = *importKindNamed(call.verb());
    OXSEAL_TRY(const std::string last, call.required("--file"));
    const auto files = call.values("--file");
    request.file = files.front();
    request.more.assign(files.begin() + 1, files.end());
    request.system = call.value("--system").value_or("");
    request.entity = call.value("--entity").value_or("");
    request.period = call.value("--period").value_or("");
    OXSEAL_TRY(request.asOf, dayOption(call, "--as-of"));
    OXSEAL_TRY(request.options, kindOptions(call));
    OXSEAL_TRY(request.ipe, ipeFrom(call));
    if (request.kind == ImportKind::Processor)
        OXSEAL_CHECK(call.required("--account"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(request.options.profile, profileOf(call, *workspace, request));
    OXSEAL_TRY(const SavedMapping saved, savedMapping(call, *workspace, request));
    if (saved.used())
        request.options.table.map = saved.map;
    auto imported = importFile(*workspace, request, reason);
    if (!imported)
        return tl::unexpected<Error>(withMapping(imported.error(), saved));
    ImportOutcome outcome = std::move(*imported);
    OXSEAL_CHECK(workspace->close());
    hintProfile(call, request, outcome.report);
    if (!saved.gone.empty())
        outcome.report.warn("import.warn.mapping_gone", {std::to_string(saved.from), saved.gone});
    const auto& info = outcome.snapshot;
    if (call.json()) {
        Json out = snapshotJson(info);
        out.set("report", outcome.report.toJson(ImportReport::kMostListed));
        if (saved.used())
            out.set("mapping_from", saved.from);
        Json stages;
        stages.set("read", outcome.secondsRead).set("parse", outcome.secondsParse).set("store", outcome.secondsStore);
        out.set("seconds", std::move(stages));
        call.out() << canonicalJson(out) << '\n';
        return kDone;
    }
    call.out() << "import    " << info.id.value << ' ' << info.key.kind << (info.key.subject.empty() ? "" : " ") << info.key.subject << '\n'
               << (request.options.profile.empty() ? "" : "profile   " + request.options.profile + " " + info.mapping["profile"]["version"].toString() + ": "
                       + std::to_string(info.mapping["profile"]["accounts"].toInteger()) + " accounts, " + std::to_string(info.rows) + " lines\n")
               << (saved.used() ? "mapping   as in import " + std::to_string(saved.from) + ": " + saved.words() + "\n" : "")
               << "rows      " << (request.options.profile.empty() ? info.rows : outcome.report.accepted) << " accepted, " << outcome.report.rejectedRows << " rejected, "
               << outcome.report.ignoredRows() << " ignored\nbytes     " << info.bytes << "\nsha256    " << info.original.hex() << '\n'
               << "seconds   read " << seconds(outcome.secondsRead) << ", parse " << seconds(outcome.secondsParse) << ", store "
               << seconds(outcome.secondsStore) << '\n';
    printReport(call.out(), outcome.report);
    return kDone;
}

Result<int> importList(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    SnapshotKey key;
    key.period = call.value("--period").value_or("");
    OXSEAL_TRY(const auto all, listSnapshots(workspace->db(), key));
    Json::Array list;
    for (const auto& info : all) {
        OXSEAL_TRY(const auto facts, ipeFacts(workspace->db(), info.id));
        const char* state = controls::name(controls::stateOf(facts));
        if (call.json()) {
            Json one = snapshotJson(info);
            one.set("ipe", state);
            list.push_back(std::move(one));
        } else {
            call.out() << info.id.value << '\t' << info.key.kind << '\t' << info.key.subject << '\t' << info.key.entity << '\t'
                       << info.key.period << '\t' << info.rows << '\t' << state << '\t' << info.fileName << '\n';
        }
    }
    if (call.json()) {
        Json out;
        out.set("imports", Json(std::move(list)));
        call.out() << canonicalJson(out) << '\n';
    }
    return kDone;
}

/// Needs no workspace: what to ask a system for, before there is a file.
Result<int> importProfiles(Call& call)
{
    if (!call.arguments().empty()) {
        OXSEAL_TRY(const ProfileProposal profile, describeProfile(call.arguments().front()));
        if (call.json())
            call.out() << canonicalJson(proposalJson(profile)) << '\n';
        else
            printProfile(call.out(), profile);
        return kDone;
    }
    Json::Array list;
    for (const auto& profile : profileNames()) {
        Json one;
        one.set("id", profile.id).set("system", profile.system).set("report", profile.report);
        list.push_back(std::move(one));
        if (!call.json())
            call.out() << profile.id << '\t' << profile.system << '\t' << profile.report << '\n';
    }
    if (call.json()) {
        Json out;
        out.set("profiles", Json(std::move(list)));
        call.out() << canonicalJson(out) << '\n';
    }
    return kDone;
}

Result<int> importShow(Call& call)
{
    OXSEAL_TRY(const SnapshotId id, snapshotArgument(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(workspace->db(), id));
    OXSEAL_TRY(const Table table, loadSnapshot(*workspace, id));
    OXSEAL_TRY(const auto facts, ipeFacts(workspace->db(), id));
    if (call.json()) {
        Json out = snapshotJson(info);
        out.set("ipe", controls::name(controls::stateOf(facts)));
        out.set("relied_on", controls::canBeReliedOn(controls::stateOf(facts)));
        call.out() << canonicalJson(out) << '\n';
        return kDone;
    }
    call.out() << prettyJson(snapshotJson(info)) << "\nipe: " << controls::name(controls::stateOf(facts)) << '\n';
    const std::size_t rows = std::min<std::size_t>(table.rows(), 10);
    for (std::size_t r = 0; r < rows; ++r) {
        bool first = true;
        for (const auto& column : table.columns()) {
            call.out() << (first ? "" : " | ") << column.cell(r, info.moneyDigits);
            first = false;
        }
        call.out() << '\n';
    }
    return kDone;
}

Result<int> importIpe(Call& call)
{
    OXSEAL_TRY(const SnapshotId id, snapshotArgument(call));
    OXSEAL_TRY(const auto input, ipeFrom(call));
    if (!input)
        return fail(kMissingOption, {}, {"--ipe-rows"});
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(enterIpeCard(*workspace, id, *input, reason));
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

Result<int> importExplain(Call& call)
{
    OXSEAL_TRY(const SnapshotId id, snapshotArgument(call));
    OXSEAL_TRY(const auto rows, numberOption(call, "--rows"));
    OXSEAL_TRY(const std::string reason, call.reason());
    if (const auto lines = call.value("--lines")) {
        OXSEAL_TRY(const auto workspace, call.open());
        OXSEAL_CHECK(explainByLines(call, *workspace, id, *lines, reason));
        OXSEAL_CHECK(workspace->close());
        return kDone;
    }
    OXSEAL_TRY(const std::string text, call.required("--text"));
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(explainDifference(*workspace, id, rows.value_or(0), text, reason));
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

Result<int> importCompare(Call& call)
{
    OXSEAL_TRY(const SnapshotId id, snapshotArgument(call));
    return importDifferences(call, id);
}

Result<int> importConclude(Call& call)
{
    OXSEAL_TRY(const SnapshotId id, snapshotArgument(call));
    OXSEAL_TRY(const std::string text, call.required("--text"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(concludeIpe(*workspace, id, !call.flag("--not-relied"), text, reason));
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

} // namespace

void addImportVerbs(Registry& verbs)
{
    verbs.push_back({"inspect", "", "inspect FILE [FILE…] [--profile ID] [--format F] [--sheet NAME] [--dump OUT.csv] [--no-header]",
        {"--profile=", "--format=", "--sheet=", "--dump=", "--no-header"}, inspect});
    for (const char* kind : {"listing", "roster", "rules", "statement", "gl", "tb", "journal", "activity", "processor"}) {
        std::vector<std::string> options = {"--file=", "--account=", "--entity=", "--system=", "--period=", "--as-of=", "--no-header",
            "--map=", "--dates=", "--decimal=", "--encoding=", "--currency=", "--format=", "--sheet=", "--sensitive="};
        if (std::string_view(kind) == "listing")
            options.emplace_back("--profile=");
        options.insert(options.end(), ipeOptions().begin(), ipeOptions().end());
        verbs.push_back({"import", kind, std::string("import ") + kind + " WORKSPACE --file F [--period P] [--entity E] [--system S] [--map field=column,…]",
            std::move(options), importKind});
    }
    verbs.push_back({"import", "list", "import list WORKSPACE [--period P]", {"--period="}, importList});
    verbs.push_back({"import", "show", "import show WORKSPACE IMPORT", {}, importShow});
    verbs.push_back({"import", "profiles", "import profiles [ID]", {}, importProfiles});
    verbs.push_back({"import", "ipe", "import ipe WORKSPACE IMPORT --ipe-rows N [--ipe-…]", ipeOptions(), importIpe});
    verbs.push_back({"import", "explain", "import explain WORKSPACE IMPORT (--rows N --text T | --lines LINES.csv --file SECOND)",
        {"--rows=", "--text=", "--lines=", "--file="}, importExplain});
    verbs.push_back({"import", "differences", "import differences WORKSPACE IMPORT --file SECOND [--file …] [--out LINES.csv]", {"--file=", "--out="}, importCompare, {{"--out", ""}}});
    verbs.push_back({"import", "conclude", "import conclude WORKSPACE IMPORT --text T [--not-relied]", {"--text=", "--not-relied"}, importConclude});
}

} // namespace oxseal::cli
