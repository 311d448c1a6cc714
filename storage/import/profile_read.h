// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "storage/import/profile_lines.h"

#include <string>
#include <vector>

namespace oxseal {

inline constexpr const char* kProfileReaderVersion = "1.0.0";
/// A file of the import, {0}, is no report of {1}.
inline constexpr ErrorCode kProfileStranger{"import.profile_stranger", ErrorClass::Input};
/// The import lacks the report of accounts: {0} of {1}.
inline constexpr ErrorCode kProfileLacking{"import.profile_lacking", ErrorClass::Input};

/// Files read through a profile, as an import keeps them.
struct ProfileRead
{
    Table table;
    ImportReport report; ///< every row of every file, and what the joining found
    /// {id, version, counted, accounts, files: [{file, report, sha256, format, encoding, header_line, header, columns, rows}]}
    Json mapping;
    std::vector<RowSource> sources; ///< of the table's rows
    Redaction redaction; ///< over all files; its bytes are a new archive when there are several files or sheets
    std::string format; ///< of the only file; "zip" for several
    std::string encoding;
};

/// Reads a file, an archive of several or a workbook whose sheets are the reports, through a profile. Errors: kProfileStranger, kProfileLacking, those of readProfilePart.
[[nodiscard]] Result<ProfileRead> readWithProfile(
    const SourceProfile& profile, ByteView bytes, const TableOptions& options, const SensitivePolicy& policy);

} // namespace oxseal
