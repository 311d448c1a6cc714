// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/ipe.h"
#include "storage/db/database.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// What an earlier import was told, kept for the next file of the same layout.
namespace oxseal {

/// A field of an earlier import and the column that fed it.
struct MappedColumn
{
    std::string field;
    std::string header; ///< "" in a file without a header
    std::size_t column = 0; ///< from 0
};

struct ImportProfile
{
    SnapshotId from;
    std::string kind; ///< "listing" …
    std::string subject; ///< system or account
    std::string fileName;
    Digest original; ///< of the file as it came
    std::map<std::string, std::string> map; ///< what a person chose, as TableOptions::map
    std::vector<MappedColumn> columns; ///< of tables: all that was read, chosen or found by its header
    std::string sourceProfile; ///< id of the source profile it was read through; "" = none
    std::string account; ///< of bank files: the account the file named
    std::string entity;
    std::string currency;
    std::optional<controls::IpeCard> card; ///< counts and totals of the old file left out
};

/// The last import of a kind and subject; nullopt when there was none.
[[nodiscard]] Result<std::optional<ImportProfile>> importProfile(
    Database& db, const std::string& kind, const std::string& subject);

/// What a new file looks like before anybody has named its system.
struct FileLayout
{
    std::string kind; ///< as it seems; "" = unknown
    std::vector<std::string> headers; ///< of a table
    std::string account; ///< of a bank file
};
/// The last import whose columns stood under the same headers at the same places, or that came from the same account;
/// nullopt when none did. `subject` is left empty when several systems send the same layout.
[[nodiscard]] Result<std::optional<ImportProfile>> recognisedProfile(Database& db, const FileLayout& layout);

/// A field whose earlier column is not in the new file.
struct ProfileGap
{
    std::string field;
    std::string header; ///< of the earlier column; "" in a file without a header
    std::size_t column = 0; ///< its place then, from 0
};
/// What of a profile can be used for a file with these headers (empty strings for a file without one).
struct ProfileFit
{
    std::map<std::string, std::string> map; ///< choices whose columns are there, by header wherever it has one
    std::vector<ProfileGap> gaps;
};
[[nodiscard]] ProfileFit fitProfile(const ImportProfile& profile, const std::vector<std::string>& headers);

/// How a column is named in TableOptions::map: by its header when that names it alone, else by its number from 1.
[[nodiscard]] std::string columnName(const std::vector<std::string>& headers, std::size_t column);

} // namespace oxseal
