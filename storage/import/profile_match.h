// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/bundle.h"
#include "storage/import/source_profile.h"
#include "storage/import/table_plan.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Which report of which system a file is, with the evidence for it. Nothing is guessed: a profile is proposed only when every
/// column it cannot do without stands in the header under a name it knows, once.
namespace oxseal {

/// One file of an import, one entry of a ZIP archive that holds several, or one sheet of a workbook that does.
struct SourcePart
{
    std::string name; ///< of the file or sheet; "" when the import has only one
    ByteView bytes;
    std::string sheet; ///< of a workbook whose sheets are reports of their own
};

/// The parts of an import: the entries of an archive, or the file itself. The bytes must outlive it.
struct SourceParts
{
    std::vector<BundleEntry> entries; ///< hold the bytes of an archive's parts
    std::vector<SourcePart> parts;
    std::vector<SourcePart> sheets; ///< visible ones of a workbook, or lists of a JSON document, that has several, when the options name none

    /// A profile of several reports takes the sheets of a workbook (or lists of a document) one by one, any other what the options name.
    [[nodiscard]] const std::vector<SourcePart>& of(const SourceProfile& profile) const
    {
        return profile.files.size() > 1 && !sheets.empty() ? sheets : parts;
    }
};
/// Errors: those of openBundle, XlsxFile, jsonLists.
[[nodiscard]] Result<SourceParts> sourceParts(ByteView bytes, const TableOptions& options = {});

/// A part decoded: the text of a table (delimited, a sheet, the aligned output of psql), or of a Unix file.
struct PartText
{
    TableText table;
    bool psql = false; ///< a ruler under the header, and a count of the rows at the end
    ImportReport report; ///< of the sheet
};
/// `mostRows` of a sheet, 0 = all. Errors: those of openText.
[[nodiscard]] Result<PartText> openPart(const SourcePart& part, const TableOptions& options, std::uint64_t mostRows = 0);

struct FoundColumn
{
    const ProfileColumn* column = nullptr;
    std::string header; ///< as the file writes it
    std::size_t index = 0; ///< in the file, from 0
};

/// A value that the profile has no meaning for.
struct OutsideValue
{
    std::string header;
    std::string value;
    std::uint64_t line = 0;
};

struct FileEvidence
{
    const ProfileFile* file = nullptr;
    std::string part; ///< SourcePart::name
    std::vector<std::string> header; ///< of the file; empty for layouts without one
    std::uint64_t headerLine = 0;
    std::vector<FoundColumn> found;
    std::vector<const ProfileColumn*> missing; ///< required
    std::vector<const ProfileColumn*> absent; ///< not required
    std::vector<std::string> extra; ///< headers the profile does not know; they are not read
    std::vector<std::string> twice; ///< headers of the profile's columns that stand twice
    std::vector<const ProfileColumn*> unlike; ///< found, but what stands in them is not what this report has
    std::vector<OutsideValue> outside; ///< among the first rows, each value once
    std::size_t rows = 0; ///< looked at for values

    [[nodiscard]] bool complete() const { return missing.empty() && twice.empty() && unlike.empty() && (!found.empty() || header.empty()); }
};

/// How well one profile fits all parts.
struct ProfileCandidate
{
    const SourceProfile* profile = nullptr;
    std::vector<FileEvidence> files; ///< one for each part that fits a report of the profile
    std::vector<SourcePart> parts; ///< those of `files`, in their order
    std::vector<std::string> strangers; ///< parts that are no report of this system
    std::vector<std::string> leftOut; ///< sheets of the workbook that are no report of this system
    std::vector<const ProfileFile*> lacking; ///< reports that are needed and not among the parts
    std::size_t recognised = 0; ///< columns found in all files
    std::size_t columns = 0; ///< columns that the profile knows in these files
    std::size_t outside = 0; ///< values without a meaning

    /// Can be read: every part is a report of the system, and none lacks a required column.
    [[nodiscard]] bool readable() const;
    /// May be proposed without being asked for: it can be read, and the report of accounts is among the parts.
    [[nodiscard]] bool proposable() const;
    /// recognised − 2 for each column with a value outside its map; compared between candidates that can be read.
    [[nodiscard]] std::int64_t score() const;
};

/// How well a part fits one report.
[[nodiscard]] FileEvidence evidenceFor(const ProfileFile& file, const SourcePart& part, const PartText& text, const TableOptions& options);
/// How well the parts fit one profile.
[[nodiscard]] Result<ProfileCandidate> matchProfile(
    const SourceProfile& profile, const SourceParts& source, const TableOptions& options, std::uint64_t mostRows = 0);
/// All profiles that recognise something, the best first: those that may be proposed before the others, the
/// fallback after those, then by score. Errors: those of openPart, kSensitiveRefused for a shadow file.
[[nodiscard]] Result<std::vector<ProfileCandidate>> matchProfiles(const std::vector<SourceProfile>& profiles,
    const SourceParts& source, const TableOptions& options, std::uint64_t mostRows = 0);

/// The canonical form of one cell; `outside` is set when the profile has no meaning for it. `order` is that of the column's days.
[[nodiscard]] std::string canonicalCell(const ProfileColumn& column, std::string_view cell, DateOrder order, bool& outside);

} // namespace oxseal
