// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/source_profile.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace oxseal {
namespace {

constexpr std::array<std::pair<std::string_view, ProfileLayout>, 7> kLayouts = {{
    {"table", ProfileLayout::Table},
    {"passwd", ProfileLayout::Passwd},
    {"group", ProfileLayout::Group},
    {"shadow", ProfileLayout::Shadow},
    {"sudoers", ProfileLayout::Sudoers},
    {"lastlog", ProfileLayout::Lastlog},
    {"passwd_status", ProfileLayout::PasswordStatus},
}};

constexpr std::array<std::pair<std::string_view, ProfileDates>, 6> kDates = {{
    {"auto", ProfileDates::Auto},
    {"ymd", ProfileDates::YearFirst},
    {"mdy", ProfileDates::MonthFirst},
    {"dmy", ProfileDates::DayFirst},
    {"epoch", ProfileDates::EpochSeconds},
    {"epoch_ms", ProfileDates::EpochMilliseconds},
}};

constexpr std::array<std::string_view, 13> kAccountFields = {"person_id", "name", "email", "type", "status", "privileged", "mfa",
    "created", "last_login", "last_credential_change", "disabled_on", "owner", "purpose"};
constexpr std::array<std::string_view, 6> kGrantFields = {"role", "permission", "level", "scope", "privileged", "last_used"};

Status invalid(const std::string& where, std::string what) { return fail(kProfileInvalid, {}, {where, std::move(what)}); }

Status onlyMembers(const Json& json, const std::string& where, std::initializer_list<std::string_view> known)
{
    if (!json.isObject())
        return invalid(where, "object");
    for (const auto& [name, value] : json.toObject()) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return invalid(where, name);
    }
    return {};
}

std::vector<std::string> words(const Json& json)
{
    std::vector<std::string> out;
    for (const auto& one : json.toArray())
        out.push_back(one.toString());
    return out;
}

Result<ProfileColumn> parseColumn(const std::string& key, const Json& json, const std::string& where)
{
    OXSEAL_CHECK(onlyMembers(json, where, {"headers", "value", "dates", "required", "filled", "tells", "values", "none"}));
    ProfileColumn out;
    out.key = key;
    out.headers = words(json["headers"]);
    if (out.headers.empty())
        out.headers = {key};
    const std::string& value = json["value"].toString();
    out.value = value == "flag" ? ProfileValue::Flag : value == "day" ? ProfileValue::Day : ProfileValue::Text;
    if (out.value == ProfileValue::Text && !value.empty() && value != "text")
        return tl::unexpected<Error>(invalid(where, value).error());
    if (json.contains("dates")) {
        const auto known = std::find_if(kDates.begin(), kDates.end(), [&](const auto& d) { return d.first == json["dates"].toString(); });
        if (known == kDates.end())
            return tl::unexpected<Error>(invalid(where, "dates").error());
        out.dates = known->second;
    }
    out.required = json["required"].toBool();
    out.filled = json["filled"].toBool();
    out.tells = json["tells"].toBool();
    for (const auto& [word, canonical] : json["values"].toObject())
        out.values[lowerAscii(word)] = canonical.toString();
    for (const auto& word : words(json["none"]))
        out.none.push_back(lowerAscii(word));
    return out;
}

std::optional<SensitiveClass> sensitiveNamed(std::string_view text)
{
    for (const auto one : {SensitiveClass::PasswordHash, SensitiveClass::KeySecret, SensitiveClass::TaxId, SensitiveClass::BirthDate,
             SensitiveClass::Pay, SensitiveClass::BankAccount, SensitiveClass::CardNumber}) {
        if (text == name(one))
            return one;
    }
    return std::nullopt;
}

Result<ProfileFile> parseFile(const Json& json, const std::string& profile)
{
    const std::string where = profile + "/" + json["key"].toString();
    OXSEAL_CHECK(onlyMembers(json, where, {"key", "report", "layout", "required", "columns", "sensitive"}));
    ProfileFile out;
    out.key = json["key"].toString();
    out.report = json["report"].toString();
    out.required = json["required"].toBool();
    const auto layout = profileLayoutNamed(json["layout"].toString());
    if (out.key.empty() || out.report.empty() || !layout)
        return tl::unexpected<Error>(invalid(where, "key, report, layout").error());
    out.layout = *layout;
    for (const auto& one : json["columns"].toArray()) {
        const std::string key = one["key"].toString();
        Json::Object members = one.toObject();
        members.erase("key");
        if (key.empty() || out.column(key) != nullptr)
            return tl::unexpected<Error>(invalid(where, "column key").error());
        OXSEAL_TRY(ProfileColumn column, parseColumn(key, Json(std::move(members)), where + "/" + key));
        out.columns.push_back(std::move(column));
    }
    if (std::none_of(out.columns.begin(), out.columns.end(), [](const ProfileColumn& c) { return c.required; }))
        return tl::unexpected<Error>(invalid(where, "required").error());
    for (const auto& one : json["sensitive"].toArray()) {
        OXSEAL_CHECK(onlyMembers(one, where, {"headers", "class"}));
        const auto sensitive = sensitiveNamed(one["class"].toString());
        if (!sensitive)
            return tl::unexpected<Error>(invalid(where, "class").error());
        out.sensitive.push_back({words(one["headers"]), *sensitive});
    }
    return out;
}

template <std::size_t N>
Result<ProfileFields> parseFields(const Json& json, const std::string& where, const std::array<std::string_view, N>& known)
{
    ProfileFields out;
    for (const auto& [name, expression] : json.toObject()) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return tl::unexpected<Error>(invalid(where, name).error());
        OXSEAL_TRY(ProfileExpr parsed, parseProfileExpr(expression, where + "/" + name));
        out.emplace(name, std::move(parsed));
    }
    return out;
}

Result<std::optional<ProfileExpr>> optionalExpr(const Json& json, const std::string& name, const std::string& where)
{
    if (!json.contains(name))
        return std::optional<ProfileExpr>();
    OXSEAL_TRY(ProfileExpr parsed, parseProfileExpr(json[name], where + "/" + name));
    return std::optional<ProfileExpr>(std::move(parsed));
}

Result<ProfileAccounts> parseAccounts(const Json& json, const std::string& where)
{
    OXSEAL_CHECK(onlyMembers(json, where, {"file", "id", "aliases", "repeated", "fields", "facts"}));
    ProfileAccounts out;
    out.file = json["file"].toString();
    out.repeated = json["repeated"].toBool();
    OXSEAL_TRY(out.id, parseProfileExpr(json["id"], where + "/id"));
    for (const auto& alias : json["aliases"].toArray()) {
        OXSEAL_TRY(ProfileExpr parsed, parseProfileExpr(alias, where + "/aliases"));
        out.aliases.push_back(std::move(parsed));
    }
    OXSEAL_TRY(out.fields, parseFields(json["fields"], where, kAccountFields));
    for (const auto& one : json["facts"].toArray()) {
        OXSEAL_CHECK(onlyMembers(one, where, {"file", "account", "if", "adds", "fields"}));
        ProfileFacts facts;
        facts.file = one["file"].toString();
        facts.adds = one["adds"].toBool();
        OXSEAL_TRY(facts.condition, optionalExpr(one, "if", where));
        OXSEAL_TRY(facts.account, parseProfileExpr(one["account"], where + "/facts"));
        OXSEAL_TRY(facts.fields, parseFields(one["fields"], where, kAccountFields));
        out.facts.push_back(std::move(facts));
    }
    return out;
}

Result<ProfileGrants> parseGrants(const Json& json, const std::string& where)
{
    OXSEAL_CHECK(onlyMembers(json, where, {"file", "account", "if", "each", "split", "once", "fields"}));
    ProfileGrants out;
    out.file = json["file"].toString();
    OXSEAL_TRY(out.account, parseProfileExpr(json["account"], where + "/account"));
    OXSEAL_TRY(out.condition, optionalExpr(json, "if", where));
    OXSEAL_TRY(out.each, optionalExpr(json, "each", where));
    if (json.contains("split"))
        out.separators = json["split"].toString();
    out.once = json["once"].toBool();
    OXSEAL_TRY(out.fields, parseFields(json["fields"], where, kGrantFields));
    return out;
}

Result<ProfileContents> parseContents(const Json& json, const std::string& where)
{
    OXSEAL_CHECK(onlyMembers(json, where, {"file", "role", "if", "nothing", "complete", "nested", "fields"}));
    ProfileContents out;
    out.file = json["file"].toString();
    OXSEAL_TRY(out.nothing, optionalExpr(json, "nothing", where));
    out.complete = json["complete"].toBool();
    out.nested = json["nested"].toBool();
    OXSEAL_TRY(out.role, parseProfileExpr(json["role"], where + "/role"));
    OXSEAL_TRY(out.condition, optionalExpr(json, "if", where));
    OXSEAL_TRY(out.fields, parseFields(json["fields"], where, kGrantFields));
    return out;
}

/// Every column that an expression reads must be one of its file.
Status checkColumns(const SourceProfile& profile, const std::string& key, const ProfileExpr& expression, bool each = false)
{
    const ProfileFile* file = profile.file(key);
    const std::string where = profile.id + "/" + key;
    if (file == nullptr)
        return invalid(where, "file");
    Status status;
    columnsRead(expression, [&](const std::string& column) {
        if (file->column(column) == nullptr && !(each && column == "each"))
            status = invalid(where, column);
    });
    return status;
}

Status checkFields(const SourceProfile& profile, const std::string& key, const ProfileFields& fields, bool each = false)
{
    for (const auto& [name, expression] : fields)
        OXSEAL_CHECK(checkColumns(profile, key, expression, each));
    return {};
}

Status checkReferences(const SourceProfile& profile)
{
    const auto& accounts = profile.accounts;
    OXSEAL_CHECK(checkColumns(profile, accounts.file, accounts.id));
    for (const auto& alias : accounts.aliases)
        OXSEAL_CHECK(checkColumns(profile, accounts.file, alias));
    OXSEAL_CHECK(checkFields(profile, accounts.file, accounts.fields));
    for (const auto& facts : accounts.facts) {
        OXSEAL_CHECK(checkColumns(profile, facts.file, facts.account));
        OXSEAL_CHECK(checkFields(profile, facts.file, facts.fields));
        if (facts.condition)
            OXSEAL_CHECK(checkColumns(profile, facts.file, *facts.condition));
    }
    for (const auto& grants : profile.grants) {
        const bool each = grants.each.has_value();
        OXSEAL_CHECK(checkColumns(profile, grants.file, grants.account, each));
        OXSEAL_CHECK(checkFields(profile, grants.file, grants.fields, each));
        if (grants.condition)
            OXSEAL_CHECK(checkColumns(profile, grants.file, *grants.condition, each));
        if (each)
            OXSEAL_CHECK(checkColumns(profile, grants.file, *grants.each));
    }
    for (const auto& contents : profile.contents) {
        OXSEAL_CHECK(checkColumns(profile, contents.file, contents.role));
        OXSEAL_CHECK(checkFields(profile, contents.file, contents.fields));
        if (contents.condition)
            OXSEAL_CHECK(checkColumns(profile, contents.file, *contents.condition));
        if (contents.nothing)
            OXSEAL_CHECK(checkColumns(profile, contents.file, *contents.nothing));
    }
    return {};
}

} // namespace

std::optional<ProfileLayout> profileLayoutNamed(std::string_view name) noexcept
{
    for (const auto& [text, layout] : kLayouts) {
        if (text == name)
            return layout;
    }
    return std::nullopt;
}

const ProfileColumn* ProfileFile::column(std::string_view wanted) const
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ProfileColumn& c) { return c.key == wanted; });
    return found == columns.end() ? nullptr : &*found;
}

const ProfileFile* SourceProfile::file(std::string_view wanted) const
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const ProfileFile& f) { return f.key == wanted; });
    return found == files.end() ? nullptr : &*found;
}

Result<SourceProfile> parseSourceProfile(const Json& json)
{
    SourceProfile out;
    out.id = json["id"].toString();
    OXSEAL_CHECK(onlyMembers(json, out.id, {"format", "format_version", "id", "version", "system", "report", "standing", "source",
        "checked", "complete", "quirks", "fallback", "together", "ignore_case", "files", "accounts", "grants", "contents"}));
    if (json["format"].toString() != "oxseal-source-profile" || json["format_version"].toInteger() != 1)
        return tl::unexpected<Error>(invalid(out.id, "format").error());
    out.version = json["version"].toString();
    out.system = json["system"].toString();
    out.report = json["report"].toString();
    out.standing = json["standing"].toString();
    out.source = json["source"].toString();
    out.checked = json["checked"].toString();
    out.complete = words(json["complete"]);
    out.quirks = words(json["quirks"]);
    out.fallback = json["fallback"].toBool();
    out.together = json["together"].toBool();
    out.ignoreCase = json["ignore_case"].toBool();
    const bool standing = out.standing == "documented" || out.standing == "observed" || out.standing == "practice";
    if (out.id.empty() || out.version.empty() || out.system.empty() || out.source.empty() || out.checked.empty() || !standing
        || out.complete.empty())
        return tl::unexpected<Error>(invalid(out.id, "id, version, system, standing, source, checked, complete").error());
    for (const auto& one : json["files"].toArray()) {
        OXSEAL_TRY(ProfileFile file, parseFile(one, out.id));
        if (out.file(file.key) != nullptr)
            return tl::unexpected<Error>(invalid(out.id, file.key).error());
        out.files.push_back(std::move(file));
    }
    OXSEAL_TRY(out.accounts, parseAccounts(json["accounts"], out.id + "/accounts"));
    for (const auto& one : json["grants"].toArray()) {
        OXSEAL_TRY(ProfileGrants grants, parseGrants(one, out.id + "/grants"));
        out.grants.push_back(std::move(grants));
    }
    for (const auto& one : json["contents"].toArray()) {
        OXSEAL_TRY(ProfileContents contents, parseContents(one, out.id + "/contents"));
        out.contents.push_back(std::move(contents));
    }
    OXSEAL_CHECK(checkReferences(out));
    return out;
}

Result<const SourceProfile*> sourceProfile(std::string_view id)
{
    const auto& all = sourceProfiles();
    if (!all)
        return failWith(all);
    std::vector<std::string> known;
    for (const auto& profile : *all) {
        if (profile.id == id)
            return &profile;
        known.push_back(profile.id);
    }
    return fail(kNoSuchProfile, {}, {std::string(id), join(known, ", ")});
}

} // namespace oxseal
