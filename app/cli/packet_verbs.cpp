// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/period_call.h"

#include "models/core/text.h"
#include "storage/actions/packet_actions.h"
#include "storage/packet/reperform.h"
#include "storage/packet/verify.h"
#include "storage/texts/texts.h"

#include <thread>

namespace oxseal::cli {
namespace {

Result<int> verify(Call& call)
{
    OXSEAL_TRY(const std::string file, call.argument(0, "The file"));
    VerifyOptions options;
    OXSEAL_TRY(options.anchors, readAnchors(call.values("--trust"), call.values("--fingerprint"), call.values("--tsa-ca")));
    options.now = call.environment().clock.now();
    options.threads = static_cast<int>(std::thread::hardware_concurrency());
    OXSEAL_TRY(const auto result, verifyFile(file, call.value("--content").value_or(""), options));
    Json json = toJson(result);
    std::string text = describe(result);
    bool same = true;
    if (call.flag("--reperform")) {
        OXSEAL_TRY(const PacketReperformance again, reperformFile(file, options.threads));
        json.set("reperformed", toJson(again));
        text += "\n" + describe(again);
        same = again.same();
    }
    call.print(json, text);
    return result.verdict == Verdict::Valid && same ? kDone : kNegative;
}

Result<SealOptions> sealOptions(Call& call)
{
    SealOptions options;
    options.knownGaps = call.values("--gap");
    for (const auto& text : call.values("--withhold")) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
            return fail(kBadValue, {}, {"--withhold", text, "PATH=WHY", call.noun()});
        options.withheld.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
    return options;
}

Result<std::int64_t> packetId(Call& call)
{
    std::int64_t id = 0;
    if (const auto text = call.value("--packet"); text && (!parseInteger(*text, id) || id < 1))
        return fail(kBadValue, {}, {"--packet", *text, "a number from packet list", call.noun()});
    return id;
}

Result<int> preview(Call& call)
{
    OXSEAL_TRY(const auto options, sealOptions(call));
    OXSEAL_TRY(auto opened, openFor(call, true));
    OXSEAL_TRY(const auto manifest, previewPacket(*opened.workspace, opened.period, options));
    OXSEAL_TRY(const Json json, parseJson(manifestBytes(manifest)));
    std::vector<std::string> lines;
    for (const auto& file : manifest.files)
        lines.push_back(texts::sentence("packet.file_line", {file.path, std::to_string(file.size), file.role}));
    for (const auto& item : manifest.withheld)
        lines.push_back(texts::sentence("packet.withheld_line", {item.what, item.why}));
    for (const auto& gap : manifest.knownGaps)
        lines.push_back(texts::sentence("packet.gap_line", {gap}));
    for (const auto& signer : manifest.requiredSigners)
        lines.push_back(texts::sentence("packet.signer_line", {signer.name, signer.role}));
    call.print(json, join(lines, "\n"));
    return kDone;
}

Result<int> seal(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto options, sealOptions(call));
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(const auto row, sealPacket(*opened.workspace, opened.period, options, reason));
    OXSEAL_TRY(const auto files, packet_repo::files(opened.workspace->db(), row.id));
    call.print(Json()
                   .set("packet", row.id)
                   .set("manifest_sha256", row.manifestDigest.hex())
                   .set("files", static_cast<std::int64_t>(files.size()))
                   .set("ledger_size", static_cast<std::int64_t>(row.ledgerSize))
                   .set("ledger_root", row.ledgerRoot.hex()),
        texts::sentence("packet.sealed_line",
            {std::to_string(row.id), std::to_string(files.size()), row.manifestDigest.hex()}));
    OXSEAL_CHECK(opened.workspace->close());
    return kDone;
}

Result<int> signVerb(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto id, packetId(call));
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(const auto passphrase, call.passphrase());
    OXSEAL_TRY(const auto signature, signPacket(*opened.workspace, opened.period, id, passphrase, reason));
    OXSEAL_TRY(const auto row, packetOf(opened.workspace->db(), opened.period, id));
    call.print(Json()
                   .set("packet", row.id)
                   .set("role", signature.role)
                   .set("signed_at", signature.signedAt)
                   .set("manifest_sha256", row.manifestDigest.hex()),
        texts::sentence("packet.signed_line", {signature.role, row.manifestDigest.hex()}));
    OXSEAL_CHECK(opened.workspace->close());
    return kDone;
}

Result<int> exportVerb(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const std::string file, call.required("--out"));
    OXSEAL_TRY(const auto id, packetId(call));
    OXSEAL_TRY(auto opened, openFor(call, false));
    OXSEAL_TRY(const auto digest, exportPacket(*opened.workspace, opened.period, id, file, reason));
    call.print(Json().set("file", file).set("sha256", digest.hex()),
        texts::sentence("packet.exported_line", {file, digest.hex()}));
    OXSEAL_CHECK(opened.workspace->close());
    return kDone;
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const auto rows, packet_repo::all(workspace->db()));
    Json::Array packets;
    std::vector<std::string> lines;
    for (const auto& row : rows) {
        OXSEAL_TRY(const auto period, periodById(workspace->db(), row.period));
        OXSEAL_TRY(const auto signatures, packet_repo::signatures(workspace->db(), row.id));
        Json::Array roles;
        for (const auto& one : signatures)
            roles.push_back(one.role);
        lines.push_back(texts::sentence("packet.list_line",
            {std::to_string(row.id), period.period.name(), row.sealedAt, std::to_string(signatures.size()),
                row.manifestDigest.hex()}));
        packets.push_back(Json()
                              .set("packet", row.id)
                              .set("period", period.period.name())
                              .set("sealed_at", row.sealedAt)
                              .set("manifest_sha256", row.manifestDigest.hex())
                              .set("signed_by", std::move(roles)));
    }
    call.print(Json().set("packets", std::move(packets)), lines.empty() ? texts::sentence("packet.list_empty") : join(lines, "\n"));
    return kDone;
}

} // namespace

void addPacketVerbs(Registry& verbs)
{
    verbs.push_back({"verify", "", "verify FILE [--trust CA.pem] [--fingerprint HEX] [--tsa-ca CA.pem] [--content F] [--reperform]",
        {"--trust=", "--fingerprint=", "--tsa-ca=", "--content=", "--reperform"}, verify});
    verbs.push_back({"packet", "preview", "packet preview WORKSPACE --period P [--withhold PATH=WHY] [--gap TEXT]",
        {"--period=", "--withhold=", "--gap="}, preview});
    verbs.push_back({"packet", "seal", "packet seal WORKSPACE --period P [--withhold PATH=WHY] [--gap TEXT]",
        {"--period=", "--withhold=", "--gap="}, seal});
    verbs.push_back({"packet", "sign", "packet sign WORKSPACE --period P [--packet N]", {"--period=", "--packet="}, signVerb});
    verbs.push_back({"packet", "export", "packet export WORKSPACE --period P --out F.zip [--packet N]",
        {"--period=", "--packet=", "--out="}, exportVerb});
    verbs.push_back({"packet", "list", "packet list WORKSPACE", {}, list});
}

} // namespace oxseal::cli
