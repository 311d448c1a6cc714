// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/packet_actions.h"
#include "storage/packet/verify.h"
#include "storage/texts/texts.h"

namespace oxseal::demo {
namespace {

std::string why() { return texts::sentence("demo.reason.packet"); }

std::filesystem::path packetFile(const Stage& stage, const Quarter& q)
{
    return q.name == "2026-Q3" ? stage.folder() / "packet.zip" : stage.folder() / "packets" / (q.name + ".zip");
}

} // namespace

Status sealCandidate(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    OXSEAL_TRY(const PacketRow packet, sealPacket(*workspace, period, {}, why()));
    stage.ids[q.name + "/packet"] = packet.id;
    return {};
}

Status signManifest(Stage& stage, const Quarter& q, const std::string& login)
{
    OXSEAL_TRY(Workspace * workspace, stage.as(login));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    OXSEAL_CHECK(signPacket(*workspace, period, stage.ids[q.name + "/packet"], stage.passphrase(login), why()));
    return {};
}

Status exportAndVerify(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    const auto file = packetFile(stage, q);
    std::error_code status;
    std::filesystem::create_directories(file.parent_path(), status);
    OXSEAL_CHECK(exportPacket(*workspace, period, stage.ids[q.name + "/packet"], file, why()));
    stage.say("demo.say.packet", {q.name});
    VerifyOptions options;
    options.now = stage.environment().clock.now();
    OXSEAL_TRY(const Verification verification, verifyFile(file, {}, options));
    stage.say("demo.say.verified", {q.name, name(verification.verdict), std::to_string(verification.signatures.size())});
    if (verification.verdict != Verdict::Valid)
        return fail(kStepFailed, file.string(), {describe(verification)});
    return {};
}

} // namespace oxseal::demo
