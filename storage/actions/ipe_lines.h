// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/line_difference.h"
#include "storage/objects/snapshot_store.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kIpeSameFile{"import.ipe_same_file", ErrorClass::Usage};
/// {0} lines differ, more than {1}: the two are hardly the same report.
inline constexpr ErrorCode kIpeTooDifferent{"import.ipe_too_different", ErrorClass::Input};
/// Line {0} of the list has no reason.
inline constexpr ErrorCode kIpeLineWithoutReason{"import.ipe_line_without_reason", ErrorClass::Input};
inline constexpr std::size_t kMostDiffering = 1000;

/// An imported file laid beside a second listing of the same report (A16).
struct SecondListing
{
    controls::LineDifference difference;
    std::string name; ///< of the second listing's file
    Digest sha256; ///< as it came
    std::uint64_t rejected = 0; ///< of its rows
};
/// Reads the second listing as the import was read (kind, source profile, columns a person named) and compares. Stores nothing. Errors:
/// those of the readers, kIpeSameFile, kIpeTooDifferent.
[[nodiscard]] Result<SecondListing> compareWithSecond(
    Workspace& workspace, SnapshotId id, const std::filesystem::path& file, const std::vector<std::filesystem::path>& more = {});

/// One differing line with why it differs.
struct LineReason
{
    controls::DifferingLine line;
    std::string why;
};
/// Accounts for the difference line by line, an explanation for each, in one write (Permission::ImportData); a second person concludes
/// (concludeIpe). The ledger names the second listing by its digest. kIpeNothingToExplain, kIpeLineWithoutReason.
[[nodiscard]] Status explainLines(Workspace& workspace, SnapshotId id, const SecondListing& second, const std::vector<LineReason>& lines, const std::string& reason);

} // namespace oxseal
