// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/manifest.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/packet_repo.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchPacket{"packet.no_such_packet", ErrorClass::Usage};
inline constexpr ErrorCode kPacketNobodySigns{"packet.nobody_signs", ErrorClass::Refused};
inline constexpr ErrorCode kPacketNotSigner{"packet.not_signer", ErrorClass::Denied};
inline constexpr ErrorCode kPacketNoCertificate{"packet.no_certificate", ErrorClass::Refused};
inline constexpr ErrorCode kPacketAlreadySigned{"packet.already_signed", ErrorClass::Refused};
inline constexpr ErrorCode kPacketNothingWithheld{"packet.nothing_withheld", ErrorClass::Usage};
/// The export is recorded and complete, but lies under another name.
inline constexpr ErrorCode kPacketNotNamed{"packet.not_named", ErrorClass::Internal};

struct SealOptions
{
    std::vector<Withheld> withheld; ///< path (or a folder ending in '/') and why; must name something that is there
    std::vector<std::string> knownGaps;
};

/// What `packet seal` would freeze; writes nothing.
/// Documents that are only drawn when the packet is sealed stand in it with 0 bytes and no digest.
[[nodiscard]] Result<Manifest> previewPacket(Workspace& workspace, const PeriodRow& period, const SealOptions& options);

/// Freezes a candidate: documents, data, inputs, evidence, ledger of size N; keeps every made file and the manifest's bytes
/// as objects. Officers sign exactly these bytes.
[[nodiscard]] Result<PacketRow> sealPacket(
    Workspace& workspace, const PeriodRow& period, const SealOptions& options, const std::string& reason);

/// What would hinder the actor from signing, before the key is opened: signed already, or not named as a signer.
[[nodiscard]] Status maySignPacket(
    const Actor& actor, const Manifest& manifest, const std::vector<PacketSignatureRow>& signatures);

/// The actor signs the manifest of the packet (0 = the period's last) with his own key; only a required signer may. Adds a
/// checkpoint by the same key.
[[nodiscard]] Result<PacketSignatureRow> signPacket(Workspace& workspace, const PeriodRow& period, std::int64_t packet,
    const Secret& passphrase, const std::string& reason);

/// Writes the ZIP. Needs no key: unsigned packets can be exported too, and verify as indeterminate. Gives the file's SHA-256.
/// A file gets its name only after the ledger holds its digest; until then it is `file` with ".unnamed" added.
[[nodiscard]] Result<Digest> exportPacket(Workspace& workspace, const PeriodRow& period, std::int64_t packet,
    const std::filesystem::path& file, const std::string& reason);

/// The period's last packet, or the one with this id; kNoSuchPacket.
[[nodiscard]] Result<PacketRow> packetOf(Database& db, const PeriodRow& period, std::int64_t packet);

} // namespace oxseal
