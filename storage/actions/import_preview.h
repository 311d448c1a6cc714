// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_actions.h"
#include "storage/actions/profile_proposal.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One column of the file, for choosing what it means.
struct PreviewColumn
{
    std::string header; ///< "" without a header
    std::vector<std::string> samples; ///< its first values; never those of a sensitive column
    std::string field; ///< what the import reads it as; "" = not read
    std::string type; ///< "text", "money", "integer", "day", "flag"; "" when not read
    std::string notation; ///< "ymd", "mdy", "dmy" of days; "." or "," of money
    std::string sensitive; ///< class of models A20, "" = none
    std::string foundBy; ///< "header" or "content"
    std::string outcome; ///< "drop", "mask" or "refuse"
};

/// A field of the kind that a column can be read as.
struct PreviewField
{
    std::string name;
    bool required = false;
};

/// Sum of one money column over the accepted rows.
struct PreviewTotal
{
    std::string field;
    std::string sum; ///< decimal; "" when it leaves 64 bits
};

/// What an import would store, before anything is stored.
struct ImportPreview
{
    ImportKind kind = ImportKind::Listing;
    std::uint64_t bytes = 0;
    Digest original;
    std::string format; ///< "" when the content is of no known kind
    std::string encoding;
    std::string delimiter; ///< "," ";" "tab" "|" "blanks"; "" for bank files and workbooks
    std::string sheet; ///< the one read, of a workbook; "" when a profile read several
    std::vector<std::string> sheets; ///< all of them that can be chosen
    std::vector<PreviewColumn> columns; ///< of tables only
    std::vector<PreviewField> fields;
    ImportReport report;
    std::uint64_t counted = 0; ///< rows that a count at the source is compared with; of a profile the accounts' rows
    std::vector<PreviewTotal> totals;
    std::string account; ///< statements
    std::string currency;
    std::string opening; ///< decimal; "" = not stated
    std::string closing;
    std::vector<std::string> rowFields; ///< names of the columns of `rows`
    std::vector<std::vector<std::string>> rows; ///< the first accepted rows as they would be stored
    std::optional<ProfileProposal> profile; ///< of listings: the one that reads the file, or fits it best
    bool throughProfile = false; ///< `profile` is what the request named
    std::optional<Error> problem; ///< why the file cannot be imported like this

    static constexpr std::size_t kRowsShown = 100;
    static constexpr std::size_t kSamples = 3;
};

/// Reads the file as `request` says and stores nothing; needs no workspace, so it may run on any thread. A file that cannot
/// be imported like this still shows its columns, with the reason in `problem`. Errors: the file cannot be opened, or the
/// reading was cancelled (request.options.table.progress).
[[nodiscard]] Result<ImportPreview> previewImport(const ImportRequest& request);

/// What a file seems to be, from its content and the words of its header; nullopt when nothing fits.
[[nodiscard]] Result<std::optional<ImportKind>> guessKind(const std::filesystem::path& file);
[[nodiscard]] Result<std::optional<ImportKind>> guessKindOf(ByteView bytes);
/// A day written in the file's name ("users_2026-09-30.csv", "GL 20260930.csv").
[[nodiscard]] std::optional<Day> dayInName(const std::string& fileName);

} // namespace oxseal
