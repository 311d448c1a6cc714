// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/progress.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kBackupExists{"backup.exists", ErrorClass::Usage};
inline constexpr ErrorCode kBackupNotOne{"backup.not_one", ErrorClass::Input};
inline constexpr ErrorCode kBackupDamaged{"backup.damaged", ErrorClass::Integrity};
inline constexpr ErrorCode kBackupFailed{"backup.failed", ErrorClass::Internal};

/// What a backup says of itself in backup.json.
struct BackupSummary
{
    std::string workspaceId;
    Instant made;
    LedgerHead head;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

/// A consistent copy into the new folder `target`: the database by SQLite's online copy (its events include this backup's
/// own), the keyring, every object the copied database names, and backup.json with each file's size and SHA-256. Built
/// beside its place, every file fsynced, read back and compared, then renamed. Permission::MakeBackup, ledger "backup.make".
[[nodiscard]] Result<BackupSummary> makeBackup(
    Workspace& workspace, const std::filesystem::path& target, const std::string& reason, const Progress& progress = {});
/// Every file against the list, and nothing that the list does not name. Needs no key.
[[nodiscard]] Result<BackupSummary> verifyBackup(const std::filesystem::path& backup, const Progress& progress = {});
/// verifyBackup, then a copy into the new folder `target`.
[[nodiscard]] Result<BackupSummary> restoreBackup(
    const std::filesystem::path& backup, const std::filesystem::path& target, const Progress& progress = {});

} // namespace oxseal
