// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/profile_match.h"

namespace oxseal {

/// A report lacks columns it cannot do without: {0} the report, {1} the columns, {2} headers it does not know.
inline constexpr ErrorCode kProfileMissing{"import.profile_missing", ErrorClass::Input};
/// Two columns of report {0} have the same header {1}.
inline constexpr ErrorCode kProfileTwice{"import.profile_twice", ErrorClass::Input};

/// The rows of one report in canonical form.
struct ProfilePart
{
    const ProfileFile* file = nullptr;
    std::string name; ///< of the file; "" when the import has only one
    Table table; ///< one text column for each column of the profile that the file has
    std::vector<std::uint64_t> lines; ///< of each row
    ImportReport report;
    FileEvidence evidence;
    Redaction redaction;
    std::string format; ///< "csv", "xlsx", "psql" or "unix"
    std::string encoding;
    std::string sheet;
    std::vector<std::string> beside; ///< what its workbook holds beside this sheet

    /// "" when the file has no such column.
    [[nodiscard]] std::string_view cell(std::string_view column, std::size_t row) const { return table.textAt(column, row); }
};

/// Reads a part as the report it was found to be. What sensitive columns hold is taken out first; values without a meaning are
/// listed in the report, each once with its count. Errors: kProfileMissing, kProfileTwice, kSensitiveRefused, those of the readers.
[[nodiscard]] Result<ProfilePart> readProfilePart(
    const ProfileFile& file, const SourcePart& part, const TableOptions& options, const SensitivePolicy& policy);

} // namespace oxseal
