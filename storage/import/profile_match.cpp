// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_match.h"

#include "models/core/text.h"
#include "storage/import/cell_values.h"
#include "storage/import/json_table.h"
#include "storage/import/sniffer.h"
#include "storage/import/unix_files.h"
#include "storage/import/xlsx.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace oxseal {
namespace {

constexpr int kHeaderSearch = 20;
constexpr std::size_t kRowsLooked = 200;
constexpr std::size_t kMostSheets = 12; ///< each is opened for its header; a workbook of more is none of reports

/// "----+-----" under the header, as psql aligns its output; "-[ RECORD 1 ]" is another form and not a table.
bool isRuler(std::string_view line)
{
    line = trimmed(line);
    return line.size() >= 3 && line.find_first_not_of("-+") == std::string_view::npos && line.find('+') != std::string_view::npos;
}

bool looksLikePsql(std::string_view text)
{
    for (int line = 0; line < 3; ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (line > 0 && isRuler(text.substr(0, end)))
            return true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

std::string number(std::int64_t days)
{
    return Day{static_cast<std::int32_t>(days)}.iso();
}

std::string dayOf(const ProfileColumn& column, std::string_view cell, DateOrder order, bool& outside)
{
    std::int64_t count = 0;
    const bool epoch = column.dates == ProfileDates::EpochSeconds || column.dates == ProfileDates::EpochMilliseconds;
    if (epoch && parseInteger(cell, count)) {
        const std::int64_t second = column.dates == ProfileDates::EpochMilliseconds ? count / 1000 : count;
        if (second > 0 && second < 253'402'300'800) // year 10000
            return number(second / 86'400);
        outside = count != 0; // 0 is how systems of this kind write "never"
        return {};
    }
    const auto day = parseDay(cell, order);
    outside = !day;
    return day ? day->iso() : std::string();
}

std::size_t placeOf(const std::vector<std::string>& keys, const std::string& key, bool& twice)
{
    const auto found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end())
        return keys.size();
    twice = std::find(found + 1, keys.end(), key) != keys.end();
    return static_cast<std::size_t>(found - keys.begin());
}

/// The columns of a report in one record taken as the header.
FileEvidence inHeader(const ProfileFile& file, const std::vector<std::string_view>& cells, const TableOptions& options)
{
    FileEvidence out;
    out.file = &file;
    std::vector<std::string> keys;
    for (const auto cell : cells) {
        out.header.emplace_back(trimmed(cell));
        keys.push_back(headerKey(cell));
    }
    std::set<std::size_t> used;
    for (const auto& column : file.columns) {
        std::vector<std::string> names = column.headers;
        // A person's own mapping beats the profile's names.
        if (const auto mapped = options.map.find(column.key); mapped != options.map.end())
            names = {mapped->second};
        std::size_t place = keys.size();
        bool twice = false;
        for (std::size_t n = 0; n < names.size() && place == keys.size(); ++n)
            place = placeOf(keys, headerKey(names[n]), twice);
        if (place == keys.size() || used.count(place) != 0) {
            (column.required ? out.missing : out.absent).push_back(&column);
            continue;
        }
        used.insert(place);
        if (twice)
            out.twice.push_back(out.header[place]);
        out.found.push_back({&column, out.header[place], place});
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (used.count(i) == 0)
            out.extra.push_back(out.header[i]);
    }
    return out;
}

/// The values of the first rows that have no meaning; a column whose days do not show their order says nothing here.
void lookAtValues(FileEvidence& out, CsvReader& reader)
{
    std::set<std::pair<std::string, std::string>> seen;
    std::map<const ProfileColumn*, std::pair<std::set<std::string>, std::set<std::string>>> telling; // in the map, outside
    std::vector<std::string_view> cells;
    while (out.rows < kRowsLooked && reader.next(cells)) {
        if (cells.size() < out.header.size())
            continue;
        ++out.rows;
        for (const auto& found : out.found) {
            if (found.index >= cells.size())
                continue;
            bool outside = false;
            (void)canonicalCell(*found.column, cells[found.index], DateOrder::MonthFirst, outside);
            bool otherwise = outside;
            if (outside && found.column->value == ProfileValue::Day)
                (void)canonicalCell(*found.column, cells[found.index], DateOrder::DayFirst, otherwise);
            std::string value = beginning(trimmed(cells[found.index]));
            if (found.column->tells && !value.empty())
                (outside ? telling[found.column].second : telling[found.column].first).insert(lowerAscii(value));
            if (otherwise && seen.emplace(found.header, value).second)
                out.outside.push_back({found.header, std::move(value), reader.line()});
        }
    }
    for (const auto& [column, values] : telling) {
        if (values.first.size() < values.second.size())
            out.unlike.push_back(column);
    }
}

/// The record that names all required columns; where none does, the one that names most.
FileEvidence inTable(const ProfileFile& file, const PartText& text, const TableOptions& options)
{
    CsvReader reader(text.table.text.view, text.table.dialect);
    std::vector<std::string_view> cells;
    FileEvidence best;
    best.file = &file;
    best.header = {std::string()};
    for (const auto& column : file.columns)
        (column.required ? best.missing : best.absent).push_back(&column);
    for (int tried = 0; tried < kHeaderSearch && reader.next(cells); ++tried) {
        FileEvidence one = inHeader(file, cells, options);
        one.headerLine = reader.line();
        const bool all = one.missing.empty() && !one.found.empty();
        if (all || one.found.size() > best.found.size())
            best = std::move(one);
        if (all) {
            lookAtValues(best, reader);
            break;
        }
    }
    return best;
}

bool better(const FileEvidence& a, const FileEvidence& b)
{
    if (a.complete() != b.complete())
        return a.complete();
    if (a.found.size() != b.found.size())
        return a.found.size() > b.found.size();
    return a.missing.size() < b.missing.size();
}

/// The report of the profile that a part fits best; nullopt when it fits none at all.
std::optional<FileEvidence> bestFile(
    const SourceProfile& profile, const SourcePart& part, const PartText& text, const TableOptions& options)
{
    std::optional<FileEvidence> best;
    for (const auto& file : profile.files) {
        FileEvidence one = evidenceFor(file, part, text, options);
        if (one.found.empty())
            continue;
        if (!best || better(one, *best))
            best = std::move(one);
    }
    return best;
}

/// A sheet is a report when it has all that the report needs. One that has less is taken for it only when no other sheet is
/// that report, so that what it lacks can be said.
std::set<std::size_t> sheetsTaken(const std::vector<std::optional<FileEvidence>>& found)
{
    std::set<std::size_t> taken;
    std::set<const ProfileFile*> there;
    for (std::size_t at = 0; at < found.size(); ++at) {
        if (found[at] && found[at]->complete()) {
            taken.insert(at);
            there.insert(found[at]->file);
        }
    }
    for (std::size_t at = 0; at < found.size(); ++at) {
        if (found[at] && found[at]->found.size() > 1 && there.insert(found[at]->file).second)
            taken.insert(at);
    }
    return taken;
}

ProfileCandidate match(const SourceProfile& profile, const std::vector<SourcePart>& parts, const std::vector<PartText>& texts,
    const TableOptions& options)
{
    ProfileCandidate out;
    out.profile = &profile;
    std::vector<std::optional<FileEvidence>> best;
    for (std::size_t p = 0; p < parts.size(); ++p)
        best.push_back(bestFile(profile, parts[p], texts[p], options));
    const std::set<std::size_t> sheets = sheetsTaken(best);
    std::set<const ProfileFile*> there;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        auto& evidence = best[p];
        if (!parts[p].sheet.empty() && !sheets.contains(p)) {
            out.leftOut.push_back(parts[p].name);
            continue;
        }
        if (!evidence) {
            out.strangers.push_back(parts[p].name);
            continue;
        }
        out.parts.push_back(parts[p]);
        there.insert(evidence->file);
        out.recognised += evidence->found.size();
        out.columns += evidence->file->columns.size();
        out.outside += evidence->outside.size();
        out.files.push_back(std::move(*evidence));
    }
    for (const auto& file : profile.files) {
        if (file.required && there.count(&file) == 0)
            out.lacking.push_back(&file);
    }
    return out;
}

Result<std::vector<PartText>> openAll(const std::vector<SourcePart>& parts, const TableOptions& options, std::uint64_t mostRows)
{
    std::vector<PartText> texts;
    for (const auto& part : parts) {
        OXSEAL_TRY(PartText text, openPart(part, options, mostRows));
        if (looksLikeUnixFile(ProfileLayout::Shadow, text.table.text.view))
            return fail(kSensitiveRefused, part.name, {name(SensitiveClass::PasswordHash)});
        texts.push_back(std::move(text));
    }
    return texts;
}

} // namespace

Result<SourceParts> sourceParts(ByteView bytes, const TableOptions& options)
{
    SourceParts out;
    if (looksLikeBundle(bytes)) {
        OXSEAL_TRY(out.entries, openBundle(bytes));
        for (const auto& entry : out.entries)
            out.parts.push_back({entry.name, asBytes(entry.bytes), {}});
        return out;
    }
    out.parts.push_back({{}, bytes, {}});
    const FileFormat format = sniffFormat(bytes);
    if (!options.sheet.empty() || (format != FileFormat::Xlsx && format != FileFormat::Json))
        return out;
    if (format == FileFormat::Json) {
        OXSEAL_TRY(const DecodedText text, decodeText(bytes, options.encoding));
        OXSEAL_TRY(const std::vector<std::string> lists, jsonLists(text.view));
        for (const auto& name : lists)
            out.sheets.push_back({name, bytes, name});
    } else {
        OXSEAL_TRY(const XlsxFile file, XlsxFile::open(bytes));
        for (const auto& sheet : file.book().sheets) {
            if (!sheet.hidden)
                out.sheets.push_back({sheet.name, bytes, sheet.name});
        }
    }
    if (out.sheets.size() < 2 || out.sheets.size() > kMostSheets)
        out.sheets.clear();
    return out;
}

Result<PartText> openPart(const SourcePart& part, const TableOptions& options, std::uint64_t mostRows)
{
    PartText out;
    TableOptions reading = options;
    if (!part.sheet.empty())
        reading.sheet = part.sheet;
    auto text = openText(part.bytes, reading, out.report, mostRows);
    if (!text && text.error().place().empty())
        return tl::unexpected<Error>(Error({text.error().id(), text.error().kind()}, part.name, text.error().arguments()));
    if (!text)
        return failWith(text);
    out.table = std::move(*text);
    out.psql = out.table.sheet.empty() && looksLikePsql(out.table.text.view);
    if (out.psql)
        out.table.dialect = {'|', false, '\0'};
    return out;
}

std::string canonicalCell(const ProfileColumn& column, std::string_view cell, DateOrder order, bool& outside)
{
    outside = false;
    cell = trimmed(cell);
    const std::string lower = lowerAscii(cell);
    if (cell.empty() || std::find(column.none.begin(), column.none.end(), lower) != column.none.end())
        return {};
    const auto known = column.values.find(lower);
    if (known != column.values.end())
        return known->second;
    switch (column.value) {
    case ProfileValue::Text:
        outside = !column.values.empty();
        return std::string(cell);
    case ProfileValue::Flag: {
        if (isNoValue(cell))
            return {};
        const auto flag = column.values.empty() ? parseFlag(cell) : std::nullopt;
        outside = !flag;
        return flag && *flag != Flag::Unknown ? name(*flag) : std::string();
    }
    case ProfileValue::Day:
        return isNoValue(cell) ? std::string() : dayOf(column, cell, order, outside);
    }
    return {};
}

bool ProfileCandidate::readable() const
{
    return !files.empty() && strangers.empty()
        && std::all_of(files.begin(), files.end(), [](const FileEvidence& file) { return file.complete(); });
}

bool ProfileCandidate::proposable() const
{
    const auto isAccounts = [this](const FileEvidence& file) { return file.file->key == profile->accounts.file; };
    return readable() && (!profile->together || lacking.empty()) && std::any_of(files.begin(), files.end(), isAccounts);
}

std::int64_t ProfileCandidate::score() const
{
    std::set<std::pair<const ProfileFile*, std::string>> columnsOutside;
    for (const auto& file : files) {
        for (const auto& value : file.outside)
            columnsOutside.emplace(file.file, value.header);
    }
    return static_cast<std::int64_t>(recognised) - 2 * static_cast<std::int64_t>(columnsOutside.size());
}

FileEvidence evidenceFor(const ProfileFile& file, const SourcePart& part, const PartText& text, const TableOptions& options)
{
    FileEvidence out;
    if (file.layout == ProfileLayout::Table) {
        out = inTable(file, text, options);
    } else {
        out.file = &file;
        const bool fits = text.table.sheet.empty() && looksLikeUnixFile(file.layout, text.table.text.view);
        const auto& names = unixColumns(file.layout);
        for (const auto& column : file.columns) {
            const auto place = std::find(names.begin(), names.end(), column.headers.front());
            if (fits && place != names.end())
                out.found.push_back({&column, *place, static_cast<std::size_t>(place - names.begin())});
            else
                (column.required ? out.missing : out.absent).push_back(&column);
        }
    }
    out.part = part.name;
    return out;
}

Result<ProfileCandidate> matchProfile(
    const SourceProfile& profile, const SourceParts& source, const TableOptions& options, std::uint64_t mostRows)
{
    const auto& parts = source.of(profile);
    OXSEAL_TRY(const std::vector<PartText> texts, openAll(parts, options, mostRows));
    return match(profile, parts, texts, options);
}

Result<std::vector<ProfileCandidate>> matchProfiles(const std::vector<SourceProfile>& profiles, const SourceParts& source,
    const TableOptions& options, std::uint64_t mostRows)
{
    OXSEAL_TRY(const std::vector<PartText> texts, openAll(source.parts, options, mostRows));
    OXSEAL_TRY(const std::vector<PartText> sheets, openAll(source.sheets, options, mostRows));
    std::vector<ProfileCandidate> out;
    for (const auto& profile : profiles) {
        const auto& parts = source.of(profile);
        ProfileCandidate one = match(profile, parts, &parts == &source.sheets ? sheets : texts, options);
        // One recognised word alone says nothing.
        if (one.recognised > 1)
            out.push_back(std::move(one));
    }
    std::stable_sort(out.begin(), out.end(), [](const ProfileCandidate& a, const ProfileCandidate& b) {
        if (a.proposable() != b.proposable())
            return a.proposable();
        if (a.profile->fallback != b.profile->fallback)
            return b.profile->fallback;
        return a.score() > b.score();
    });
    return out;
}

} // namespace oxseal
