// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/packet_actions.h"

#include "storage/actions/permission_check.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/keyring.h"
#include "storage/documents/document_set.h"
#include "storage/files/durable_file.h"
#include "storage/files/fault_point.h"
#include "storage/packet/byte_source.h"
#include "storage/packet/collect.h"
#include "storage/packet/render_client.h"
#include "storage/packet/zip_writer.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/signing/cms.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

struct Candidate
{
    Manifest manifest;
    std::vector<CollectedFile> files;
};

Event packetEvent(std::string verb, const PeriodRow& period, std::int64_t packet, Json after)
{
    Event event;
    event.verb = std::move(verb);
    event.object = "period:" + period.period.name() + "/packet:" + std::to_string(packet);
    event.module = "packet";
    event.after = std::move(after);
    return event;
}

bool named(const Withheld& item, const std::string& path)
{
    return item.what == path || (!item.what.empty() && item.what.back() == '/' && path.rfind(item.what, 0) == 0);
}

/// Takes the withheld files out; each stays listed with its digest, so that nobody can say it was another one.
Status withhold(Candidate& candidate, const std::vector<Withheld>& items)
{
    for (const auto& item : items) {
        bool found = false;
        for (const auto& file : candidate.files) {
            if (!named(item, file.entry.path))
                continue;
            found = true;
            candidate.manifest.withheld.push_back({file.entry.path + " sha256:" + file.entry.sha256.hex(), item.why});
        }
        if (!found)
            return fail(kPacketNothingWithheld, {}, {item.what});
        std::erase_if(candidate.files, [&](const CollectedFile& file) { return named(item, file.entry.path); });
    }
    return {};
}

Status addPeople(Manifest& manifest, Workspace& workspace, const PeriodRow& period, Day today)
{
    OXSEAL_TRY(const auto report, reportStatus(workspace.db(), period));
    OXSEAL_TRY(const auto signers, signersOn(workspace.db(), report.latest ? report.latest->plannedFiling : today));
    if (signers.empty())
        return fail(kPacketNobodySigns, {}, {period.period.name()});
    for (const auto& signer : signers)
        manifest.requiredSigners.push_back({signer.officesName(), signer.person.name});
    OXSEAL_TRY(const auto issued, issuedCertificates(workspace.db()));
    for (const auto& one : issued)
        if (!one.offices.empty())
            manifest.certificates.push_back(
                {one.offices, one.personName, one.fingerprint, one.bootstrap ? "bootstrap" : "issued", one.start});
    for (const auto& der : workspace.keyring().authorities())
        manifest.authorities.push_back(sha256(der));
    return {};
}

/// The documents of the period (M4). Drawing takes a moment each, so that a preview only names them.
Status addDocuments(Candidate& candidate, Workspace& workspace, const PeriodRow& period, bool draw)
{
    OXSEAL_TRY(const auto documents, periodDocuments(workspace, period, candidate.manifest.sealedAt));
    for (const NamedDocument& one : documents) {
        CollectedFile file;
        file.entry = {one.path, 0, {}, "document", period.period.name(), {}};
        if (draw) {
            OXSEAL_TRY(file.bytes, renderPdf(one.document));
            file.entry.size = file.bytes.size();
            file.entry.sha256 = sha256(file.bytes);
        }
        candidate.files.push_back(std::move(file));
    }
    return {};
}

Result<Candidate> candidateOf(Workspace& workspace, const PeriodRow& period, const SealOptions& options, const SignedNote& note,
    Instant now, bool draw)
{
    Candidate out;
    Manifest& manifest = out.manifest;
    OXSEAL_TRY(const auto facts, companyFacts(workspace.db()));
    const auto source = workspace.environment().clock.source;
    manifest.company = facts.name;
    manifest.workspace = workspace.id();
    manifest.period = period.period.name();
    manifest.firstDay = period.period.first;
    manifest.lastDay = period.period.last;
    manifest.profile = "officers";
    manifest.sealedAt = now;
    manifest.clock = name(source);
    if (source == ClockSource::Demo)
        manifest.marks = {"DEMO"};
    manifest.ledgerSize = note.checkpoint.size;
    manifest.ledgerRoot = note.checkpoint.root;
    manifest.toolVersion = OXSEAL_VERSION;
    manifest.knownGaps = options.knownGaps;
    OXSEAL_CHECK(addPeople(manifest, workspace, period, now.day()));

    OXSEAL_TRY(out.files, collectFiles(workspace, period));
    OXSEAL_CHECK(addDocuments(out, workspace, period, draw));
    OXSEAL_CHECK(withhold(out, options.withheld));
    OXSEAL_TRY(auto ledger, collectLedger(workspace, note));
    std::move(ledger.begin(), ledger.end(), std::back_inserter(out.files));
    std::map<std::string, std::string> parsers;
    for (const auto& file : out.files)
        if (file.entry.role == "input")
            parsers[file.entry.facts["parser"].toString()] = file.entry.facts["parser_version"].toString();
    manifest.parsers.assign(parsers.begin(), parsers.end());
    for (const auto& file : out.files)
        manifest.files.push_back(file.entry);
    std::sort(manifest.files.begin(), manifest.files.end(),
        [](const ManifestFile& a, const ManifestFile& b) { return a.path < b.path; });
    return out;
}

/// The guide and the two indexes over everything else.
Status addFront(Candidate& candidate)
{
    const auto add = [&](std::string path, std::string bytes) {
        CollectedFile file;
        file.entry = {std::move(path), bytes.size(), sha256(bytes), "guide", "", {}};
        file.bytes = std::move(bytes);
        candidate.files.push_back(std::move(file));
    };
    const std::string html = indexHtml(candidate.manifest);
    OXSEAL_TRY(std::string pdf, renderPdf(indexDocument(candidate.manifest)));
    add("VERIFY.md", verifyGuide());
    add("index.html", html);
    add("index.pdf", std::move(pdf));
    for (auto file = candidate.files.end() - 3; file != candidate.files.end(); ++file)
        candidate.manifest.files.push_back(file->entry);
    return {};
}

Result<std::vector<PacketFile>> certificationOf(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto report, reportStatus(workspace.db(), period));
    std::vector<PacketFile> out;
    const SignedDocumentRow* readiness = nullptr;
    for (const auto& row : report.standing) {
        if (row.kind == "readiness") {
            readiness = &row; // the last one carries all signatures
            continue;
        }
        OXSEAL_TRY(auto bytes, workspace.objects().get(row.object));
        out.push_back({fileNameOf(row), std::move(bytes), "certificate"});
    }
    if (readiness != nullptr) {
        OXSEAL_TRY(auto bytes, workspace.objects().get(readiness->object));
        out.push_back({"readiness.pdf", std::move(bytes), "readiness"});
    }
    return out;
}

Result<PacketParts> partsOf(Workspace& workspace, const PeriodRow& period, const PacketRow& row)
{
    PacketParts parts;
    OXSEAL_TRY(parts.manifest, workspace.objects().get(row.manifest));
    OXSEAL_TRY(const auto files, packet_repo::files(workspace.db(), row.id));
    for (const auto& one : files)
        parts.payload.push_back({one.path, one.size, [&workspace, object = one.object](const auto& sink) {
                                     return workspace.objects().read(object, sink);
                                 }});
    OXSEAL_TRY(parts.certification, certificationOf(workspace, period));
    OXSEAL_TRY(const auto signatures, packet_repo::signatures(workspace.db(), row.id));
    for (const auto& one : signatures)
        parts.signatures.push_back({one.role, one.cms, one.certificate});
    parts.authorities = workspace.keyring().authorities();
    return parts;
}

Result<Digest> digestOf(const std::filesystem::path& file)
{
    OXSEAL_TRY(const auto source, openFileSource(file));
    Sha256 hasher;
    OXSEAL_CHECK(source->stream(0, source->size(), [&](ByteView block) -> Status {
        hasher.update(block);
        return {};
    }));
    return hasher.finish();
}

} // namespace

Result<PacketRow> packetOf(Database& db, const PeriodRow& period, std::int64_t packet)
{
    OXSEAL_TRY(const auto all, packet_repo::all(db));
    for (auto row = all.rbegin(); row != all.rend(); ++row)
        if (row->period == period.id && (packet == 0 || row->id == packet))
            return *row;
    return fail(kNoSuchPacket, {}, {period.period.name()});
}

Result<Manifest> previewPacket(Workspace& workspace, const PeriodRow& period, const SealOptions& options)
{
    OXSEAL_TRY(const auto head, workspace.ledgerHead());
    const SignedNote note{{"oxseal/" + workspace.id(), head.size, head.root, {}}, {}};
    OXSEAL_TRY(auto candidate, candidateOf(workspace, period, options, note, workspace.environment().clock.now(), false));
    return std::move(candidate.manifest);
}

Result<PacketRow> sealPacket(
    Workspace& workspace, const PeriodRow& period, const SealOptions& options, const std::string& reason)
{
    OXSEAL_CHECK(requirePermission(workspace, Permission::SealPacket, reason));
    OXSEAL_TRY(const auto note, workspace.checkpoint("packet", nullptr));
    OXSEAL_TRY(auto candidate, candidateOf(workspace, period, options, note, workspace.environment().clock.now(), true));
    OXSEAL_CHECK(addFront(candidate));
    const std::string manifest = manifestBytes(candidate.manifest);
    return workspace.write(Permission::SealPacket, reason, [&](UnitOfWork& unit) -> Result<PacketRow> {
        PacketRow row;
        row.period = period.id;
        OXSEAL_TRY(const auto object, unit.objects().put(asBytes(manifest), "manifest"));
        row.manifest = object.id;
        row.manifestDigest = object.sha256;
        row.ledgerSize = candidate.manifest.ledgerSize;
        row.ledgerRoot = candidate.manifest.ledgerRoot;
        row.sealedBy = unit.actor().person;
        row.sealedAt = candidate.manifest.sealedAt.iso();
        OXSEAL_TRY(row.id, packet_repo::insert(unit.db(), row));
        for (auto& file : candidate.files) {
            if (!file.object) {
                OXSEAL_TRY(const auto kept, unit.objects().put(asBytes(file.bytes), "document"));
                file.object = kept.id;
            }
            OXSEAL_CHECK(packet_repo::insertFile(unit.db(), row.id, {file.entry.path, file.object, file.entry.size}));
        }
        unit.record(packetEvent("packet.seal", period, row.id,
            Json()
                .set("manifest", row.manifestDigest.hex())
                .set("files", static_cast<std::int64_t>(candidate.files.size()))
                .set("ledger_size", static_cast<std::int64_t>(row.ledgerSize))
                .set("ledger_root", row.ledgerRoot.hex())));
        return row;
    });
}

Status maySignPacket(const Actor& actor, const Manifest& manifest, const std::vector<PacketSignatureRow>& signatures)
{
    if (std::any_of(signatures.begin(), signatures.end(), [&](const auto& one) { return one.person == actor.person; }))
        return fail(kPacketAlreadySigned, {}, {actor.login});
    const auto& required = manifest.requiredSigners;
    if (std::none_of(required.begin(), required.end(), [&](const RequiredSigner& signer) { return signer.name == actor.name; }))
        return fail(kPacketNotSigner, {}, {actor.login});
    return {};
}

Result<PacketSignatureRow> signPacket(Workspace& workspace, const PeriodRow& period, std::int64_t packet,
    const Secret& passphrase, const std::string& reason)
{
    OXSEAL_TRY(const auto row, packetOf(workspace.db(), period, packet));
    const Actor& actor = workspace.actor();
    OXSEAL_TRY(const auto before, packet_repo::signatures(workspace.db(), row.id));
    if (std::any_of(before.begin(), before.end(), [&](const auto& one) { return one.person == actor.person; }))
        return fail(kPacketAlreadySigned, {}, {actor.login});
    OXSEAL_TRY(const std::string bytes, workspace.objects().get(row.manifest));
    OXSEAL_TRY(const auto manifest, parseManifest(bytes));
    OXSEAL_TRY(const auto key, workspace.keyring().openSigningKey(actor.login, passphrase, workspace.environment()));
    OXSEAL_TRY(const auto certificate, certificateOfKey(workspace.db(), keyFingerprint(asBytes(key.publicKey()))));
    if (!certificate || certificate->der.empty())
        return fail(kPacketNoCertificate, {}, {actor.login});
    const auto& required = manifest.requiredSigners;
    const bool asked = std::any_of(required.begin(), required.end(), [&](const RequiredSigner& signer) {
        return signer.role == certificate->offices && signer.name == actor.name;
    });
    if (!asked)
        return fail(kPacketNotSigner, {}, {actor.login});

    const Instant now = workspace.environment().clock.now();
    PacketSignatureRow signature{certificate->offices, actor.person, certificate->der, {}, now.iso()};
    OXSEAL_TRY(signature.cms, signCms(row.manifestDigest, key, certificate->der, {now}));
    const Status stored = workspace.writeStatus(Permission::SignReadiness, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(packet_repo::insertSignature(unit.db(), row.id, signature));
        unit.record(packetEvent("packet.sign", period, row.id,
            Json().set("role", signature.role).set("manifest", row.manifestDigest.hex()).set("cms", sha256(signature.cms).hex())));
        return {};
    });
    OXSEAL_CHECK(stored);
    OXSEAL_CHECK(workspace.checkpoint("packet", &key));
    return signature;
}

Result<Digest> exportPacket(Workspace& workspace, const PeriodRow& period, std::int64_t packet,
    const std::filesystem::path& file, const std::string& reason)
{
    OXSEAL_CHECK(requirePermission(workspace, Permission::ExportPacket, reason));
    OXSEAL_TRY(const auto row, packetOf(workspace.db(), period, packet));
    OXSEAL_TRY(const auto parts, partsOf(workspace, period, row));
    if (std::error_code ignored; std::filesystem::is_directory(file, ignored))
        return fail(kZipWrite, file.string());
    // The complete ZIP first, beside its place; then the event with its digest; then its name. Whatever stops the program
    // in between, no packet lies there under its name that the ledger does not know.
    auto unnamed = file;
    unnamed += ".unnamed";
    OXSEAL_CHECK(writePacket(parts, unnamed));
    faultPoint("export.written");
    Digest digest;
    const Status recorded = [&]() -> Status {
        OXSEAL_TRY(digest, digestOf(unnamed));
        return workspace.writeStatus(Permission::ExportPacket, reason, [&](UnitOfWork& unit) -> Status {
            unit.record(packetEvent("packet.export", period, row.id, Json().set("sha256", digest.hex())));
            return {};
        });
    }();
    if (!recorded) {
        std::error_code ignored;
        std::filesystem::remove(unnamed, ignored);
        return tl::unexpected<Error>(recorded.error());
    }
    faultPoint("export.recorded");
    if (!systemFiles().rename(unnamed, file))
        return fail(kPacketNotNamed, file.string(), {unnamed.string()});
    faultPoint("export.named");
    OXSEAL_CHECK(systemFiles().syncFolder(file.parent_path().empty() ? "." : file.parent_path()));
    return digest;
}

} // namespace oxseal
