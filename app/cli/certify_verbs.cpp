// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/period_call.h"

#include "models/core/text.h"
#include "storage/actions/certification_actions.h"
#include "storage/documents/certification_documents.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

using namespace oxseal::certification;

Json jsonOf(const OpenMatter& matter)
{
    Json json;
    json.set("fingerprint", matter.finding.fingerprint.hex()).set("code", matter.finding.code);
    json.set("severity", name(matter.finding.severity)).set("subject", matter.finding.subject);
    json.set("what", texts::what(matter.finding)).set("remedy", texts::remedy(matter.finding));
    json.set("owner", matter.finding.owner).set("amount", matter.finding.amount);
    json.set("since", matter.finding.since ? Json(matter.finding.since->iso()) : Json());
    json.set("undisposed", matter.undisposed()).set("worse", matter.worse).set("found_again", matter.foundAgain);
    Json disposition;
    if (matter.disposition) {
        disposition.set("kind", name(matter.disposition->kind)).set("because", matter.disposition->because);
        disposition.set("by", matter.disposition->by).set("at", matter.disposition->at);
    }
    json.set("disposition", disposition);
    return json;
}

Json jsonOf(const ReadinessView& view)
{
    const auto& record = view.record;
    Json::Array stops;
    for (const auto& stop : record.stops) {
        stops.push_back(Json()
                            .set("code", name(stop.kind))
                            .set("what", texts::sentence(name(stop.kind), {stop.argument})));
    }
    Json::Array sections;
    for (const auto& section : record.sections) {
        Json::Array lines;
        for (const auto& line : section.lines) {
            lines.push_back(Json()
                                .set("line", line.label)
                                .set("label", lineLabel(line))
                                .set("recorded", line.value.has_value())
                                .set("value", line.value ? Json(*line.value) : Json()));
        }
        sections.push_back(Json()
                               .set("number", section.number)
                               .set("title", texts::sentence(section.title.c_str()))
                               .set("lines", lines));
    }
    Json::Array matters;
    for (const auto& matter : record.matters.open)
        matters.push_back(jsonOf(matter));
    Json::Array stale;
    for (const auto& decision : record.matters.stale)
        stale.push_back(Json().set("code", decision.code).set("subject", decision.subject).set("because", decision.because));
    Json::Array changes;
    for (const auto& change : record.changes) {
        changes.push_back(Json()
                              .set("what", change.what)
                              .set("likely", change.likely ? Json(*change.likely) : Json())
                              .set("why", change.why)
                              .set("by", change.by));
    }
    Json json;
    json.set("verdict", verdictLine(record)).set("matters_count", static_cast<std::int64_t>(record.matterCount));
    json.set("undisposed", static_cast<std::int64_t>(record.undisposed)).set("hard_stops", stops);
    json.set("sections", sections).set("matters", matters).set("stale", stale).set("changes", changes);
    json.set("content_sha256", view.content.hex());
    return json;
}

Result<int> show(Call& call)
{
    const std::string reader = call.value("--for").value_or("pfo");
    if (reader != "pfo" && reader != "peo")
        return fail(kBadValue, {}, {"--for", reader, "pfo or peo", call.noun()});
    OXSEAL_TRY(auto opened, openFor(call, true));
    OXSEAL_TRY(const auto view, readiness(*opened.workspace, opened.period));
    call.print(jsonOf(view), readinessText(view, reader == "peo" ? Audience::Peo : Audience::Pfo));
    return view.record.negative() ? kNegative : kDone;
}

/// A fingerprint, or its first digits when they name one open matter only.
Result<Digest> matterOf(Workspace& workspace, const PeriodRow& period, const std::string& text)
{
    if (const auto whole = Digest::fromHex(text))
        return *whole;
    OXSEAL_TRY(const auto matters, openMatters(workspace, period));
    std::optional<Digest> found;
    for (const auto& matter : matters.open) {
        if (text.size() < 6 || matter.finding.fingerprint.hex().rfind(text, 0) != 0)
            continue;
        if (found)
            return fail(kNoSuchMatter, {}, {text});
        found = matter.finding.fingerprint;
    }
    if (!found)
        return fail(kNoSuchMatter, {}, {text});
    return *found;
}

Result<int> dispose(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string matter, call.required("--matter"));
    OXSEAL_TRY(const std::string kind, call.required("--as"));
    DispositionInput input;
    const auto parsed = dispositionFromName(kind);
    if (!parsed) {
        return fail(kBadValue, {},
            {"--as", kind, "resolved, disclosed, not_material or alternative_procedure", call.noun()});
    }
    input.kind = *parsed;
    OXSEAL_TRY(input.because, call.required("--because"));
    input.by = call.value("--by").value_or("");
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(input.fingerprint, matterOf(*opened.workspace, opened.period, matter));
    OXSEAL_CHECK(disposeMatter(*opened.workspace, opened.period, input, reason));
    OXSEAL_CHECK(opened.workspace->close());
    call.print(Json().set("matter", input.fingerprint.hex()).set("as", kind), input.fingerprint.hex() + " " + kind);
    return kDone;
}

Result<int> change(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string what, call.required("--what"));
    std::optional<bool> likely;
    if (const auto text = call.value("--likely")) {
        if (*text != "yes" && *text != "no")
            return fail(kBadValue, {}, {"--likely", *text, "yes or no", call.noun()});
        likely = *text == "yes";
    }
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(const auto id,
        recordIcfrChange(*opened.workspace, opened.period, what, likely, call.value("--why").value_or(""),
            call.value("--by").value_or(""), reason));
    OXSEAL_CHECK(opened.workspace->close());
    call.print(Json().set("change", id), "change " + std::to_string(id));
    return kDone;
}

Result<int> bind(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string file, call.required("--report"));
    ReportInput input;
    OXSEAL_TRY(input.plannedFiling, call.requiredDay("--planned"));
    input.name = std::filesystem::path(file).filename().string();
    input.isFinal = call.flag("--final");
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(const auto bound, bindReportFile(*opened.workspace, opened.period, input, file, reason));
    OXSEAL_CHECK(opened.workspace->close());
    Json json;
    json.set("version", bound.row.version).set("sha256", bound.row.sha256.hex());
    json.set("final", bound.row.isFinal).set("voided_signatures", bound.voided);
    call.print(json, "version " + std::to_string(bound.row.version) + "  " + bound.row.sha256.hex());
    return kDone;
}

Result<int> dcp(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string conclusion, call.required("--conclusion"));
    if (conclusion != "effective" && conclusion != "not_effective")
        return fail(kBadValue, {}, {"--conclusion", conclusion, "effective or not_effective", call.noun()});
    DcpConclusion input;
    input.effective = conclusion == "effective";
    OXSEAL_TRY(input.asOf, call.requiredDay("--as-of"));
    OXSEAL_TRY(input.concludedOn, call.requiredDay("--concluded-on"));
    OXSEAL_TRY(input.basis, call.required("--basis"));
    input.counsel = call.value("--counsel").value_or("");
    const std::string weaknesses = call.value("--material-weaknesses").value_or("0");
    std::int64_t count = 0;
    if (!parseInteger(weaknesses, count) || count < 0 || count > 1000)
        return fail(kBadValue, {}, {"--material-weaknesses", weaknesses, "a whole number", call.noun()});
    input.openMaterialWeaknesses = static_cast<int>(count);
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_CHECK(concludeDcp(*opened.workspace, opened.period, input, reason));
    OXSEAL_CHECK(opened.workspace->close());
    call.print(Json().set("conclusion", conclusion), conclusion);
    return kDone;
}

Json jsonOf(const SignedDocumentRow& row)
{
    Json json;
    json.set("id", row.id).set("kind", row.kind).set("offices", row.offices).set("name", row.signerName);
    json.set("title", row.title).set("report", row.report.hex()).set("sha256", row.sha256.hex());
    json.set("key", row.key.hex()).set("signed_at", row.signedAt).set("file", fileNameOf(row));
    json.set("void", row.voidReason ? Json(*row.voidReason) : Json());
    return json;
}

/// Writes the signed PDF beside the result when --out was given.
Status saveTo(const Call& call, Workspace& workspace, const SignedDocumentRow& row)
{
    const auto out = call.value("--out");
    if (!out)
        return {};
    OXSEAL_TRY(const std::string bytes, workspace.objects().get(row.object));
    return writeFile(*out, bytes);
}

Result<Secret> signingPassphrase(Call& call)
{
    return call.has("--signing-passphrase-file") ? call.passphrase("--signing-passphrase-file", "Signing passphrase")
                                                 : call.passphrase("--passphrase-file", "Signing passphrase");
}

Result<int> sign(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(const Secret secret, signingPassphrase(call));
    OXSEAL_TRY(const auto row,
        signReadiness(*opened.workspace, opened.period, secret, reason, call.flag("--again")));
    OXSEAL_CHECK(saveTo(call, *opened.workspace, row));
    OXSEAL_CHECK(opened.workspace->close());
    call.print(jsonOf(row), row.kind + "  " + row.signedAt + "  " + row.sha256.hex());
    return kDone;
}

ExhibitOptions optionsOf(const Call& call)
{
    ExhibitOptions options;
    options.withoutIcfr = call.flag("--without-icfr");
    options.knowledge = !call.flag("--without-knowledge");
    options.retained = !call.flag("--without-retained");
    return options;
}

Result<int> exhibit(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string number, call.required("--exhibit"));
    OXSEAL_TRY(const Exhibit kind, exhibitFromText(number));
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(const Secret secret, signingPassphrase(call));
    OXSEAL_TRY(const auto row,
        signExhibit(*opened.workspace, opened.period, kind, optionsOf(call), secret, reason));
    OXSEAL_CHECK(saveTo(call, *opened.workspace, row));
    OXSEAL_CHECK(opened.workspace->close());
    call.print(jsonOf(row), row.kind + "  " + row.signedAt + "  " + row.sha256.hex());
    return kDone;
}

Result<int> text(Call& call)
{
    OXSEAL_TRY(const std::string number, call.required("--exhibit"));
    OXSEAL_TRY(const Exhibit kind, exhibitFromText(number));
    OXSEAL_TRY(const std::string login, call.required("--signer"));
    const auto file = call.value("--file");
    OXSEAL_TRY(auto opened, openFor(call, !file));
    if (file) {
        OXSEAL_TRY(const std::string reason, call.reason());
        OXSEAL_TRY(const std::string bytes, readFile(*file));
        OXSEAL_TRY(const auto findings,
            checkCertificateText(*opened.workspace, opened.period, kind, login, optionsOf(call), bytes,
                call.flag("--filed"), reason));
        OXSEAL_CHECK(opened.workspace->close());
        Json::Array rows;
        std::string words;
        for (const auto& finding : findings) {
            rows.push_back(Json().set("code", finding.code).set("what", texts::what(finding)));
            words += texts::what(finding) + "\n";
        }
        words += std::to_string(findings.size()) + " findings";
        call.print(Json().set("findings", rows), words);
        return !findings.empty() && call.flag("--fail-on-findings") ? kNegative : kDone;
    }
    OXSEAL_TRY(const auto person, personByLogin(opened.workspace->db(), login));
    OXSEAL_TRY(const auto filing, filingFor(opened.workspace->db(), opened.period));
    OXSEAL_TRY(const auto report, reportStatus(opened.workspace->db(), opened.period));
    const Day day = report.latest ? report.latest->plannedFiling : filing.due;
    OXSEAL_TRY(const auto signers, signersOn(opened.workspace->db(), day));
    for (const auto& signer : signers) {
        if (signer.person.id != person.id)
            continue;
        OXSEAL_TRY(const auto form,
            exhibitFor(opened.workspace->db(), opened.period, kind, signer, optionsOf(call), day));
        call.print(Json().set("text", form.text.body()).set("template", form.text.templateId).set(
                       "version", form.text.templateVersion),
            form.text.body());
        return kDone;
    }
    return fail(kNotInOffice, {}, {login, day.iso()});
}

Result<int> status(Call& call)
{
    OXSEAL_TRY(auto opened, openFor(call, true));
    OXSEAL_TRY(const auto report, reportStatus(opened.workspace->db(), opened.period));
    OXSEAL_TRY(const auto documents, signedDocuments(opened.workspace->db(), opened.period));
    Json json;
    std::string words = name(report.binding.state);
    json.set("state", name(report.binding.state));
    json.set("version", report.latest ? Json(report.latest->version) : Json());
    json.set("sha256", report.latest ? Json(report.binding.digest.hex()) : Json());
    json.set("planned_filing", report.latest ? Json(report.latest->plannedFiling.iso()) : Json());
    Json::Array rows;
    for (const auto& row : documents) {
        rows.push_back(jsonOf(row));
        words += "\n" + row.kind + "  " + row.offices + "  " + row.signerName + "  " + row.signedAt
            + (row.voidReason ? "  void: " + *row.voidReason : std::string());
    }
    json.set("documents", rows);
    json.set("accession", report.filing ? Json(report.filing->accession) : Json());
    call.print(json, words);
    return kDone;
}

Result<int> filed(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string accession, call.required("--accession"));
    OXSEAL_TRY(const std::string at, call.required("--accepted"));
    const auto accepted = Instant::fromIso(at);
    if (!accepted)
        return fail(kBadValue, {}, {"--accepted", at, "2026-11-12T21:05:33Z", call.noun()});
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_CHECK(markFiled(*opened.workspace, opened.period, accession, *accepted, reason));
    OXSEAL_CHECK(opened.workspace->close());
    call.print(Json().set("accession", accession).set("state", "filed"), accession);
    return kDone;
}

} // namespace

void addCertifyVerbs(Registry& verbs)
{
    verbs.push_back({"readiness", "show",
        "readiness show WORKSPACE --period P [--for pfo|peo]   exit 1 while a hard stop stands or a matter is undisposed",
        {"--period=", "--for="},
        show});
    verbs.push_back({"readiness", "dispose",
        "readiness dispose WORKSPACE --period P --matter FINGERPRINT --as "
        "resolved|disclosed|not_material|alternative_procedure --because TEXT [--by WHO]",
        {"--period=", "--matter=", "--as=", "--because=", "--by="}, dispose});
    verbs.push_back({"readiness", "change",
        "readiness change WORKSPACE --period P --what TEXT [--likely yes|no --why TEXT] [--by WHO]",
        {"--period=", "--what=", "--likely=", "--why=", "--by="}, change});
    verbs.push_back({"certify", "bind", "certify bind WORKSPACE --period P --report FILE --planned DATE [--final]",
        {"--period=", "--report=", "--planned=", "--final"}, bind});
    verbs.push_back({"certify", "dcp",
        "certify dcp WORKSPACE --period P --conclusion effective|not_effective --as-of DATE --concluded-on DATE --basis "
        "TEXT [--material-weaknesses N] [--counsel NAME]",
        {"--period=", "--conclusion=", "--as-of=", "--concluded-on=", "--basis=", "--material-weaknesses=", "--counsel="},
        dcp});
    verbs.push_back({"certify", "text",
        "certify text WORKSPACE --period P --exhibit 31|32 --signer LOGIN [--file F [--filed]] [--without-icfr]",
        {"--period=", "--exhibit=", "--signer=", "--file=", "--filed", "--without-icfr", "--without-knowledge",
            "--without-retained"},
        text});
    verbs.push_back({"certify", "sign",
        "certify sign WORKSPACE --period P [--again] [--out PDF]   the readiness record, PFO then PEO",
        {"--period=", "--again", "--out=", "--signing-passphrase-file="}, sign});
    verbs.push_back({"certify", "exhibit", "certify exhibit WORKSPACE --period P --exhibit 31|32 [--without-icfr] [--out PDF]",
        {"--period=", "--exhibit=", "--without-icfr", "--without-knowledge", "--without-retained", "--out=",
            "--signing-passphrase-file="},
        exhibit});
    verbs.push_back({"certify", "status", "certify status WORKSPACE --period P", {"--period="}, status});
    verbs.push_back({"certify", "filed", "certify filed WORKSPACE --period P --accession NO --accepted ISO-TIME",
        {"--period=", "--accession=", "--accepted="}, filed});
}

} // namespace oxseal::cli
