// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/ledger/ledger_verifier.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

/// Verifies the ledger of an open workspace against its keyring and the head this user saw last.
[[nodiscard]] Result<LedgerVerification> verifyWorkspaceLedger(Workspace& workspace, const Progress& progress = {});

/// Beyond the ledger: pages of the database whose authentication code is wrong, objects whose bytes are not what they were.
/// One finding per place; empty when all is well.
[[nodiscard]] Result<std::vector<Finding>> verifyStoredBytes(Workspace& workspace, const Progress& progress = {});

/// Opens the database of a backup folder beside its files (nothing in the folder changes) and verifies its ledger.
[[nodiscard]] Result<LedgerVerification> verifyBackupLedger(const std::filesystem::path& backup, const std::string& login,
    const Secret& passphrase, const Environment& environment);

} // namespace oxseal
