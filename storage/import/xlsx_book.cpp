// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/xlsx_book.h"

#include "models/core/text.h"
#include "storage/import/xml_scanner.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace oxseal {
namespace {

constexpr std::uint64_t kMostStructure = 64ULL << 20; ///< bytes of workbook, relations and styles
constexpr std::uint64_t kMostStrings = 1ULL << 30;
constexpr std::size_t kMostSheets = 10'000;

using Token = XmlScanner::Token;

/// Walks a part that fits into memory: `start` and `end` are told of each element.
template <class Start, class End>
Status walk(const ZipParts& parts, const std::string& part, Start start, End end)
{
    OXSEAL_TRY(const std::string text, parts.whole(part, kMostStructure));
    if (!isValidUtf8(text))
        return fail(kXlsxDamaged, part, {part, "it is not UTF-8"});
    std::string_view rest = text;
    XmlScanner xml([&rest] { return std::exchange(rest, {}); });
    for (;;) {
        switch (xml.next()) {
        case Token::Start: start(xml); break;
        case Token::End: end(xml); break;
        case Token::Text: break;
        case Token::Done: return {};
        case Token::Broken: return fail(kXlsxDamaged, part, {part, xml.problem()});
        }
    }
}

struct Relation
{
    std::string type; ///< its last word: "worksheet", "styles" …
    std::string target; ///< a part's key
};

std::string folderOf(const std::string& part)
{
    const auto slash = part.rfind('/');
    return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

/// %20 and its like.
std::string unescapedTarget(std::string_view target)
{
    std::string out;
    for (std::size_t i = 0; i < target.size(); ++i) {
        unsigned byte = 0;
        if (target[i] == '%' && i + 2 < target.size()
            && std::from_chars(target.data() + i + 1, target.data() + i + 3, byte, 16).ptr == target.data() + i + 3) {
            out.push_back(static_cast<char>(byte));
            i += 2;
        } else {
            out.push_back(target[i]);
        }
    }
    return out;
}

/// A target as written: absolute, or relative to the folder of the part that names it, with "..".
std::string resolved(const std::string& folder, std::string_view target)
{
    const std::string path = unescapedTarget(target);
    std::vector<std::string> steps;
    for (const auto& step : split(!path.empty() && path.front() == '/' ? path : folder + path, '/')) {
        if (step == ".." && !steps.empty())
            steps.pop_back();
        else if (!step.empty() && step != "." && step != "..")
            steps.push_back(step);
    }
    return ZipParts::key(join(steps, "/"));
}

/// Relations of a part by their id; none when the part has no relations.
Result<std::map<std::string, Relation>> relationsOf(const ZipParts& parts, const std::string& part)
{
    std::map<std::string, Relation> out;
    const std::string folder = folderOf(part);
    const std::string file = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!parts.has(file))
        return out;
    OXSEAL_CHECK(walk(
        parts, file,
        [&](const XmlScanner& xml) {
            if (xml.name() != "Relationship" || equalsIgnoringCase(xml.attribute("TargetMode").value_or(""), "External"))
                return;
            const std::string type = xml.attributeText("Type");
            out[xml.attributeText("Id")] = {type.substr(type.rfind('/') + 1), resolved(folder, xml.attributeText("Target"))};
        },
        [](const XmlScanner&) {}));
    return out;
}

Result<std::string> workbookPart(const ZipParts& parts)
{
    OXSEAL_TRY(const auto roots, relationsOf(parts, ""));
    for (const auto& [id, relation] : roots) {
        if (relation.type == "officeDocument")
            return relation.target;
    }
    if (parts.has("xl/workbook.xml"))
        return std::string("xl/workbook.xml");
    if (!parts.has("_rels/.rels") && !parts.has("[Content_Types].xml"))
        return fail(kXlsxNone);
    return fail(kXlsxDamaged, {}, {"_rels/.rels", "it names no workbook"});
}

unsigned numberOf(std::string_view text, unsigned fallback)
{
    unsigned value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && !text.empty() ? value : fallback;
}

Status readStyles(const ZipParts& parts, const std::string& part, std::vector<NumberStyle>& styles)
{
    std::map<unsigned, NumberStyle> written;
    bool inCells = false;
    return walk(
        parts, part,
        [&](const XmlScanner& xml) {
            if (xml.name() == "numFmt") {
                const std::string code = xml.attributeText("formatCode");
                written[numberOf(xml.attribute("numFmtId").value_or(""), 0)] = {kindOfFormat(code), zerosOfFormat(code)};
            } else if (xml.name() == "cellXfs") {
                inCells = true;
            } else if (inCells && xml.name() == "xf") {
                const unsigned id = numberOf(xml.attribute("numFmtId").value_or(""), 0);
                const auto own = written.find(id);
                styles.push_back(own != written.end() ? own->second : NumberStyle{builtInKind(id).value_or(NumberKind::Number), 0});
            }
        },
        [&](const XmlScanner& xml) { inCells = inCells && xml.name() != "cellXfs"; });
}

Status readStrings(const ZipParts& parts, const std::string& part, SharedStrings& strings)
{
    PartStream stream(parts, part);
    std::uint64_t read = 0;
    XmlScanner xml([&] {
        const auto chunk = stream.next();
        read += chunk.size();
        return read > kMostStrings ? std::string_view() : chunk;
    });
    bool text = false;
    int phonetic = 0; // how it is pronounced is not part of a text
    std::string raw;
    for (;;) {
        const Token token = xml.next();
        if (token == Token::Broken) {
            if (stream.error())
                return tl::unexpected<Error>(*stream.error());
            return fail(kXlsxDamaged, part, {part, read > kMostStrings ? "it is too large" : xml.problem()});
        }
        if (token == Token::Done)
            break;
        if (token == Token::Start) {
            if (xml.name() == "si")
                strings.begin();
            else if (xml.name() == "rPh")
                ++phonetic;
            text = xml.name() == "t" && phonetic == 0 && strings.size() > 0;
        } else if (token == Token::End) {
            if (text)
                appendCellText(raw, strings.text());
            raw.clear();
            text = false;
            phonetic -= xml.name() == "rPh" ? 1 : 0;
        } else if (text && !xml.appendText(raw)) {
            return fail(kXlsxDamaged, part, {part, "it has an unknown entity"});
        }
    }
    if (!isValidUtf8(strings.text()))
        return fail(kXlsxDamaged, part, {part, "it is not UTF-8"});
    return {};
}

bool isTrue(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

} // namespace

void appendCellText(std::string_view raw, std::string& out)
{
    for (;;) {
        const auto mark = raw.find("_x");
        out.append(raw.substr(0, mark));
        if (mark == std::string_view::npos)
            return;
        raw.remove_prefix(mark);
        unsigned code = 0;
        const bool escape = raw.size() >= 7 && raw[6] == '_'
            && std::from_chars(raw.data() + 2, raw.data() + 6, code, 16).ptr == raw.data() + 6 && appendUtf8(code, out);
        if (!escape)
            out.append(raw.substr(0, 2));
        raw.remove_prefix(escape ? 7 : 2);
    }
}

Result<XlsxBook> XlsxBook::open(const ZipParts& parts)
{
    OXSEAL_TRY(const std::string workbook, workbookPart(parts));
    OXSEAL_TRY(const auto relations, relationsOf(parts, workbook));
    XlsxBook book;
    OXSEAL_CHECK(walk(
        parts, workbook,
        [&](const XmlScanner& xml) {
            if (xml.name() == "workbookPr")
                book.from1904 = isTrue(xml.attribute("date1904").value_or(""));
            if (xml.name() != "sheet" || book.sheets.size() >= kMostSheets)
                return;
            const auto relation = relations.find(xml.attributeText("id"));
            if (relation != relations.end() && relation->second.type == "worksheet")
                book.sheets.push_back({xml.attributeText("name"), relation->second.target, xml.attribute("state").value_or("visible") != "visible"});
        },
        [](const XmlScanner&) {}));
    for (const auto& [id, relation] : relations) {
        if (relation.type == "styles" && parts.has(relation.target))
            OXSEAL_CHECK(readStyles(parts, relation.target, book.styles));
        else if (relation.type == "sharedStrings" && parts.has(relation.target))
            OXSEAL_CHECK(readStrings(parts, relation.target, book.strings));
        else if (relation.type == "vbaProject")
            book.macros = true;
        else if (relation.type == "externalLink")
            ++book.externalLinks;
    }
    if (book.sheets.empty())
        return fail(kXlsxDamaged, {}, {workbook, "it has no worksheet"});
    return book;
}

} // namespace oxseal
