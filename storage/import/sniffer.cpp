// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sniffer.h"

#include "models/core/text.h"
#include "storage/import/csv.h"
#include "storage/import/encoding.h"
#include "storage/import/import_report.h"
#include "storage/import/mt940.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace oxseal {
namespace {

constexpr std::size_t kLookedAt = 1U << 16;

constexpr std::array<std::pair<FileFormat, const char*>, 12> kNames = {{
    {FileFormat::Csv, "csv"},
    {FileFormat::Mt940, "mt940"},
    {FileFormat::Ofx, "ofx"},
    {FileFormat::Bai2, "bai2"},
    {FileFormat::Camt, "camt"},
    {FileFormat::Qif, "qif"},
    {FileFormat::Iif, "iif"},
    {FileFormat::Xlsx, "xlsx"},
    {FileFormat::Json, "json"},
    {FileFormat::OldExcel, "xls"},
    {FileFormat::Pdf, "pdf"},
    {FileFormat::Unknown, "unknown"},
}};

bool startsWith(std::string_view text, std::string_view mark) { return text.substr(0, mark.size()) == mark; }

bool hasMt940Tags(std::string_view text)
{
    if (mt940Marked(text))
        return true;
    for (std::size_t at = 0; at < text.size();) {
        if (mt940TagAt(text.substr(at, 6)))
            return true;
        const auto end = text.find_first_of("\r\n", at);
        if (end == std::string_view::npos)
            return false;
        at = end + 1;
    }
    return false;
}

/// BAI2: a file header record, then a group header.
bool looksLikeBai2(std::string_view text)
{
    if (!startsWith(text, "01,"))
        return false;
    const auto end = text.find_first_of("/\r\n");
    return end != std::string_view::npos && startsWith(trimmed(text.substr(text[end] == '/' ? end + 1 : end)), "02,");
}

/// An object, or a list of such; a text in brackets is neither.
bool looksLikeJson(std::string_view text)
{
    const std::string_view inner = text.empty() ? text : trimmed(text.substr(1));
    if (inner.empty())
        return false;
    return text.front() == '{' ? inner.front() == '"' || inner.front() == '}' : text.front() == '[' && (inner.front() == '{' || inner.front() == ']');
}

FileFormat ofText(std::string_view text)
{
    text = trimmed(text);
    const std::string head = lowerAscii(text.substr(0, 8192));
    if (startsWith(head, "ofxheader") || head.find("<?ofx") != std::string::npos || head.find("<ofx>") != std::string::npos
        || head.find("<ofx xmlns") != std::string::npos)
        return FileFormat::Ofx;
    if (startsWith(head, "<") && (head.find("camt.05") != std::string::npos || head.find("bktocstm") != std::string::npos))
        return FileFormat::Camt;
    if (startsWith(head, "#") && (head.find("\n!type:") != std::string::npos || head.find("\n!account") != std::string::npos
            || head.find("\n!option:") != std::string::npos))
        return FileFormat::Qif;
    if (startsWith(head, "!type:") || startsWith(head, "!account") || startsWith(head, "!option:") || startsWith(head, "!clear:"))
        return FileFormat::Qif;
    if (startsWith(head, "!") && head.find('\t') < head.find_first_of("\r\n"))
        return FileFormat::Iif;
    if (looksLikeBai2(text))
        return FileFormat::Bai2;
    if (hasMt940Tags(text))
        return FileFormat::Mt940;
    if (looksLikeJson(text))
        return FileFormat::Json;
    if (text.empty() || startsWith(text, "<") || startsWith(text, "{"))
        return FileFormat::Unknown;
    CsvReader reader(text, sniffDialect(text));
    std::vector<std::string_view> cells;
    bool table = false;
    for (int i = 0; i < 20 && !table && reader.next(cells); ++i)
        table = cells.size() > 1;
    return table ? FileFormat::Csv : FileFormat::Unknown;
}

/// Whether one of the lines where a header is looked for has more cells than any table has.
bool tooWide(std::string_view text)
{
    constexpr int kLines = 40;
    constexpr std::ptrdiff_t kMostCells = 50'000;
    for (int line = 0; line < kLines && !text.empty(); ++line) {
        const auto end = text.find_first_of("\r\n");
        const auto one = text.substr(0, end);
        for (const char delimiter : {',', ';', '\t', '|'}) {
            if (std::count(one.begin(), one.end(), delimiter) >= kMostCells)
                return true;
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return false;
}

/// What a format that cannot be read is called in a sentence.
std::string described(FileFormat format)
{
    return format == FileFormat::OldExcel ? "an Excel workbook in the old binary form, or one under a password" : "a PDF document";
}

} // namespace

const char* name(FileFormat format) noexcept
{
    for (const auto& [value, text] : kNames) {
        if (value == format)
            return text;
    }
    return "unknown";
}

FileFormat formatNamed(std::string_view text) noexcept
{
    for (const auto& [value, known] : kNames) {
        if (equalsIgnoringCase(text, known))
            return value;
    }
    return equalsIgnoringCase(text, "qfx") ? FileFormat::Ofx : FileFormat::Unknown;
}

bool isReadable(FileFormat format) noexcept
{
    return format != FileFormat::OldExcel && format != FileFormat::Pdf && format != FileFormat::Unknown;
}

FileFormat sniffFormat(ByteView bytes)
{
    // An even number of bytes, so that UTF-16 is not cut in the middle of a unit.
    const ByteView head = bytes.size() <= kLookedAt ? bytes : bytes.first(kLookedAt);
    const std::string_view raw = asText(head);
    if (startsWith(raw, std::string_view("PK\x03\x04", 4)))
        return FileFormat::Xlsx;
    if (startsWith(raw, "\xD0\xCF\x11\xE0"))
        return FileFormat::OldExcel;
    if (startsWith(raw, "%PDF-"))
        return FileFormat::Pdf;
    const auto text = decodeText(head);
    return text ? ofText(text->view) : FileFormat::Unknown;
}

Result<FileFormat> formatOf(ByteView bytes, std::string_view forced)
{
    if (bytes.empty())
        return fail(kImportEmpty);
    const FileFormat format = forced.empty() ? sniffFormat(bytes) : formatNamed(forced);
    if (format == FileFormat::Csv && tooWide(asText(bytes)))
        return fail(kImportTooWide);
    if (isReadable(format))
        return format;
    if (format != FileFormat::Unknown)
        return fail(kImportLaterFormat, {}, {described(format)});
    const auto text = decodeText(bytes.first(std::min<std::size_t>(bytes.size(), kLookedAt)));
    if (!text)
        return failWith(text);
    return fail(kImportUnknownFormat, {}, {std::string(forced)});
}

} // namespace oxseal
