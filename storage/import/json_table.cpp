// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/json_table.h"

#include "models/core/json.h"
#include "models/core/text.h"
#include "storage/import/csv_table.h"
#include "storage/import/sensitive_values.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

namespace oxseal {
namespace {

constexpr std::size_t kMostFields = 2000;
constexpr std::size_t kMostCells = 40'000'000;

/// A list of records with its place in the document.
struct Found
{
    std::string name;
    const Json::Array* records = nullptr;
};

std::string joinedName(const std::string& prefix, const std::string& name) { return prefix.empty() ? name : prefix + "." + name; }

bool isList(const Json& json)
{
    const auto& all = json.toArray();
    return !all.empty() && std::all_of(all.begin(), all.end(), [](const Json& one) { return one.isObject(); });
}

void findLists(const Json& json, const std::string& name, std::vector<Found>& out)
{
    if (isList(json))
        out.push_back({name.empty() ? std::string(kJsonRoot) : name, &json.toArray()});
    for (const auto& [key, value] : json.toObject())
        findLists(value, joinedName(name, key), out);
}

std::string onOneLine(std::string text)
{
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\0'; }, ' ');
    return text;
}

/// A number as JSON writes it; numbers beyond whole ones go through a double.
std::string valueText(const Json& json)
{
    return json.isString() ? onOneLine(json.toString()) : json.isNull() ? std::string() : canonicalJson(json);
}

using Record = std::map<std::string, std::string>;

void addValue(Record& into, const std::string& name, const std::string& value, bool listed)
{
    const auto [field, isNew] = into.try_emplace(name, value);
    std::string& cell = field->second;
    // Two fields may come to one name ("user.email" and email of user): both values stay.
    if (!isNew && !value.empty() && (listed || cell != value))
        cell += (cell.empty() ? "" : std::string(1, kJsonListSign)) + value;
}

void flatten(const Json& json, const std::string& name, bool listed, Record& into)
{
    if (json.isObject()) {
        for (const auto& [key, value] : json.toObject())
            flatten(value, joinedName(name, key), listed, into);
    } else if (json.isArray()) {
        if (json.toArray().empty())
            addValue(into, name, {}, true);
        for (const auto& one : json.toArray())
            flatten(one, name, true, into);
    } else {
        addValue(into, name, valueText(json), listed);
    }
}

/// Ways in which interfaces say that an answer is one page of several.
bool tellsOfMore(const std::string& key, const Json& value)
{
    static constexpr std::array<std::string_view, 13> kKeys{"hasmore", "hasnextpage", "next", "nextpage", "nextpagetoken", "nextcursor", "nextlink",
        "odatanextlink", "nextpageurl", "nexturl", "nexttoken", "istruncated", "morepages"};
    if (std::find(kKeys.begin(), kKeys.end(), headerKey(key)) == kKeys.end())
        return false;
    return value.toBool() || !value.toString().empty() || !value.toObject().empty() || value.toInteger() > 0;
}

bool mustNotBeKept(std::string_view value)
{
    return looksLikeHash(value) || looksLikeSecret(value) || findSsn(value) != std::string_view::npos || looksLikeIban(value) || looksLikeCard(value);
}

/// What stands around the lists: pages to come, and values that would be kept unseen.
void lookAround(const Json& json, const std::string& name, JsonTable& out)
{
    for (const auto& [key, value] : json.toObject()) {
        const std::string place = joinedName(name, key);
        if (tellsOfMore(key, value))
            out.warnings.push_back({"import.warn.json_more", {place}, 0, {}});
        if (isList(value))
            continue;
        Record single;
        if (!value.isObject())
            flatten(value, place, false, single);
        for (const auto& [field, text] : single) {
            if (mustNotBeKept(text))
                out.beside.push_back(field);
        }
        lookAround(value, place, out);
    }
}

Result<Json> parsed(std::string_view text)
{
    auto json = parseJson(text);
    if (!json)
        return fail(kJsonDamaged, {}, {json.error().place().empty() ? json.error().id() : json.error().place()});
    return json;
}

Result<std::vector<Found>> listsOf(const Json& json, const Json::Array& whole)
{
    std::vector<Found> lists;
    findLists(json, {}, lists);
    if (lists.empty() && json.isObject() && !json.toObject().empty())
        lists.push_back({kJsonRoot, &whole});
    if (lists.empty())
        return fail(kJsonNoList);
    return lists;
}

/// Header and lines; the order of the columns is that in which records first name them.
Status write(JsonTable& out, const Json::Array& records)
{
    std::vector<std::string> header;
    std::unordered_map<std::string, std::size_t> places;
    std::vector<std::vector<std::pair<std::size_t, std::string>>> lines;
    for (const Json& record : records) {
        Record fields;
        flatten(record, {}, false, fields);
        auto& line = lines.emplace_back();
        for (auto& [name, value] : fields) {
            const auto [place, isNew] = places.emplace(name, header.size());
            if (isNew)
                header.push_back(name);
            if (!value.empty())
                line.emplace_back(place->second, std::move(value));
        }
        if (header.size() > kMostFields || header.size() * records.size() > kMostCells)
            return fail(kJsonWide, {}, {out.name, std::to_string(kMostFields)});
    }
    for (std::size_t at = 0; at < header.size(); ++at)
        out.text += (at > 0 ? "," : "") + csvField(onOneLine(header[at]));
    out.text += '\n';
    for (auto& line : lines) {
        std::sort(line.begin(), line.end());
        std::size_t at = 0;
        for (const auto& [place, value] : line) {
            out.text.append(place - at, ',').append(csvField(value));
            at = place;
        }
        out.text.append(header.empty() ? 0 : header.size() - 1 - at, ',').push_back('\n');
    }
    out.rows = records.size();
    out.columns = header.size();
    return {};
}

} // namespace

Result<std::vector<std::string>> jsonLists(std::string_view text)
{
    OXSEAL_TRY(const Json json, parsed(text));
    const Json::Array whole{json};
    OXSEAL_TRY(const std::vector<Found> lists, listsOf(json, whole));
    std::vector<std::string> names;
    for (const Found& one : lists)
        names.push_back(one.name);
    return names;
}

Result<JsonTable> readJsonTable(std::string_view text, const std::string& list)
{
    OXSEAL_TRY(const Json json, parsed(text));
    const Json::Array whole{json};
    OXSEAL_TRY(const std::vector<Found> lists, listsOf(json, whole));
    const Found* chosen = nullptr;
    std::string names;
    for (const Found& one : lists) {
        names += (names.empty() ? "" : ", ") + one.name;
        if (list.empty() ? chosen == nullptr || one.records->size() > chosen->records->size() : one.name == list)
            chosen = &one;
    }
    if (chosen == nullptr)
        return fail(kJsonNoSuchList, {}, {list, names});
    JsonTable out;
    out.name = chosen->name;
    std::string others;
    for (const Found& one : lists) {
        if (&one == chosen)
            continue;
        others += (others.empty() ? "" : ", ") + one.name;
        out.beside.push_back(one.name);
    }
    if (!others.empty())
        out.warnings.push_back({"import.warn.json_other_lists", {out.name, others}, 0, {}});
    if (chosen->records != &whole)
        lookAround(json, {}, out);
    OXSEAL_CHECK(write(out, *chosen->records));
    return out;
}

} // namespace oxseal
