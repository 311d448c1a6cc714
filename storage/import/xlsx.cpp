// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/xlsx.h"

#include "models/core/text.h"
#include "storage/import/xlsx_sheet.h"

#include <algorithm>
#include <array>
#include <utility>

namespace oxseal {
namespace {

std::string namesOf(const std::vector<const XlsxSheetEntry*>& sheets)
{
    std::vector<std::string> names;
    for (const auto* sheet : sheets)
        names.push_back(sheet->name);
    return beginning(join(names, ", "), 400);
}

/// What a reader of one sheet should know about the rest of the workbook.
void addBookWarnings(const XlsxBook& book, XlsxSheet& sheet)
{
    std::vector<const XlsxSheetEntry*> visible;
    std::vector<const XlsxSheetEntry*> hidden;
    for (const auto& entry : book.sheets) {
        if (entry.name == sheet.name && entry.hidden)
            sheet.warnings.push_back({"import.warn.xlsx_hidden_sheet", {entry.name}, 0});
        if (entry.name != sheet.name)
            (entry.hidden ? hidden : visible).push_back(&entry);
    }
    if (!visible.empty())
        sheet.warnings.push_back({"import.warn.xlsx_other_sheets", {sheet.name, namesOf(visible)}, 0});
    if (!hidden.empty())
        sheet.warnings.push_back({"import.warn.xlsx_hidden_sheets", {namesOf(hidden)}, 0});
    if (book.macros)
        sheet.warnings.push_back({"import.warn.xlsx_macros", {}, 0});
    if (book.externalLinks > 0)
        sheet.warnings.push_back({"import.warn.xlsx_links", {std::to_string(book.externalLinks)}, 0});
}

} // namespace

Result<XlsxFile> XlsxFile::open(ByteView bytes)
{
    XlsxFile file;
    OXSEAL_TRY(file.parts_, ZipParts::open(bytes));
    OXSEAL_TRY(file.book_, XlsxBook::open(file.parts_));
    return file;
}

Result<XlsxSheet> XlsxFile::read(const XlsxSheetEntry& sheet, const XlsxOptions& options) const
{
    if (!parts_.has(sheet.part))
        return fail(kXlsxDamaged, sheet.name, {sheet.part, "it is missing"});
    return readSheet(parts_, book_, sheet, options);
}

std::vector<std::string> XlsxFile::beside(const std::string& sheet) const
{
    std::vector<std::string> out;
    for (const auto& entry : book_.sheets) {
        if (entry.name != sheet)
            out.push_back(entry.name);
    }
    constexpr std::array<std::pair<const char*, const char*>, 8> kPlaces = {{{"xl/comments", "(comments)"}, {"xl/threadedcomments/", "(comments)"},
        {"xl/pivotcache/", "(pivot caches)"}, {"xl/embeddings/", "(embedded files)"}, {"xl/externallinks/", "(values of other files)"},
        {"xl/chartsheets/", "(charts)"}, {"xl/charts/", "(charts)"}, {"xl/model/", "(data model)"}}};
    for (const auto& [folder, words] : kPlaces) {
        if (parts_.countUnder(folder) > 0 && std::find(out.begin(), out.end(), words) == out.end())
            out.emplace_back(words);
    }
    return out;
}

Result<XlsxSheet> readXlsx(ByteView bytes, const XlsxOptions& options)
{
    OXSEAL_TRY(const XlsxFile file, XlsxFile::open(bytes));
    const auto& sheets = file.book().sheets;
    std::optional<XlsxSheet> chosen;
    for (const auto& sheet : sheets) {
        const bool wanted = options.sheet.empty() ? !sheet.hidden : sheet.name == options.sheet;
        if (!wanted)
            continue;
        OXSEAL_TRY(auto read, file.read(sheet, options));
        const bool filled = read.rows > 0;
        if (!chosen || filled)
            chosen = std::move(read);
        if (filled)
            break;
    }
    if (!chosen) {
        std::vector<const XlsxSheetEntry*> all;
        for (const auto& sheet : sheets)
            all.push_back(&sheet);
        return fail(kXlsxNoSuchSheet, {}, {options.sheet, namesOf(all)});
    }
    addBookWarnings(file.book(), *chosen);
    chosen->beside = file.beside(chosen->name);
    return std::move(*chosen);
}

} // namespace oxseal
