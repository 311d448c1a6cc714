// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/certification_repo.h"

#include <map>
#include <tuple>

namespace oxseal::certification_repo {
namespace {

Day dayOf(std::int64_t number) { return Day{static_cast<std::int32_t>(number)}; }
std::int64_t numberOf(Day day) { return std::int64_t{day.number}; }
std::int64_t flagOf(bool flag) { return flag ? 1 : 0; }

} // namespace

Result<std::int64_t> insertReport(Database& db, PeriodId period, const ReportVersionRow& row)
{
    return db.insert(R"sql(
        INSERT INTO report_version (period_id, version, is_final, object_id, sha256, name, planned_filing, bound_by, bound_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {period.value, std::int64_t{row.version}, flagOf(row.isFinal), row.object.value, ByteView(row.sha256.bytes),
            std::string_view(row.name), numberOf(row.plannedFiling), row.boundBy.value, std::string_view(row.boundAt)});
}

Result<std::vector<ReportVersionRow>> reports(Database& db, PeriodId period)
{
    std::vector<ReportVersionRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, version, is_final, object_id, sha256, name, planned_filing, bound_by, bound_at
        FROM report_version WHERE period_id = ? ORDER BY version
    )sql",
        {period.value}, [&](const SqlRow& row) {
            rows.push_back({row.integer(0), static_cast<int>(row.integer(1)), row.integer(2) == 1,
                ObjectId(row.integer(3)), row.digest(4), row.string(5), dayOf(row.integer(6)), PersonId(row.integer(7)),
                row.string(8)});
            return true;
        }));
    return rows;
}

Result<std::int64_t> insertDcp(Database& db, PeriodId period, const certification::DcpConclusion& row)
{
    return db.insert(R"sql(
        INSERT INTO dcp_conclusion (period_id, effective, as_of, concluded_on, basis, counsel, material_weaknesses,
                                    person_id, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {period.value, flagOf(row.effective), numberOf(row.asOf), numberOf(row.concludedOn), std::string_view(row.basis),
            std::string_view(row.counsel), std::int64_t{row.openMaterialWeaknesses}, row.person.value,
            std::string_view(row.at)});
}

Result<std::optional<certification::DcpConclusion>> dcp(Database& db, PeriodId period)
{
    std::optional<certification::DcpConclusion> found;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT effective, as_of, concluded_on, basis, counsel, material_weaknesses, person_id, at
        FROM dcp_conclusion WHERE period_id = ? ORDER BY id DESC LIMIT 1
    )sql",
        {period.value}, [&](const SqlRow& row) {
            found = certification::DcpConclusion{row.integer(0) == 1, dayOf(row.integer(1)), dayOf(row.integer(2)),
                row.string(3), row.string(4), static_cast<int>(row.integer(5)), PersonId(row.integer(6)), row.string(7)};
        }));
    return found;
}

Result<std::int64_t> insertDisposition(Database& db, PeriodId period, const certification::Disposition& row)
{
    return db.insert(R"sql(
        INSERT INTO matter_disposition (period_id, fingerprint, code, subject, severity, kind, because, performed_by,
                                        person_id, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {period.value, ByteView(row.fingerprint.bytes), std::string_view(row.code), std::string_view(row.subject),
            static_cast<std::int64_t>(row.severity), std::string_view(name(row.kind)), std::string_view(row.because),
            std::string_view(row.by), row.person.value, std::string_view(row.at)});
}

Result<std::vector<certification::Disposition>> dispositions(Database& db, PeriodId period)
{
    std::vector<certification::Disposition> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT fingerprint, code, subject, severity, kind, because, performed_by, person_id, at
        FROM matter_disposition WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&](const SqlRow& row) {
            certification::Disposition disposition;
            disposition.fingerprint = row.digest(0);
            disposition.code = row.string(1);
            disposition.subject = row.string(2);
            disposition.severity = static_cast<Severity>(row.integer(3));
            disposition.kind = certification::dispositionFromName(row.text(4))
                                   .value_or(certification::DispositionKind::Resolved);
            disposition.because = row.string(5);
            disposition.by = row.string(6);
            disposition.person = PersonId(row.integer(7));
            disposition.at = row.string(8);
            rows.push_back(std::move(disposition));
            return true;
        }));
    return rows;
}

Result<std::int64_t> insertChange(Database& db, PeriodId period, const IcfrChangeRow& row)
{
    const SqlValue likely = row.likely ? SqlValue(flagOf(*row.likely)) : SqlValue(nullptr);
    return db.insert(R"sql(
        INSERT INTO icfr_change (period_id, what, likely, why, decided_by, person_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)
    )sql",
        {period.value, std::string_view(row.what), likely, std::string_view(row.why), std::string_view(row.by),
            row.person.value, std::string_view(row.at)});
}

Status decideChange(Database& db, PeriodId period, const IcfrChangeRow& row)
{
    OXSEAL_CHECK(db.run(R"sql(
        UPDATE icfr_change SET likely = ?, why = ?, decided_by = ?, person_id = ?, at = ? WHERE id = ? AND period_id = ?
    )sql",
        {flagOf(row.likely.value_or(false)), std::string_view(row.why), std::string_view(row.by), row.person.value,
            std::string_view(row.at), row.id, period.value}));
    return {};
}

Result<std::vector<IcfrChangeRow>> changes(Database& db, PeriodId period)
{
    std::vector<IcfrChangeRow> rows;
    OXSEAL_CHECK(db.each(
        R"sql(SELECT id, what, likely, why, decided_by, person_id, at FROM icfr_change WHERE period_id = ? ORDER BY id)sql",
        {period.value}, [&](const SqlRow& row) {
            IcfrChangeRow change;
            change.id = row.integer(0);
            change.what = row.string(1);
            if (!row.isNull(2))
                change.likely = row.integer(2) == 1;
            change.why = row.string(3);
            change.by = row.string(4);
            change.person = PersonId(row.integer(5));
            change.at = row.string(6);
            rows.push_back(std::move(change));
            return true;
        }));
    return rows;
}

Result<std::int64_t> insertCheck(Database& db, PeriodId period, const CertificateCheckRow& row)
{
    return db.insert(R"sql(
        INSERT INTO certificate_check (period_id, kind, signer_id, stage, sha256, findings, person_id, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {period.value, std::string_view(row.kind), row.signer.value, std::string_view(row.stage),
            ByteView(row.sha256.bytes), std::int64_t{row.findings}, row.person.value, std::string_view(row.at)});
}

Result<std::vector<CertificateCheckRow>> checks(Database& db, PeriodId period)
{
    std::map<std::tuple<std::string, PersonId, std::string>, CertificateCheckRow> last;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT kind, signer_id, stage, sha256, findings, person_id, at
        FROM certificate_check WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&](const SqlRow& row) {
            CertificateCheckRow check{row.string(0), PersonId(row.integer(1)), row.string(2), row.digest(3),
                static_cast<int>(row.integer(4)), PersonId(row.integer(5)), row.string(6)};
            last[{check.kind, check.signer, check.stage}] = check;
            return true;
        }));
    std::vector<CertificateCheckRow> rows;
    for (auto& [key, row] : last)
        rows.push_back(std::move(row));
    return rows;
}

Result<std::int64_t> insertSigned(Database& db, PeriodId period, const SignedDocumentRow& row)
{
    return db.insert(R"sql(
        INSERT INTO signed_document (period_id, kind, offices, person_id, signer_name, title, report_sha256, content_sha256,
                                     template, template_version, object_id, sha256, key_fingerprint, signed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {period.value, std::string_view(row.kind), std::string_view(row.offices), row.person.value,
            std::string_view(row.signerName), std::string_view(row.title), ByteView(row.report.bytes),
            ByteView(row.content.bytes), std::string_view(row.formId), std::string_view(row.formVersion), row.object.value,
            ByteView(row.sha256.bytes), ByteView(row.key.bytes), std::string_view(row.signedAt)});
}

Result<std::vector<SignedDocumentRow>> signedDocuments(Database& db, PeriodId period)
{
    std::vector<SignedDocumentRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, kind, offices, person_id, signer_name, title, report_sha256, content_sha256, template, template_version,
               object_id, sha256, key_fingerprint, signed_at, void_reason
        FROM signed_document WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&](const SqlRow& row) {
            SignedDocumentRow document;
            document.id = row.integer(0);
            document.kind = row.string(1);
            document.offices = row.string(2);
            document.person = PersonId(row.integer(3));
            document.signerName = row.string(4);
            document.title = row.string(5);
            document.report = row.digest(6);
            document.content = row.digest(7);
            document.formId = row.string(8);
            document.formVersion = row.string(9);
            document.object = ObjectId(row.integer(10));
            document.sha256 = row.digest(11);
            document.key = row.digest(12);
            document.signedAt = row.string(13);
            if (!row.isNull(14))
                document.voidReason = row.string(14);
            rows.push_back(std::move(document));
            return true;
        }));
    return rows;
}

Result<std::int64_t> voidSigned(Database& db, PeriodId period, const std::string& reason)
{
    return db.run(R"sql(UPDATE signed_document SET void_reason = ? WHERE period_id = ? AND void_reason IS NULL)sql",
        {std::string_view(reason), period.value});
}

Status insertFiling(Database& db, PeriodId period, const FilingRow& row)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO filing (period_id, accession, accepted_at, report_sha256, person_id, at) VALUES (?, ?, ?, ?, ?, ?)
    )sql",
        {period.value, std::string_view(row.accession), std::string_view(row.acceptedAt), ByteView(row.report.bytes),
            row.person.value, std::string_view(row.at)}));
    return {};
}

Result<std::optional<FilingRow>> filing(Database& db, PeriodId period)
{
    std::optional<FilingRow> found;
    OXSEAL_CHECK(db.one(
        R"sql(SELECT accession, accepted_at, report_sha256, person_id, at FROM filing WHERE period_id = ?)sql",
        {period.value}, [&](const SqlRow& row) {
            found = FilingRow{row.string(0), row.string(1), row.digest(2), PersonId(row.integer(3)), row.string(4)};
        }));
    return found;
}

Status setPeriodState(Database& db, PeriodId period, const std::string& state)
{
    OXSEAL_CHECK(db.run(
        R"sql(UPDATE period SET state = ? WHERE id = ?)sql", {std::string_view(state), period.value}));
    return {};
}

Result<std::vector<std::pair<std::string, std::int64_t>>> verbsSinceFiling(Database& db)
{
    std::vector<std::pair<std::string, std::int64_t>> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT verb, CASE WHEN verb IN ('sod.accept', 'sod.accept_approve', 'sod.accept_decline', 'sod.compensate', 'sod.mitigate')
                       THEN count(DISTINCT object) ELSE count(*) END
        FROM ledger_entry
        WHERE seq > (SELECT coalesce(max(seq), -1) FROM ledger_entry WHERE verb = 'report.filed')
        GROUP BY verb ORDER BY verb
    )sql",
        {}, [&](const SqlRow& row) {
            rows.emplace_back(row.string(0), row.integer(1));
            return true;
        }));
    return rows;
}

} // namespace oxseal::certification_repo
