// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/import_report.h"
#include "storage/import/source_profile.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// Rows of a file that has no header, or none a table reader understands.
struct UnixRows
{
    std::vector<std::vector<std::string>> rows; ///< cells in the order of unixColumns
    std::vector<std::uint64_t> lines;
    ImportReport report;
};

/// The columns a layout has: passwd(5), group(5), lastlog(8), passwd -S of passwd(1), sudoers(5). Empty for tables.
[[nodiscard]] const std::vector<std::string>& unixColumns(ProfileLayout layout);
/// Does the beginning of the text look like this layout, and like no other? Comments and blank lines are passed over.
[[nodiscard]] bool looksLikeUnixFile(ProfileLayout layout, std::string_view text);
/// Every line ends in exactly one bucket of the report. Lines that include the accounts of a directory service ("+::::::") are
/// ignored by rule and said, since the listing is not complete without that service's own.
[[nodiscard]] UnixRows readUnixFile(ProfileLayout layout, std::string_view text);

/// sudoers(5): one row for each user, group or alias member and command. Aliases are resolved, continued lines joined; Defaults
/// are ignored by rule; included files, negations and what is not understood are said.
[[nodiscard]] UnixRows readSudoers(std::string_view text);

} // namespace oxseal
