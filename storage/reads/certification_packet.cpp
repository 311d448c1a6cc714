// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/certification_packet.h"

#include "storage/reads/certification_reads.h"
#include "storage/reads/packet_csv.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

using namespace oxseal::certification;

Result<std::string> personName(Database& db, PersonId id)
{
    OXSEAL_TRY(const auto person, personById(db, id));
    return person.name;
}

Result<PacketFile> versionsFile(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto versions, reportVersions(db, period));
    PacketCsv csv({"version", "name", "sha256", "final", "planned_filing", "bound_by", "bound_at"});
    for (const auto& row : versions) {
        OXSEAL_TRY(const auto by, personName(db, row.boundBy));
        csv.row({std::to_string(row.version), row.name, row.sha256.hex(), row.isFinal ? "yes" : "no",
            row.plannedFiling.iso(), by, row.boundAt});
    }
    return std::move(csv).file("data/report_versions.csv");
}

Result<PacketFile> conclusionFile(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto dcp, certification_repo::dcp(db, period.id));
    PacketCsv csv({"conclusion", "as_of", "concluded_on", "basis", "open_material_weaknesses", "counsel", "by", "at"});
    if (dcp) {
        OXSEAL_TRY(const auto by, personName(db, dcp->person));
        csv.row({dcp->effective ? "effective" : "not_effective", dcp->asOf.iso(), dcp->concludedOn.iso(), dcp->basis,
            std::to_string(dcp->openMaterialWeaknesses), dcp->counsel, by, dcp->at});
    }
    return std::move(csv).file("data/conclusion.csv");
}

Result<PacketFile> mattersFile(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto matters, openMatters(workspace, period));
    PacketCsv csv({"fingerprint", "code", "severity", "subject", "matter", "undisposed", "disposition", "because",
        "performed_by", "decided_by", "decided_at"});
    for (const auto& matter : matters.open) {
        std::vector<std::string> cells{matter.finding.fingerprint.hex(), matter.finding.code, name(matter.finding.severity),
            matter.finding.subject, texts::what(matter.finding), matter.undisposed() ? "yes" : "no"};
        if (matter.disposition) {
            const auto& decision = *matter.disposition;
            OXSEAL_TRY(const auto by, personName(workspace.db(), decision.person));
            cells.insert(cells.end(), {name(decision.kind), decision.because, decision.by, by, decision.at});
        } else {
            cells.resize(11);
        }
        csv.row(cells);
    }
    return std::move(csv).file("data/open_matters.csv");
}

Result<PacketFile> changesFile(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto changes, certification_repo::changes(db, period.id));
    PacketCsv csv({"change", "reasonably_likely", "why", "judged_by", "recorded_by", "at"});
    for (const auto& change : changes) {
        OXSEAL_TRY(const auto by, personName(db, change.person));
        csv.row({change.what, !change.likely ? "" : *change.likely ? "yes" : "no", change.why, change.by, by, change.at});
    }
    return std::move(csv).file("data/icfr_changes.csv");
}

Result<PacketFile> signaturesFile(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto documents, signedDocuments(db, period));
    PacketCsv csv({"kind", "offices", "name", "title", "report_sha256", "content_sha256", "form", "form_version",
        "pdf_sha256", "key", "signed_at", "void"});
    for (const auto& row : documents) {
        csv.row({row.kind, row.offices, row.signerName, row.title, row.report.hex(), row.content.hex(), row.formId,
            row.formVersion, row.sha256.hex(), row.key.hex(), row.signedAt, row.voidReason.value_or("")});
    }
    return std::move(csv).file("data/certification.csv");
}

} // namespace

Result<std::vector<PacketFile>> certificationPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    std::vector<PacketFile> files;
    OXSEAL_TRY(auto versions, versionsFile(db, period));
    OXSEAL_TRY(auto conclusion, conclusionFile(db, period));
    OXSEAL_TRY(auto matters, mattersFile(workspace, period));
    OXSEAL_TRY(auto changes, changesFile(db, period));
    OXSEAL_TRY(auto signatures, signaturesFile(db, period));
    for (auto* file : {&versions, &conclusion, &matters, &changes, &signatures})
        files.push_back(std::move(*file));
    PacketCsv dictionary({"file", "about"});
    for (const char* file : {"report_versions", "conclusion", "open_matters", "icfr_changes", "certification"}) {
        dictionary.row({std::string("data/") + file + ".csv",
            texts::sentence((std::string("certification.dictionary.") + file).c_str())});
    }
    files.push_back(std::move(dictionary).file("data/dictionary_certification.csv", "dictionary"));
    return files;
}

} // namespace oxseal
