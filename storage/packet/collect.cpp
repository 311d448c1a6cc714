// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/collect.h"

#include "storage/crypto/hash.h"
#include "storage/ledger/ledger_store.h"
#include "storage/ledger/ledger_verifier.h"
#include "storage/reads/access_packet.h"
#include "storage/reads/administration_reads.h"
#include "storage/reads/answer_packet.h"
#include "storage/reads/certification_packet.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/control_packet.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/deficiency_packet.h"
#include "storage/reads/import_packet.h"
#include "storage/reads/model_packet.h"
#include "storage/reads/quality_packet.h"
#include "storage/reads/recon_packet.h"
#include "storage/reads/scope_packet.h"
#include "storage/repos/packet_repo.h"

#include <algorithm>

namespace oxseal {
namespace {

CollectedFile made(std::string path, std::string bytes, std::string role, const std::string& period)
{
    CollectedFile file;
    file.entry = {std::move(path), bytes.size(), sha256(bytes), std::move(role), period, {}};
    file.bytes = std::move(bytes);
    return file;
}

CollectedFile stored(std::string path, ObjectId object, std::uint64_t size, const Digest& digest, std::string role,
    const std::string& period, Json facts)
{
    CollectedFile file;
    file.entry = {std::move(path), size, digest, std::move(role), period, std::move(facts)};
    file.object = object;
    return file;
}

Status addReport(std::vector<CollectedFile>& out, Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto report, reportStatus(workspace.db(), period));
    if (!report.latest)
        return {};
    OXSEAL_TRY(const auto info, workspace.objects().info(report.latest->object));
    out.push_back(stored("documents/report/" + packetName(report.latest->name), report.latest->object, info.size,
        report.latest->sha256, "report", period.period.name(),
        Json().set("version", report.latest->version).set("final", report.latest->isFinal)));
    return {};
}

/// Kept bytes with the mapping and parser version that made rows of them: what re-performance starts from.
Status addInputs(std::vector<CollectedFile>& out, Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto inputs, importPacketInputs(workspace, period));
    OXSEAL_TRY(const auto snapshots, listSnapshots(workspace.db()));
    for (const auto& input : inputs) {
        Json facts;
        for (const auto& snapshot : snapshots) {
            if (snapshot.object != input.object)
                continue;
            facts.set("kind", snapshot.key.kind)
                .set("parser", snapshot.parser)
                .set("parser_version", snapshot.parserVersion)
                .set("mapping", snapshot.mapping)
                .set("rows", static_cast<std::int64_t>(snapshot.rows))
                .set("columns_sha256", snapshot.columns.hex());
            break;
        }
        const auto dash = input.path.find('-');
        const std::string own = dash == std::string::npos ? input.path : input.path.substr(dash + 1);
        out.push_back(stored("inputs/" + input.sha256.hex() + "-" + packetName(own), input.object, input.bytes, input.sha256,
            "input", input.period, std::move(facts)));
    }
    return {};
}

Status addEvidence(std::vector<CollectedFile>& out, Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto all, evidenceOf(workspace.db(), period));
    for (const auto& one : all) {
        std::string path = "evidence/" + one.row.sha256.hex() + "-" + packetName(one.row.name);
        const bool known = std::any_of(
            out.begin(), out.end(), [&](const CollectedFile& file) { return file.entry.path == path; });
        if (known) // the same bytes under the same name may serve several controls
            continue;
        out.push_back(stored(std::move(path), one.row.object, one.row.size, one.row.sha256, "evidence",
            period.period.name(), Json().set("subject", one.row.subject)));
    }
    return {};
}

} // namespace

std::string packetName(const std::string& name)
{
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-'
            || c == '_';
        out += plain ? c : '_';
    }
    if (out.size() > 120)
        out = out.substr(out.size() - 120);
    return out.empty() || out == "." || out == ".." ? "file" : out;
}

Result<std::vector<CollectedFile>> collectFiles(Workspace& workspace, const PeriodRow& period)
{
    std::vector<CollectedFile> out;
    const auto add = [&](std::vector<PacketFile> files) {
        for (auto& file : files)
            out.push_back(made(std::move(file.path), std::move(file.bytes), std::move(file.role), period.period.name()));
    };
    for (const auto gather : {&importPacketFiles, &accessPacketFiles, &answerPacketFiles, &qualityPacketFiles, &scopePacketFiles, &sodPacketFiles, &reconPacketFiles, &modelPacketFiles,
             &controlPacketFiles, &deficiencyPacketFiles, &administrationPacketFiles, &certificationPacketFiles}) {
        OXSEAL_TRY(auto files, gather(workspace, period));
        add(std::move(files));
    }
    OXSEAL_CHECK(addInputs(out, workspace, period));
    OXSEAL_CHECK(addReport(out, workspace, period));
    OXSEAL_CHECK(addEvidence(out, workspace, period));
    return out;
}

Result<std::vector<CollectedFile>> collectLedger(Workspace& workspace, const SignedNote& note)
{
    std::vector<CollectedFile> out;
    const auto size = note.checkpoint.size;
    std::string lines;
    DatabaseLedgerReader reader(workspace.db());
    OXSEAL_CHECK(reader.entries([&](const ReadEntry& read) {
        if (read.entry.header.sequence >= size)
            return false;
        lines += canonicalHeader(read.entry.header) + "\n";
        return true;
    }));
    out.push_back(made("ledger/entries.ndjson", std::move(lines), "ledger", ""));
    out.push_back(made("ledger/checkpoint.txt", noteText(note), "ledger", ""));
    OXSEAL_TRY(const auto earlier, packet_repo::all(workspace.db()));
    if (!earlier.empty()) {
        const auto& last = earlier.back();
        LedgerStore ledger(workspace.db(), *workspace.environment().random);
        OXSEAL_TRY(const auto proof, ledger.consistencyProof(last.ledgerSize, size));
        Json::Array hashes;
        for (const auto& hash : proof)
            hashes.push_back(hash.hex());
        const Json json = Json()
                              .set("first", static_cast<std::int64_t>(last.ledgerSize))
                              .set("first_root", last.ledgerRoot.hex())
                              .set("second", static_cast<std::int64_t>(size))
                              .set("second_root", note.checkpoint.root.hex())
                              .set("proof", std::move(hashes));
        out.push_back(made("ledger/proofs/consistency.json", canonicalJson(json), "ledger", ""));
    }
    return out;
}

} // namespace oxseal
