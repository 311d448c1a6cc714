// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_expr.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace oxseal {
namespace {

using Kind = ProfileExpr::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 6> kLists = {{
    {"first", Kind::First},
    {"join", Kind::Join},
    {"any", Kind::Any},
    {"all", Kind::All},
    {"latest", Kind::Latest},
    {"earliest", Kind::Earliest},
}};

/// Members an object of each form may have; a misspelt one must not be passed over.
Status onlyMembers(const Json& json, const std::string& where, std::initializer_list<std::string_view> known)
{
    for (const auto& [name, value] : json.toObject()) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return fail(kProfileInvalid, {}, {where, name});
    }
    return {};
}

Status addPart(ProfileExpr& out, const Json& json, const std::string& where)
{
    OXSEAL_TRY(ProfileExpr part, parseProfileExpr(json, where));
    out.parts.push_back(std::move(part));
    return {};
}

Result<ProfileExpr> parseList(Kind kind, std::string_view name, const Json& json, const std::string& where)
{
    OXSEAL_CHECK(onlyMembers(json, where, {name, "with"}));
    ProfileExpr out;
    out.kind = kind;
    out.text = json["with"].isString() ? json["with"].toString() : " ";
    if (json[name].toArray().empty())
        return fail(kProfileInvalid, {}, {where, std::string(name)});
    for (const auto& part : json[name].toArray())
        OXSEAL_CHECK(addPart(out, part, where));
    return out;
}

Result<ProfileExpr> parseMap(const Json& json, const std::string& where)
{
    OXSEAL_CHECK(onlyMembers(json, where, {"map", "values", "otherwise"}));
    ProfileExpr out;
    out.kind = Kind::Map;
    out.keep = !json.contains("otherwise");
    out.text = json["otherwise"].toString();
    for (const auto& [word, value] : json["values"].toObject())
        out.values[lowerAscii(word)] = value.toString();
    OXSEAL_CHECK(addPart(out, json["map"], where));
    return out;
}

Result<ProfileExpr> parseWhen(const Json& json, const std::string& where)
{
    OXSEAL_CHECK(onlyMembers(json, where, {"when", "then", "else"}));
    ProfileExpr out;
    out.kind = Kind::When;
    OXSEAL_CHECK(addPart(out, json["when"], where));
    OXSEAL_CHECK(addPart(out, json["then"], where));
    if (json.contains("else"))
        OXSEAL_CHECK(addPart(out, json["else"], where));
    return out;
}

Result<ProfileExpr> parseLookup(const Json& json, const std::string& where)
{
    const Json& inner = json["lookup"];
    OXSEAL_CHECK(onlyMembers(json, where, {"lookup"}));
    OXSEAL_CHECK(onlyMembers(inner, where, {"file", "by", "value", "take"}));
    ProfileExpr out;
    out.kind = Kind::Lookup;
    out.file = inner["file"].toString();
    out.by = inner["by"].toString();
    out.text = inner["take"].toString();
    if (out.file.empty() || out.by.empty() || out.text.empty())
        return fail(kProfileInvalid, {}, {where, "lookup"});
    OXSEAL_CHECK(addPart(out, inner["value"], where));
    return out;
}

Result<ProfileExpr> parseNumbered(Kind kind, const Json& json, const std::string& where)
{
    ProfileExpr out;
    out.kind = kind;
    const char* name = kind == Kind::Part ? "part" : "below";
    if (kind == Kind::Part) {
        OXSEAL_CHECK(onlyMembers(json, where, {"part", "split", "at"}));
        out.text = json["split"].toString();
        out.at = json["at"].toInteger();
    } else {
        OXSEAL_CHECK(onlyMembers(json, where, {"below", "than"}));
        out.at = json["than"].toInteger();
    }
    if (kind == Kind::Part && out.text.size() != 1)
        return fail(kProfileInvalid, {}, {where, "split"});
    OXSEAL_CHECK(addPart(out, json[name], where));
    return out;
}

std::string threeValued(const ProfileExpr& expression, const ProfileRow& row, std::string_view decides, std::string_view otherwise)
{
    bool unknown = false;
    for (const auto& part : expression.parts) {
        const std::string value = evaluate(part, row);
        if (value == decides)
            return value;
        unknown = unknown || value != otherwise;
    }
    return unknown ? std::string() : std::string(otherwise);
}

/// ISO days compare as text.
std::string extremeDay(const ProfileExpr& expression, const ProfileRow& row)
{
    std::string out;
    for (const auto& part : expression.parts) {
        std::string value = evaluate(part, row);
        const bool better = expression.kind == Kind::Latest ? value > out : value < out;
        if (!value.empty() && (out.empty() || better))
            out = std::move(value);
    }
    return out;
}

std::string piece(const ProfileExpr& expression, const ProfileRow& row)
{
    const auto pieces = split(evaluate(expression.parts.front(), row), expression.text.front());
    const auto count = static_cast<std::int64_t>(pieces.size());
    const std::int64_t at = expression.at < 0 ? count + expression.at : expression.at;
    return at >= 0 && at < count ? std::string(trimmed(pieces[static_cast<std::size_t>(at)])) : std::string();
}

std::string joined(const ProfileExpr& expression, const ProfileRow& row)
{
    std::string out;
    for (const auto& part : expression.parts) {
        const std::string value = evaluate(part, row);
        if (!value.empty())
            out += (out.empty() ? std::string() : expression.text) + value;
    }
    return out;
}

} // namespace

Result<ProfileExpr> parseProfileExpr(const Json& json, const std::string& where)
{
    if (json.isString() && !json.toString().empty()) {
        ProfileExpr column;
        column.kind = Kind::Column;
        column.text = json.toString();
        return column;
    }
    if (json.contains("text")) {
        OXSEAL_CHECK(onlyMembers(json, where, {"text"}));
        ProfileExpr constant;
        constant.text = json["text"].toString();
        return constant;
    }
    for (const auto& [name, kind] : kLists) {
        if (json.contains(name))
            return parseList(kind, name, json, where);
    }
    if (json.contains("map"))
        return parseMap(json, where);
    if (json.contains("when"))
        return parseWhen(json, where);
    if (json.contains("part"))
        return parseNumbered(Kind::Part, json, where);
    if (json.contains("below"))
        return parseNumbered(Kind::Below, json, where);
    if (json.contains("lookup"))
        return parseLookup(json, where);
    return fail(kProfileInvalid, {}, {where, "expression"});
}

std::string evaluate(const ProfileExpr& expression, const ProfileRow& row)
{
    switch (expression.kind) {
    case Kind::Column:
        return std::string(row.column(expression.text));
    case Kind::Text:
        return expression.text;
    case Kind::First:
        for (const auto& part : expression.parts) {
            if (std::string value = evaluate(part, row); !value.empty())
                return value;
        }
        return {};
    case Kind::Join:
        return joined(expression, row);
    case Kind::Any:
        return threeValued(expression, row, "true", "false");
    case Kind::All:
        return threeValued(expression, row, "false", "true");
    case Kind::Latest:
    case Kind::Earliest:
        return extremeDay(expression, row);
    case Kind::Part:
        return piece(expression, row);
    case Kind::Map: {
        std::string value = evaluate(expression.parts.front(), row);
        const auto known = expression.values.find(lowerAscii(value));
        if (known != expression.values.end())
            return known->second;
        return expression.keep ? value : expression.text;
    }
    case Kind::When: {
        const bool yes = evaluate(expression.parts[0], row) == "true";
        if (!yes && expression.parts.size() < 3)
            return {};
        return evaluate(expression.parts[yes ? 1 : 2], row);
    }
    case Kind::Below: {
        std::int64_t number = 0;
        if (!parseInteger(evaluate(expression.parts.front(), row), number))
            return {};
        return number < expression.at ? "true" : "false";
    }
    case Kind::Lookup: {
        const std::string value = evaluate(expression.parts.front(), row);
        return value.empty() ? value : row.lookup(expression.file, expression.by, value, expression.text);
    }
    }
    return {};
}

void columnsRead(const ProfileExpr& expression, const std::function<void(const std::string&)>& see)
{
    if (expression.kind == Kind::Column)
        see(expression.text);
    for (const auto& part : expression.parts)
        columnsRead(part, see);
}

} // namespace oxseal
