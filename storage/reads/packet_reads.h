// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/verify.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/packet_repo.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// A sealed packet with what its page shows of it.
struct PacketOverview
{
    PacketRow row;
    std::string sealedByName;
    std::vector<PacketFileRow> files;
    std::vector<PacketSignatureRow> signatures;
    Manifest manifest;
    /// Required signers of the manifest who have not signed yet.
    [[nodiscard]] std::vector<RequiredSigner> missing() const;
};
/// Packets of a period, the newest first.
[[nodiscard]] Result<std::vector<PacketOverview>> packetsOf(Workspace& workspace, const PeriodRow& period);

/// What somebody wants to have checked, with what they know about who may sign.
struct VerifyRequest
{
    std::filesystem::path file;
    std::filesystem::path content; ///< of a detached signature; may be empty
    std::vector<std::string> trustFiles;
    std::vector<std::string> fingerprints;
};
/// `oxseal verify`: needs no workspace, so it may run beside one.
[[nodiscard]] Result<Verification> verifyRequested(const VerifyRequest& request, Instant now, const Progress& progress);
/// What is wrong, in a sentence.
[[nodiscard]] std::string problemText(const Problem& problem);

} // namespace oxseal
