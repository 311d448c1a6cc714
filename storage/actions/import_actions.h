// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/ipe.h"
#include "storage/import/kinds.h"
#include "storage/objects/snapshot_store.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kIpeSamePerson{"import.ipe_same_person", ErrorClass::Refused};
inline constexpr ErrorCode kIpeNothingToExplain{"import.ipe_nothing_to_explain", ErrorClass::Refused};
inline constexpr ErrorCode kIpeCannotRely{"import.ipe_cannot_rely", ErrorClass::Refused};
inline constexpr ErrorCode kIpeBadTotal{"import.ipe_bad_total", ErrorClass::Usage};

/// The IPE card as typed in beside an import; counts and totals of the file itself are added by the action.
struct IpeInput
{
    controls::IpeCard card;
    std::string sourceTotal; ///< decimal, read with the file's decimals; "" = none
    std::filesystem::path screenshot; ///< "" = none
};

struct ImportRequest
{
    ImportKind kind = ImportKind::Listing;
    std::filesystem::path file;
    std::vector<std::filesystem::path> more; ///< further reports of the same system, read together through options.profile
    std::string pasted; ///< a table from the clipboard instead of a file; `file` names it
    std::string system; ///< of listings and rules
    std::string entity; ///< code; "" = the group
    std::string period; ///< "2026-Q3"; "" = none
    std::optional<Day> asOf;
    KindOptions options;
    std::optional<IpeInput> ipe;
};

struct ImportOutcome
{
    SnapshotInfo snapshot;
    ImportReport report;
    /// Wall clock of the stages, for people; never part of a record.
    double secondsRead = 0; ///< mapping the file
    double secondsParse = 0;
    double secondsStore = 0; ///< digests, encrypting, writing, fsync and commit
};

/// Reads, redacts and parses the file, then stores snapshot, IPE card and ledger entry in one write
/// (Permission::ImportData). A file with rejected rows is taken, with all of them listed; one without any acceptable row
/// is refused. A statement, ledger or trial balance opens again what was signed on another one (C18). A header other than that of the last import of the system is said in the report. Several files become one
/// archive. Errors: those of readKind, kNoSuchEntity, kNoSuchPeriod.
[[nodiscard]] Result<ImportOutcome> importFile(Workspace& workspace, const ImportRequest& request, const std::string& reason);

/// Enters (or replaces, keeping the older) the card of an imported file.
[[nodiscard]] Status enterIpeCard(Workspace& workspace, SnapshotId id, const IpeInput& input, const std::string& reason);
/// Accounts for `rows` of the difference between source and import. kIpeNothingToExplain when there is none.
[[nodiscard]] Status explainDifference(
    Workspace& workspace, SnapshotId id, std::int64_t rows, const std::string& text, const std::string& reason);
/// Permission::ConfirmIpe; kIpeSamePerson for the importer and for whoever explained, kIpeCannotRely when `relied` although
/// the difference is not explained to the last row.
[[nodiscard]] Status concludeIpe(
    Workspace& workspace, SnapshotId id, bool relied, const std::string& text, const std::string& reason);

} // namespace oxseal
