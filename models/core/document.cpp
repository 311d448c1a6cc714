// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/document.h"

#include <array>
#include <optional>
#include <string_view>

namespace oxseal {
namespace {

constexpr std::array<const char*, 3> kAligns{"left", "right", "center"};
constexpr std::array<const char*, 5> kStyles{"body", "small", "strong", "mono", "centered"};

template <class Enum, std::size_t N>
std::optional<Enum> fromName(const std::array<const char*, N>& names, std::string_view text)
{
    for (std::size_t i = 0; i < N; ++i)
        if (text == names[i])
            return static_cast<Enum>(i);
    return std::nullopt;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

Json pairsJson(const Pairs& pairs)
{
    Json::Array out;
    for (const auto& [key, value] : pairs)
        out.push_back(Json::Array{key, value});
    return out;
}

std::optional<Pairs> readPairs(const Json& json)
{
    Pairs out;
    for (const Json& pair : json.toArray()) {
        const auto& parts = pair.toArray();
        if (parts.size() != 2 || !parts[0].isString() || !parts[1].isString())
            return std::nullopt;
        out.emplace_back(parts[0].toString(), parts[1].toString());
    }
    return out;
}

struct BlockWriter
{
    Json operator()(const doc::Heading& heading) const
    {
        return Json().set("kind", "heading").set("text", heading.text).set("level", heading.level);
    }
    Json operator()(const doc::Paragraph& paragraph) const
    {
        return Json()
            .set("kind", "paragraph")
            .set("text", paragraph.text)
            .set("style", kStyles[static_cast<std::size_t>(paragraph.style)])
            .set("indent", paragraph.indent);
    }
    Json operator()(const doc::KeyValues& list) const
    {
        Json json = Json().set("kind", "key_values").set("pairs", pairsJson(list.pairs));
        if (list.columns != 1)
            json.set("columns", list.columns);
        return json;
    }
    Json operator()(const doc::Table& table) const
    {
        Json::Array columns;
        for (const auto& column : table.columns)
            columns.push_back(Json()
                                  .set("title", column.title)
                                  .set("align", kAligns[static_cast<std::size_t>(column.align)])
                                  .set("weight", column.weight));
        Json::Array rows;
        for (const auto& row : table.rows)
            rows.push_back(Json::Array(row.begin(), row.end()));
        return Json().set("kind", "table").set("columns", std::move(columns)).set("rows", std::move(rows));
    }
    Json operator()(const doc::SignatureLines& signatures) const
    {
        Json::Array lines;
        for (const auto& line : signatures.lines)
            lines.push_back(Json().set("name", line.name).set("office", line.office).set("note", line.note));
        return Json().set("kind", "signatures").set("lines", std::move(lines));
    }
    Json operator()(const doc::PageBreak&) const { return Json().set("kind", "page_break"); }
    Json operator()(const doc::FormCard& card) const
    {
        Json::Array rows;
        for (const auto& row : card.rows) {
            Json::Array fields;
            for (const doc::Field& field : row) {
                fields.push_back(Json()
                                     .set("name", field.name)
                                     .set("label", field.label)
                                     .set("hint", field.hint)
                                     .set("choices", pairsJson(field.choices))
                                     .set("weight", field.weight)
                                     .set("lines", field.lines));
            }
            rows.emplace_back(std::move(fields));
        }
        return Json().set("kind", "form_card").set("title", card.title).set("facts", pairsJson(card.facts)).set("rows", std::move(rows));
    }
};

using Read = std::optional<doc::Block>;

Read readTable(const Json& json)
{
    doc::Table table;
    for (const Json& column : json["columns"].toArray()) {
        const auto align = fromName<doc::Align>(kAligns, column["align"].toString());
        const auto weight = column["weight"].toInteger();
        if (!align || weight < 1 || weight > 100 || !column["title"].isString())
            return std::nullopt;
        table.columns.push_back({column["title"].toString(), *align, static_cast<int>(weight)});
    }
    if (table.columns.empty() || !json["rows"].isArray())
        return std::nullopt;
    for (const Json& row : json["rows"].toArray()) {
        if (row.toArray().size() != table.columns.size())
            return std::nullopt;
        std::vector<std::string> cells;
        for (const Json& cell : row.toArray()) {
            if (!cell.isString())
                return std::nullopt;
            cells.push_back(cell.toString());
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

std::optional<doc::Field> readField(const Json& json)
{
    doc::Field field;
    const auto choices = readPairs(json["choices"]);
    const auto weight = json["weight"].toInteger();
    const auto lines = json["lines"].toInteger();
    if (!choices || weight < 1 || weight > 100 || lines < 1 || lines > 20 || !json["name"].isString() || !json["label"].isString() || !json["hint"].isString())
        return std::nullopt;
    return doc::Field{json["name"].toString(), json["label"].toString(), json["hint"].toString(), *choices, static_cast<int>(weight), static_cast<int>(lines)};
}

Read readCard(const Json& json)
{
    doc::FormCard card;
    auto facts = readPairs(json["facts"]);
    if (!facts || !json["title"].isString())
        return std::nullopt;
    card.title = json["title"].toString();
    card.facts = std::move(*facts);
    for (const Json& row : json["rows"].toArray()) {
        auto& fields = card.rows.emplace_back();
        for (const Json& one : row.toArray()) {
            auto field = readField(one);
            if (!field)
                return std::nullopt;
            fields.push_back(std::move(*field));
        }
    }
    return card;
}

Read readBlock(const Json& json)
{
    const std::string& kind = json["kind"].toString();
    if (kind == "heading") {
        const auto level = json["level"].toInteger();
        if (level < 1 || level > 2 || !json["text"].isString())
            return std::nullopt;
        return doc::Heading{json["text"].toString(), static_cast<int>(level)};
    }
    if (kind == "paragraph") {
        const auto style = fromName<doc::Style>(kStyles, json["style"].toString());
        const auto indent = json["indent"].toInteger(-1);
        if (!style || indent < 0 || indent > 10 || !json["text"].isString())
            return std::nullopt;
        return doc::Paragraph{json["text"].toString(), *style, static_cast<int>(indent)};
    }
    if (kind == "key_values") {
        doc::KeyValues list;
        auto pairs = readPairs(json["pairs"]);
        if (!pairs)
            return std::nullopt;
        list.pairs = std::move(*pairs);
        const auto columns = json["columns"].toInteger(1);
        if (columns < 1 || columns > 2)
            return std::nullopt;
        list.columns = static_cast<int>(columns);
        return list;
    }
    if (kind == "table")
        return readTable(json);
    if (kind == "signatures") {
        doc::SignatureLines signatures;
        for (const Json& line : json["lines"].toArray())
            signatures.lines.push_back(
                {line["name"].toString(), line["office"].toString(), line["note"].toString()});
        return signatures;
    }
    if (kind == "form_card")
        return readCard(json);
    if (kind == "page_break")
        return doc::PageBreak{};
    return std::nullopt;
}

} // namespace

Json toJson(const Document& document)
{
    Json::Array blocks;
    for (const auto& block : document.blocks)
        blocks.push_back(std::visit(BlockWriter{}, block));
    Json json;
    json.set("title", document.title)
        .set("subtitle", document.subtitle)
        .set("marks", Json::Array(document.marks.begin(), document.marks.end()))
        .set("footer", document.footer)
        .set("created", document.created.iso())
        .set("blocks", std::move(blocks));
    if (document.onePage)
        json.set("one_page", true);
    if (!document.bound.empty())
        json.set("bound", pairsJson(document.bound));
    return json;
}

Result<Document> documentFromJson(const Json& json)
{
    if (!json.isObject() || !json["title"].isString() || !json["blocks"].isArray())
        return fail(kDocumentInvalid);
    Document document;
    document.title = json["title"].toString();
    document.subtitle = json["subtitle"].toString();
    for (const Json& mark : json["marks"].toArray())
        document.marks.push_back(mark.toString());
    document.footer = json["footer"].toString();
    const auto created = Instant::fromIso(json["created"].toString());
    if (!created)
        return fail(kDocumentInvalid, "created");
    document.created = *created;
    document.onePage = json["one_page"].toBool();
    auto bound = readPairs(json["bound"]);
    if (!bound)
        return fail(kDocumentInvalid, "bound");
    document.bound = std::move(*bound);
    const auto& blocks = json["blocks"].toArray();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        auto block = readBlock(blocks[i]);
        if (!block)
            return fail(kDocumentInvalid, "blocks/" + std::to_string(i));
        document.blocks.push_back(std::move(*block));
    }
    return document;
}

} // namespace oxseal
