// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_read.h"

#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/import/sheet_text.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

constexpr std::uint64_t kRowsOfSheet = 400; ///< enough to find a header and to look at values

Json fileJson(const ProfilePart& part, ByteView bytes)
{
    Json out;
    out.set("file", part.name).set("key", part.file->key).set("report", part.file->report).set("format", part.format);
    out.set("sha256", sha256(bytes).hex()).set("encoding", part.encoding).set("header_line", Json(part.evidence.headerLine)).set("rows", Json(part.report.accepted));
    if (!part.sheet.empty())
        out.set("sheet", part.sheet);
    Json::Array header;
    for (const auto& one : part.evidence.header)
        header.emplace_back(one);
    out.set("header", Json(std::move(header)));
    Json columns;
    for (const auto& found : part.evidence.found) {
        Json one;
        one.set("column", static_cast<std::int64_t>(found.index + 1)).set("header", found.header);
        columns.set(found.column->key, std::move(one));
    }
    out.set("columns", std::move(columns));
    return out;
}

/// What the reader should know although the profile fits: columns not read, reports that were not given.
void noteEvidence(ImportReport& report, const ProfileCandidate& match)
{
    for (const auto& file : match.files) {
        std::string unread;
        for (const auto& header : file.extra)
            unread += header.empty() ? "" : (unread.empty() ? "" : ", ") + header;
        if (!unread.empty())
            report.warn("import.warn.profile_unread", {beginning(unread, 400)}, 0, file.part);
        std::string absent;
        for (const auto* column : file.absent)
            absent += (absent.empty() ? "" : ", ") + column->headers.front();
        if (!absent.empty() && !match.profile->fallback)
            report.warn("import.warn.profile_absent", {beginning(absent, 400)}, 0, file.part);
    }
    if (!match.leftOut.empty())
        report.warn("import.warn.profile_sheets", {join(match.leftOut, ", ")});
    for (const auto& file : match.profile->files) {
        const bool there = std::any_of(match.files.begin(), match.files.end(), [&](const auto& one) { return one.file == &file; });
        if (!there)
            report.warn(file.required ? "import.warn.profile_report_needed" : "import.warn.profile_report", {file.report});
    }
}

/// What each sheet says of the whole workbook is said once, and that there are others when they were read too, never.
void settleBookWarnings(std::vector<ProfilePart>& parts, const ProfileCandidate& match)
{
    const std::set<std::string> ofBook{"import.warn.xlsx_hidden_sheets", "import.warn.xlsx_macros", "import.warn.xlsx_links"};
    for (std::size_t p = 0; p < parts.size(); ++p) {
        if (!match.parts[p].sheet.empty())
            std::erase_if(parts[p].report.warnings,
                [&](const ImportWarning& one) { return one.code == "import.warn.xlsx_other_sheets" || one.code == "import.warn.json_other_lists" || (p > 0 && ofBook.contains(one.code)); });
    }
}

/// A sheet as a file of its own, once the workbook cannot be kept as it was.
Result<BundleEntry> sheetEntry(const SourcePart& sheet, const ProfilePart& part, const TableOptions& options)
{
    std::string name = sheet.name + ".csv";
    std::replace_if(name.begin(), name.end(), [](char c) { return c == '/' || c == '\\'; }, '_');
    const std::size_t width = part.evidence.header.size();
    if (part.redaction.any())
        return BundleEntry{std::move(name), withWholeRows(part.redaction.bytes, width)};
    OXSEAL_TRY(const PartText text, openPart(sheet, options));
    return BundleEntry{std::move(name), withWholeRows(text.table.text.view, width)};
}

/// What the workbooks hold beside the sheets that were read.
std::vector<std::string> besideAll(const std::vector<ProfilePart>& parts)
{
    std::vector<std::string> out;
    for (const auto& part : parts) {
        for (const auto& name : part.beside) {
            const bool read = std::any_of(parts.begin(), parts.end(), [&name = name](const ProfilePart& other) { return other.sheet == name; });
            if (!read && std::find(out.begin(), out.end(), name) == out.end())
                out.push_back(name);
        }
    }
    return out;
}

/// The redacted bytes: of the one file, or an archive of all with the redacted ones in place of theirs.
Status joinRedactions(ProfileRead& out, const ProfileCandidate& match, const SourceParts& source, std::vector<ProfilePart>& parts,
    const TableOptions& options)
{
    for (const auto& part : parts) {
        out.redaction.columns.insert(out.redaction.columns.end(), part.redaction.columns.begin(), part.redaction.columns.end());
        out.redaction.cells.insert(out.redaction.cells.end(), part.redaction.cells.begin(), part.redaction.cells.end());
    }
    out.redaction.beside = besideAll(parts);
    if (!out.redaction.any())
        return {};
    std::vector<BundleEntry> entries;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        auto& redaction = parts[p].redaction;
        const bool sheet = !parts[p].sheet.empty() && (redaction.any() || !parts[p].beside.empty());
        if (!match.parts[p].sheet.empty()) {
            OXSEAL_TRY(BundleEntry entry, sheetEntry(match.parts[p], parts[p], options));
            entries.push_back(std::move(entry));
            continue;
        }
        if (sheet) {
            OXSEAL_TRY(BundleEntry entry, sheetEntry(match.parts[p], parts[p], options));
            redaction.bytes = std::move(entry.bytes);
        }
        const bool changed = sheet || redaction.any();
        if (!source.entries.empty())
            entries.push_back({source.entries[p].name, changed ? std::move(redaction.bytes) : source.entries[p].bytes});
        else
            out.redaction.bytes = std::move(redaction.bytes);
    }
    if (!entries.empty()) {
        OXSEAL_TRY(out.redaction.bytes, makeBundle(std::move(entries)));
    }
    return {};
}

/// A person's mapping names the profile's columns; one that names none of them would be passed over.
Status checkMap(const SourceProfile& profile, const TableOptions& options)
{
    for (const auto& [key, header] : options.map) {
        const auto has = [&key = key](const ProfileFile& file) { return file.column(key) != nullptr; };
        if (std::none_of(profile.files.begin(), profile.files.end(), has))
            return fail(kImportBadMap, {}, {key + "=" + header, key});
    }
    return {};
}

Result<std::vector<ProfilePart>> readParts(
    const ProfileCandidate& match, const TableOptions& options, const SensitivePolicy& policy)
{
    std::vector<ProfilePart> parts;
    for (std::size_t p = 0; p < match.parts.size(); ++p) {
        OXSEAL_TRY(ProfilePart part, readProfilePart(*match.files[p].file, match.parts[p], options, policy));
        parts.push_back(std::move(part));
    }
    settleBookWarnings(parts, match);
    return parts;
}

} // namespace

Result<ProfileRead> readWithProfile(
    const SourceProfile& profile, ByteView bytes, const TableOptions& options, const SensitivePolicy& policy)
{
    OXSEAL_CHECK(checkMap(profile, options));
    OXSEAL_TRY(const SourceParts source, sourceParts(bytes, options));
    OXSEAL_TRY(const ProfileCandidate match, matchProfile(profile, source, options, kRowsOfSheet));
    if (!match.strangers.empty() || match.files.empty())
        return fail(kProfileStranger, match.strangers.empty() ? std::string() : match.strangers.front(), {profile.system});
    OXSEAL_TRY(std::vector<ProfilePart> parts, readParts(match, options, policy));
    const bool accounts = std::any_of(
        parts.begin(), parts.end(), [&](const ProfilePart& part) { return part.file->key == profile.accounts.file; });
    if (!accounts)
        return fail(kProfileLacking, {}, {profile.file(profile.accounts.file)->report, profile.system});

    ProfileRead out;
    ProfileLines lines = joinParts(profile, parts);
    out.table = std::move(lines.table);
    out.sources = std::move(lines.sources);
    Json::Array files;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        out.report.add(parts[p].report, 0, parts[p].name);
        files.push_back(fileJson(parts[p], match.parts[p].bytes));
    }
    out.report.add(lines.report);
    noteEvidence(out.report, match);
    out.mapping.set("id", profile.id).set("version", profile.version);
    out.mapping.set("counted", Json(lines.counted)).set("accounts", Json(lines.accounts)).set("files", Json(std::move(files)));
    out.format = source.entries.empty() ? parts.front().format : "zip";
    out.encoding = parts.front().encoding;
    OXSEAL_CHECK(joinRedactions(out, match, source, parts, options));
    return out;
}

} // namespace oxseal
