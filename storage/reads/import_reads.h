// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/ipe.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/company_reads.h"

#include <string>
#include <vector>

namespace oxseal {

/// The card of an imported file with its explanations and conclusion.
[[nodiscard]] Result<controls::IpeFacts> ipeFacts(Database& db, SnapshotId id);

/// Open matters of what was imported for a period: IPE findings of the latest listing, roster, gl and tb of each key,
/// rejected rows, statements that do not foot (import.footing_failed) and statements whose opening is not the closing of
/// the account's statement before (import.statement_gap).
[[nodiscard]] Result<std::vector<Finding>> importMatters(Workspace& workspace, const PeriodRow& period);

/// The latest snapshot of each key (kind, subject, entity) of a period, oldest first.
[[nodiscard]] Result<std::vector<SnapshotInfo>> latestSnapshots(Database& db, const std::string& period);

/// One imported file as the import page lists it.
struct ImportedFile
{
    SnapshotInfo info;
    controls::IpeFacts ipe;
    std::string importedBy; ///< name
    bool replaced = false; ///< a newer file of the same kind, subject and entity was imported for the period
    bool outside = false; ///< a bank's own file or rules: needs no card
};
/// Files of a period ("" = of none), newest first.
[[nodiscard]] Result<std::vector<ImportedFile>> importedFiles(Database& db, const std::string& period);

} // namespace oxseal
