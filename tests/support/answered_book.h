// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/zip_parts.h"
#include "storage/packet/zip_format.h"
#include "storage/packet/zip_writer.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::test {

inline constexpr const char* kFirstSheet = "xl/worksheets/sheet1.xml";

inline std::string bytesOf(const std::filesystem::path& file)
{
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(bytes).str();
}

inline std::string sheetXml(const std::string& book)
{
    const auto parts = ZipParts::open(asBytes(book)).value();
    return parts.whole(kFirstSheet, 1 << 24).value();
}

/// The workbook with its first sheet's XML changed, as whoever answers it (or tampers with it) would.
inline std::string edited(const std::string& book, const std::vector<std::pair<std::string, std::string>>& changes)
{
    const auto parts = ZipParts::open(asBytes(book)).value();
    std::string out;
    std::vector<zip::Entry> entries;
    for (const std::string& name : parts.names()) {
        std::string text = parts.whole(name, 1 << 24).value();
        for (const auto& [before, after] : changes) {
            if (name != kFirstSheet)
                continue;
            const std::size_t at = text.find(before);
            if (at == std::string::npos)
                return "no " + before;
            text.replace(at, before.size(), after);
        }
        zip::Entry entry{name, text.size(), crc32(asBytes(text)), out.size()};
        out += zip::localHeader(entry) + text;
        entries.push_back(entry);
    }
    const std::uint64_t start = out.size();
    for (const auto& entry : entries)
        out += zip::centralHeader(entry);
    return out + zip::endRecords(entries.size(), start, out.size() - start);
}

/// An empty cell becomes one with this XML inside.
inline std::pair<std::string, std::string> cellChange(const std::string& book, const std::string& cell, const std::string& xml)
{
    const std::string text = sheetXml(book);
    const std::size_t at = text.find("<c r=\"" + cell + "\"");
    return {text.substr(at, text.find("/>", at) + 2 - at), "<c r=\"" + cell + "\" t=\"inlineStr\">" + xml + "</c>"};
}

inline std::string answeredBook(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& cells)
{
    const std::string book = bytesOf(file);
    std::vector<std::pair<std::string, std::string>> changes;
    for (const auto& [cell, words] : cells)
        changes.push_back(cellChange(book, cell, "<is><t>" + words + "</t></is>"));
    return edited(book, changes);
}

} // namespace oxseal::test
