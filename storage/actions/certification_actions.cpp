// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/certification_actions.h"

#include "models/core/text.h"
#include "storage/actions/certification_events.h"
#include "storage/crypto/hash.h"
#include "storage/reads/rule_packs.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace oxseal {
namespace {

using namespace oxseal::certification;

Result<std::string> readReport(const std::filesystem::path& file)
{
    std::error_code status;
    std::ifstream in(file, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(file, status))
        return fail(kReportUnreadable, file.string());
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Status notFiled(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto filing, certification_repo::filing(db, period.id));
    if (filing)
        return fail(kReportFiled, {}, {period.period.name()});
    return {};
}

} // namespace

Result<BoundReport> bindReportBytes(
    Workspace& workspace, const PeriodRow& period, const ReportInput& input, ByteView bytes, const std::string& reason)
{
    const Digest digest = sha256(bytes);
    return workspace.write(Permission::BindReport, reason, [&](UnitOfWork& unit) -> Result<BoundReport> {
        Database& db = unit.db();
        OXSEAL_TRY(const auto status, reportStatus(db, period));
        const bool onlyMoved = status.latest && status.latest->sha256 == digest && status.latest->isFinal == input.isFinal
            && status.latest->plannedFiling != input.plannedFiling && status.binding.state != ReportState::Filed;
        BindOutcome outcome{{input.isFinal ? ReportState::FinalBound : ReportState::Draft, digest}, false};
        if (!onlyMoved) {
            OXSEAL_TRY(outcome, bindReport(status.binding, digest, input.isFinal));
        }
        BoundReport bound;
        if (onlyMoved || (status.latest && status.latest->sha256 == digest)) {
            bound.row.object = status.latest->object;
        } else {
            OXSEAL_TRY(const auto object, unit.objects().put(bytes, "report"));
            bound.row.object = object.id;
        }
        bound.row.version = status.latest ? status.latest->version + 1 : 1;
        bound.row.isFinal = input.isFinal;
        bound.row.sha256 = digest;
        bound.row.name = input.name;
        bound.row.plannedFiling = input.plannedFiling;
        bound.row.boundBy = unit.actor().person;
        bound.row.boundAt = unit.now().iso();
        OXSEAL_TRY(bound.row.id, certification_repo::insertReport(db, period.id, bound.row));
        if (outcome.voidsSignatures) {
            OXSEAL_TRY(bound.voided, certification_repo::voidSigned(db, period.id, "report_changed"));
            OXSEAL_CHECK(certification_repo::setPeriodState(db, period.id, "open"));
        }
        unit.record(certificationEvent("report.bind", period, "/version:" + std::to_string(bound.row.version),
            Json()
                .set("name", input.name)
                .set("sha256", digest.hex())
                .set("final", input.isFinal)
                .set("planned_filing", input.plannedFiling.iso())
                .set("voided_signatures", bound.voided)));
        return bound;
    });
}

Result<BoundReport> bindReportFile(Workspace& workspace, const PeriodRow& period, const ReportInput& input,
    const std::filesystem::path& file, const std::string& reason)
{
    OXSEAL_TRY(const std::string bytes, readReport(file));
    return bindReportBytes(workspace, period, input, asBytes(bytes), reason);
}

Status concludeDcp(
    Workspace& workspace, const PeriodRow& period, DcpConclusion conclusion, const std::string& reason)
{
    OXSEAL_CHECK(checkDcp(conclusion, period.period.last));
    OXSEAL_TRY(const auto rules, calendarRules());
    return workspace.write(Permission::ConcludeDcp, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(notFiled(unit.db(), period));
        OXSEAL_TRY(const auto status, reportStatus(unit.db(), period));
        OXSEAL_TRY(const auto filing, filingFor(unit.db(), period));
        const Day filed = status.latest ? status.latest->plannedFiling : filing.due;
        const auto check = calendar::checkEvaluation(
            rules.reports, period.period.last, conclusion.asOf, conclusion.concludedOn, filed);
        if (!check.concludedInWindow)
            return fail(kDcpConcludedOn, {}, {conclusion.concludedOn.iso(), filed.iso()});
        conclusion.person = unit.actor().person;
        conclusion.at = unit.now().iso();
        OXSEAL_TRY(const auto id, certification_repo::insertDcp(unit.db(), period.id, conclusion));
        unit.record(certificationEvent("dcp.conclude", period, "/conclusion:" + std::to_string(id),
            Json()
                .set("effective", conclusion.effective)
                .set("as_of", conclusion.asOf.iso())
                .set("concluded_on", conclusion.concludedOn.iso())
                .set("basis", conclusion.basis)
                .set("counsel", conclusion.counsel)
                .set("open_material_weaknesses", conclusion.openMaterialWeaknesses)));
        return {};
    });
}

Status disposeMatter(
    Workspace& workspace, const PeriodRow& period, const DispositionInput& input, const std::string& reason)
{
    OXSEAL_TRY(const auto matters, openMatters(workspace, period));
    const auto found = std::find_if(matters.open.begin(), matters.open.end(),
        [&](const OpenMatter& matter) { return matter.finding.fingerprint == input.fingerprint; });
    if (found == matters.open.end())
        return fail(kNoSuchMatter, {}, {input.fingerprint.hex()});
    Disposition disposition;
    disposition.fingerprint = input.fingerprint;
    disposition.code = found->finding.code;
    disposition.subject = found->finding.subject;
    disposition.severity = found->finding.severity;
    disposition.kind = input.kind;
    disposition.because = input.because;
    disposition.by = input.by;
    OXSEAL_CHECK(checkDisposition(disposition));
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(notFiled(unit.db(), period));
        disposition.person = unit.actor().person;
        disposition.at = unit.now().iso();
        OXSEAL_CHECK(certification_repo::insertDisposition(unit.db(), period.id, disposition));
        unit.record(certificationEvent("matter.dispose", period, "/matter:" + input.fingerprint.hex(),
            Json()
                .set("code", disposition.code)
                .set("kind", name(disposition.kind))
                .set("because", disposition.because)
                .set("by", disposition.by)));
        return {};
    });
}

Result<std::int64_t> recordIcfrChange(Workspace& workspace, const PeriodRow& period, const std::string& what,
    std::optional<bool> likely, const std::string& why, const std::string& by, const std::string& reason)
{
    if (trimmed(what).empty() || (likely && trimmed(why).empty()))
        return fail(kChangeIncomplete);
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_CHECK(notFiled(unit.db(), period));
        const IcfrChangeRow row{0, what, likely, why, by, unit.actor().person, unit.now().iso()};
        OXSEAL_TRY(const auto id, certification_repo::insertChange(unit.db(), period.id, row));
        Json after;
        after.set("what", what).set("why", why).set("by", by).set("likely", likely ? Json(*likely) : Json());
        unit.record(certificationEvent("icfr_change.record", period, "/change:" + std::to_string(id), std::move(after)));
        return id;
    });
}

Status decideIcfrChange(Workspace& workspace, const PeriodRow& period, std::int64_t id, bool likely, const std::string& why,
    const std::string& by, const std::string& reason)
{
    if (trimmed(why).empty())
        return fail(kChangeIncomplete);
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(notFiled(unit.db(), period));
        OXSEAL_TRY(const auto changes, certification_repo::changes(unit.db(), period.id));
        if (std::none_of(changes.begin(), changes.end(), [&](const IcfrChangeRow& row) { return row.id == id; }))
            return fail(kNoSuchChange, {}, {std::to_string(id)});
        const IcfrChangeRow row{id, {}, likely, why, by, unit.actor().person, unit.now().iso()};
        OXSEAL_CHECK(certification_repo::decideChange(unit.db(), period.id, row));
        unit.record(certificationEvent("icfr_change.decide", period, "/change:" + std::to_string(id),
            Json().set("likely", likely).set("why", why).set("by", by)));
        return {};
    });
}

Result<std::vector<Finding>> checkCertificateText(Workspace& workspace, const PeriodRow& period, Exhibit exhibit,
    const std::string& signerLogin, const ExhibitOptions& options, const std::string& text, bool filed,
    const std::string& reason)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const auto status, reportStatus(db, period));
    OXSEAL_TRY(const auto filing, filingFor(db, period));
    const Day day = status.latest ? status.latest->plannedFiling : filing.due;
    OXSEAL_TRY(const auto signers, signersOn(db, day));
    const auto signer = std::find_if(
        signers.begin(), signers.end(), [&](const Signer& row) { return row.person.login == signerLogin; });
    if (signer == signers.end())
        return fail(kNotInOffice, {}, {signerLogin, day.iso()});
    OXSEAL_TRY(const auto form, exhibitFor(db, period, exhibit, *signer, options, day));
    Sha256 hasher;
    auto findings = lintCertificate(hasher, form.form, form.fields, form.keep, text);
    const CertificateCheckRow row{name(exhibit), signer->person.id, filed ? "filed" : "draft", sha256(text),
        static_cast<int>(findings.size()), {}, {}};
    const Status written = workspace.write(Permission::BindReport, reason, [&](UnitOfWork& unit) -> Status {
        CertificateCheckRow checked = row;
        checked.person = unit.actor().person;
        checked.at = unit.now().iso();
        OXSEAL_CHECK(certification_repo::insertCheck(unit.db(), period.id, checked));
        unit.record(certificationEvent("certificate.check", period,
            std::string("/") + row.kind + ":" + std::to_string(row.signer.value),
            Json().set("stage", row.stage).set("sha256", row.sha256.hex()).set("findings", row.findings)));
        return {};
    });
    OXSEAL_CHECK(written);
    return findings;
}

Status markFiled(Workspace& workspace, const PeriodRow& period, const std::string& accession, Instant accepted,
    const std::string& reason)
{
    if (!isAccessionNumber(accession))
        return fail(kBadAccession, {}, {accession});
    return workspace.write(Permission::BindReport, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto status, reportStatus(unit.db(), period));
        std::optional<Instant> last;
        for (const auto& row : status.standing) {
            const auto at = Instant::fromIso(row.signedAt);
            if (at && (!last || *last < *at))
                last = at;
        }
        OXSEAL_CHECK(mayFile(status.binding, status.binding.state == ReportState::Signed, last, accepted));
        const FilingRow row{accession, accepted.iso(), status.binding.digest, unit.actor().person, unit.now().iso()};
        OXSEAL_CHECK(certification_repo::insertFiling(unit.db(), period.id, row));
        OXSEAL_CHECK(certification_repo::setPeriodState(unit.db(), period.id, "filed"));
        unit.record(certificationEvent("report.filed", period, {},
            Json().set("accession", accession).set("accepted", accepted.iso()).set("sha256", row.report.hex())));
        return {};
    });
}

} // namespace oxseal
