// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/zip_format.h"
#include "storage/packet/zip_writer.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::test {

/// A workbook put together from the XML of its parts; stored, not deflated.
class Workbook
{
public:
    /// One sheet named "Data" with these rows of XML (`<row>…</row>`).
    explicit Workbook(const std::string& rows)
    {
        part("_rels/.rels", "<Relationships><Relationship Id='r' Type='http://x/officeDocument' Target='xl/workbook.xml'/></Relationships>");
        part("xl/workbook.xml",
            "<workbook xmlns:r='rel'><workbookPr/><sheets><sheet name='Data' sheetId='1' r:id='rId1'/></sheets></workbook>");
        part("xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='rId1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>"
            "<Relationship Id='rId2' Type='http://x/styles' Target='/xl/styles.xml'/>"
            "<Relationship Id='rId3' Type='http://x/sharedStrings' Target='../xl/sharedStrings.xml'/></Relationships>");
        part("xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
            "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='22'/><xf numFmtId='4'/><xf numFmtId='46'/></cellXfs></styleSheet>");
        part("xl/sharedStrings.xml", "<sst><si><t>shared</t></si></sst>");
        part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }
    void part(const std::string& name, const std::string& text)
    {
        for (auto& [known, old] : parts_) {
            if (known == name) {
                old = text;
                return;
            }
        }
        parts_.emplace_back(name, text);
    }
    void again(const std::string& name, const std::string& text) { parts_.emplace_back(name, text); }
    [[nodiscard]] std::string bytes() const
    {
        std::string out;
        std::vector<zip::Entry> entries;
        for (const auto& [name, text] : parts_) {
            zip::Entry entry{name, text.size(), crc32(asBytes(text)), out.size()};
            out += zip::localHeader(entry);
            out += text;
            entries.push_back(entry);
        }
        const std::uint64_t start = out.size();
        for (const auto& entry : entries)
            out += zip::centralHeader(entry);
        return out + zip::endRecords(entries.size(), start, out.size() - start);
    }

private:
    std::vector<std::pair<std::string, std::string>> parts_;
};

using SheetCells = std::vector<std::vector<std::string>>;

inline std::string sheetRows(const SheetCells& cells)
{
    std::string out;
    for (const auto& row : cells) {
        out += "<row>";
        for (const auto& cell : row)
            out += "<c t='inlineStr'><is><t>" + cell + "</t></is></c>";
        out += "</row>";
    }
    return out;
}

/// A workbook of several sheets with texts that need no escape.
inline std::string workbookOf(const std::vector<std::pair<std::string, SheetCells>>& sheets)
{
    Workbook book{std::string()};
    std::string names, targets;
    for (std::size_t at = 0; at < sheets.size(); ++at) {
        const std::string number = std::to_string(at + 1);
        names += "<sheet name='" + sheets[at].first + "' sheetId='" + number + "' r:id='rId" + number + "'/>";
        targets += "<Relationship Id='rId" + number + "' Type='http://x/worksheet' Target='worksheets/sheet" + number + ".xml'/>";
        book.part("xl/worksheets/sheet" + number + ".xml", "<worksheet><sheetData>" + sheetRows(sheets[at].second) + "</sheetData></worksheet>");
    }
    book.part("xl/workbook.xml", "<workbook xmlns:r='rel'><workbookPr/><sheets>" + names + "</sheets></workbook>");
    book.part("xl/_rels/workbook.xml.rels", "<Relationships>" + targets + "</Relationships>");
    return book.bytes();
}

} // namespace oxseal::test
