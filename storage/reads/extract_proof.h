// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/held_access.h"
#include "storage/reads/access_reads.h"

namespace oxseal {

inline constexpr ErrorCode kExtractMismatch{"access.extract_mismatch", ErrorClass::Refused}; ///< {0} file
inline constexpr ErrorCode kExtractRejected{"access.extract_rejected", ErrorClass::Refused}; ///< {0} file

/// A listing that removals are looked for in.
struct ProofExtract
{
    SnapshotInfo info; ///< with its day
    access::HeldAccess held;
    std::optional<Error> flaw; ///< why it proves nothing about any removal: of canProve, or what was said about the file (A16)

    /// Does what was to be taken away still stand there? An error says why the two cannot be compared.
    [[nodiscard]] Result<bool> holds(const RemovalRow& removal) const;
};
[[nodiscard]] Result<ProofExtract> proofExtract(Workspace& workspace, const CampaignRow& campaign, SnapshotInfo info);

/// Proven removals of these campaigns whose access stands in the newest later listing of its system that nobody has verified them
/// against yet. Ordered as given.
[[nodiscard]] Result<std::vector<std::pair<RemovalRow, SnapshotInfo>>> grantedAgain(Workspace& workspace, const std::vector<RemovalRow>& removals);

} // namespace oxseal
