// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_part.h"

#include "models/core/text.h"
#include "storage/import/notation.h"
#include "storage/import/unix_files.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

constexpr std::size_t kMostValues = 25; ///< listed of one column

/// The order of a column's days, from the call, the profile, or the values themselves.
DateOrder orderOf(const ProfileColumn& column, const std::string& header, const TextColumn& cells, const TableOptions& options, ImportReport& report)
{
    if (options.dates != DateOrder::Auto)
        return options.dates;
    switch (column.dates) {
    case ProfileDates::YearFirst: return DateOrder::YearFirst;
    case ProfileDates::MonthFirst: return DateOrder::MonthFirst;
    case ProfileDates::DayFirst: return DateOrder::DayFirst;
    case ProfileDates::EpochSeconds:
    case ProfileDates::EpochMilliseconds: return DateOrder::YearFirst;
    case ProfileDates::Auto: break;
    }
    NotationEvidence evidence;
    for (const auto word : cells.dictionary())
        weighDate(word, evidence);
    return orderFrom(evidence, header, report);
}

/// Each distinct value is understood once; those without a meaning are listed with their first line and number.
TextColumn canonical(const FoundColumn& found, const TextColumn& cells, const ProfilePart& part, const TableOptions& options, ImportReport& report)
{
    const DateOrder order = found.column->value == ProfileValue::Day ? orderOf(*found.column, found.header, cells, options, report) : DateOrder::Auto;
    std::vector<std::string> words;
    std::vector<bool> outside;
    for (const auto word : cells.dictionary()) {
        bool strange = false;
        words.push_back(canonicalCell(*found.column, word, order, strange));
        outside.push_back(strange);
    }
    TextColumn out;
    out.reserve(cells.size());
    std::vector<std::uint64_t> count(words.size(), 0);
    std::vector<std::uint64_t> first(words.size(), 0);
    for (std::size_t row = 0; row < cells.size(); ++row) {
        const auto code = cells.code(row);
        out.append(words[code]);
        if (outside[code] && ++count[code] == 1)
            first[code] = row < part.lines.size() ? part.lines[row] : 0;
    }
    std::size_t listed = 0;
    std::uint64_t more = 0;
    for (std::size_t code = 0; code < words.size(); ++code) {
        if (count[code] == 0)
            continue;
        if (++listed <= kMostValues)
            report.warn(found.column->value == ProfileValue::Text ? "import.warn.profile_word" : "import.warn.profile_value",
                {found.header, beginning(cells.dictionary()[code], 80), std::to_string(count[code])}, first[code]);
        else
            more += count[code];
    }
    if (more > 0)
        report.warn("import.warn.profile_values_more", {found.header, std::to_string(listed - kMostValues), std::to_string(more)});
    return out;
}

void makeCanonical(ProfilePart& part, Table raw, const TableOptions& options)
{
    std::vector<Column> columns;
    for (const auto& found : part.evidence.found) {
        const auto* cells = raw.text(found.column->key);
        if (cells != nullptr)
            columns.push_back({found.column->key, canonical(found, *cells, part, options, part.report)});
    }
    part.table = Table(std::move(columns));
}

std::map<std::size_t, SensitiveClass> declaredColumns(const ProfileFile& file, const std::vector<std::string>& header)
{
    std::map<std::size_t, SensitiveClass> out;
    for (std::size_t i = 0; i < header.size(); ++i) {
        for (const auto& sensitive : file.sensitive) {
            if (std::any_of(sensitive.headers.begin(), sensitive.headers.end(),
                    [&](const auto& one) { return headerKey(one) == headerKey(header[i]); }))
                out[i] = sensitive.sensitive;
        }
    }
    return out;
}

Result<Redaction> redactTable(const ProfilePart& part, const PartText& text, const SensitivePolicy& policy)
{
    SensitiveScan scan;
    scan.dialect = text.table.dialect;
    scan.headerLine = part.evidence.headerLine;
    scan.declared = declaredColumns(*part.file, part.evidence.header);
    for (const auto& found : part.evidence.found)
        scan.wanted.push_back(found.index);
    return redact(text.table.text.view, scan, policy);
}

/// Ruler (aligned output only) and count of psql were rejected as rows that are too short; they are none. The count proves
/// completeness.
void settleFrame(ProfilePart& part, std::string_view text)
{
    std::uint64_t line = 0;
    std::optional<std::uint64_t> counted;
    std::set<std::uint64_t> frame;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view one = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
        const bool ruler = one.size() >= 3 && one.find_first_not_of("-+") == std::string_view::npos;
        const auto space = one.find(' ');
        std::int64_t rows = 0;
        const bool count = one.size() > 6 && one.front() == '(' && one.back() == ')' && space != std::string_view::npos
            && one.substr(space + 1, 3) == "row" && parseInteger(one.substr(1, space - 1), rows);
        if (ruler || count)
            frame.insert(line);
        if (count)
            counted = static_cast<std::uint64_t>(rows);
    }
    auto& report = part.report;
    const auto isFrame = [&](const Rejection& row) { return frame.count(row.row) != 0; };
    for (const auto& row : report.rejected) {
        if (isFrame(row))
            report.ignore("import.rule.psql_frame", row.row);
    }
    const auto kept = std::remove_if(report.rejected.begin(), report.rejected.end(), isFrame);
    report.rejectedRows -= static_cast<std::uint64_t>(report.rejected.end() - kept);
    report.rejected.erase(kept, report.rejected.end());
    if (counted && *counted != report.accepted + report.rejectedRows)
        report.warn("import.warn.psql_count", {std::to_string(*counted), std::to_string(report.accepted + report.rejectedRows)});
}

Status readTablePart(ProfilePart& part, const PartText& text, const TableOptions& options, const SensitivePolicy& policy)
{
    TableOptions reading = options;
    reading.dialect = text.table.dialect;
    reading.keepLines = true;
    reading.map.clear();
    std::vector<ColumnSpec> specs;
    for (const auto& found : part.evidence.found) {
        specs.push_back({found.column->key, {}, ColumnType::Text, true, found.column->filled});
        reading.map[found.column->key] = found.header;
    }
    OXSEAL_TRY(part.redaction, redactTable(part, text, policy));
    const std::string_view body = part.redaction.any() ? std::string_view(part.redaction.bytes) : text.table.text.view;
    OpenedTable opened;
    static_cast<TableText&>(opened) = {};
    opened.text.view = body;
    opened.text.encoding = text.table.text.encoding;
    opened.dialect = text.table.dialect;
    opened.sheet = text.table.sheet;
    OXSEAL_TRY(opened.plan, planTable(body, opened.dialect, specs, reading, opened.report));
    OXSEAL_TRY(TableRead read, readCsvTable(opened, reading));
    part.report.add(read.report);
    part.lines = std::move(read.lines);
    if (text.psql || (text.table.sheet.empty() && text.table.dialect.delimiter == '|'))
        settleFrame(part, body);
    makeCanonical(part, std::move(read.table), options);
    return {};
}

Status readUnixPart(ProfilePart& part, const PartText& text, const TableOptions& options, const SensitivePolicy& policy)
{
    std::string_view body = text.table.text.view;
    if (part.file->layout == ProfileLayout::Passwd || part.file->layout == ProfileLayout::Group) {
        SensitiveScan scan;
        scan.dialect = {':', false, '\0'};
        scan.header = false;
        OXSEAL_TRY(part.redaction, redact(body, scan, policy));
        if (part.redaction.any())
            body = part.redaction.bytes;
    }
    UnixRows rows = readUnixFile(part.file->layout, body);
    const auto& names = unixColumns(part.file->layout);
    std::vector<Column> columns;
    for (const auto& column : part.file->columns) {
        const auto place = std::find(names.begin(), names.end(), column.headers.front()) - names.begin();
        TextColumn cells;
        for (const auto& row : rows.rows)
            cells.append(static_cast<std::size_t>(place) < row.size() ? row[static_cast<std::size_t>(place)] : std::string());
        columns.push_back({column.key, std::move(cells)});
    }
    part.lines = std::move(rows.lines);
    part.report.add(rows.report);
    makeCanonical(part, Table(std::move(columns)), options);
    return {};
}

std::string listed(const std::vector<const ProfileColumn*>& columns)
{
    std::vector<std::string> names;
    for (const auto* column : columns)
        names.push_back(column->headers.front());
    return join(names, ", ");
}

/// Headers the profile does not know: one of them may be the missing column under another name.
std::string listedExtra(const FileEvidence& evidence)
{
    const std::string extra = beginning(join(evidence.extra, ", "), 400);
    return extra.empty() ? "-" : extra;
}

} // namespace

Result<ProfilePart> readProfilePart(
    const ProfileFile& file, const SourcePart& part, const TableOptions& options, const SensitivePolicy& policy)
{
    ProfilePart out;
    out.file = &file;
    out.name = part.name;
    OXSEAL_TRY(const PartText text, openPart(part, options));
    out.evidence = evidenceFor(file, part, text, options);
    if (!out.evidence.missing.empty())
        return fail(kProfileMissing, part.name, {file.report, listed(out.evidence.missing), listedExtra(out.evidence)});
    if (!out.evidence.twice.empty())
        return fail(kProfileTwice, part.name, {file.report, join(out.evidence.twice, ", ")});
    out.encoding = text.table.text.encoding;
    out.sheet = text.table.sheet;
    if (!policy.kept)
        out.beside = text.table.beside;
    out.report = text.report;
    const bool table = file.layout == ProfileLayout::Table;
    out.format = !table ? "unix" : text.psql ? "psql" : name(text.table.format);
    OXSEAL_CHECK(table ? readTablePart(out, text, options, policy) : readUnixPart(out, text, options, policy));
    const auto placed = [&part](const std::string& header, std::size_t column) {
        return part.name + ": " + (header.empty() ? std::to_string(column + 1) : header);
    };
    for (auto& column : out.redaction.columns)
        column.header = part.name.empty() ? column.header : placed(column.header, column.column);
    for (auto& cell : out.redaction.cells)
        cell.header = part.name.empty() ? cell.header : cell.aboveHeader ? part.name : placed(cell.header, cell.column);
    return out;
}

} // namespace oxseal
