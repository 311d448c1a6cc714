// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing of keyring.json, FORMATS.md §6.
#include "storage/crypto/hash.h"
#include "storage/crypto/keyring_state.h"

#include <algorithm>

namespace oxseal::keyring {
namespace {

constexpr std::size_t kMaxHolders = 10000;
constexpr std::size_t kSalt = 16;
constexpr std::size_t kWrapped = 24 + 32 + 16;
constexpr std::size_t kSealed = 32 + 32 + 16;
constexpr std::size_t kSealedAuthority = 32 + 48 + 16;

const char* nameOf(Standing standing)
{
    switch (standing) {
    case Standing::Active:
        return "active";
    case Standing::Invited:
        return "invited";
    case Standing::Recovery:
        break;
    }
    return "recovery";
}

Json b64(std::string_view bytes) { return toBase64(asBytes(bytes)); }

Json jsonOf(const Derivation& derivation)
{
    Json json;
    json.set("lanes", static_cast<std::int64_t>(derivation.parameters.lanes));
    json.set("memory_kib", static_cast<std::int64_t>(derivation.parameters.memoryKiB));
    json.set("passes", static_cast<std::int64_t>(derivation.parameters.passes));
    json.set("salt", b64(derivation.salt));
    return json;
}

Json publicsOf(const PersonKeys& keys)
{
    Json json;
    json.set("box", b64(keys.box));
    json.set("certification", b64(keys.certification));
    json.set("generation", keys.generation);
    json.set("login", keys.login);
    json.set("person", keys.person.value);
    json.set("session", b64(keys.session));
    json.set("signing", b64(keys.signing));
    return json;
}

Json jsonOf(const Holder& holder)
{
    Json json;
    json.set("box_private", b64(holder.boxPrivate));
    json.set("kdf", jsonOf(holder.login));
    json.set("public", publicsOf(holder.keys));
    json.set("session_private", b64(holder.sessionPrivate));
    if (holder.standing == Standing::Active) {
        json.set("signing_kdf", jsonOf(holder.signing));
        json.set("signing_private", b64(holder.signingPrivate));
    }
    json.set("state", nameOf(holder.standing));
    return json;
}

Json jsonOf(const Sealed& sealed)
{
    Json json{Json::Object{}};
    for (const auto& [login, box] : sealed)
        json.set(login, b64(box));
    return json;
}

/// Collects the first complaint, so that the reading code stays a plain list of members.
class Reader
{
public:
    [[nodiscard]] const std::string& complaint() const { return complaint_; }
    [[nodiscard]] bool ok() const { return complaint_.empty(); }
    void refuse(const std::string& path)
    {
        if (complaint_.empty())
            complaint_ = path;
    }

    void members(const Json& json, const std::string& path, std::initializer_list<const char*> names)
    {
        if (!json.isObject() || json.toObject().size() != names.size())
            return refuse(path.empty() ? "/" : path); // the whole file has the empty path, which would be no complaint
        for (const char* name : names) {
            if (!json.contains(name))
                refuse(path + "/" + name);
        }
    }

    std::string bytes(const Json& json, const std::string& path, std::size_t least, std::size_t most)
    {
        const auto decoded = json.isString() ? fromBase64(json.toString()) : std::nullopt;
        if (!decoded || decoded->size() < least || decoded->size() > most) {
            refuse(path);
            return {};
        }
        return *decoded;
    }

    std::int64_t number(const Json& json, const std::string& path, std::int64_t least, std::int64_t most)
    {
        if (!json.isInteger() || json.toInteger() < least || json.toInteger() > most) {
            refuse(path);
            return least;
        }
        return json.toInteger();
    }

    const Json::Array& array(const Json& json, const std::string& path, std::size_t least)
    {
        if (!json.isArray() || json.toArray().size() < least || json.toArray().size() > kMaxHolders)
            refuse(path);
        return json.toArray();
    }

    Derivation derivation(const Json& json, const std::string& path)
    {
        members(json, path, {"lanes", "memory_kib", "passes", "salt"});
        Derivation out;
        out.parameters.lanes = static_cast<std::uint32_t>(number(json["lanes"], path + "/lanes", 1, 255));
        out.parameters.memoryKiB
            = static_cast<std::uint32_t>(number(json["memory_kib"], path + "/memory_kib", 1, INT32_MAX));
        out.parameters.passes = static_cast<std::uint32_t>(number(json["passes"], path + "/passes", 1, INT32_MAX));
        out.salt = bytes(json["salt"], path + "/salt", kSalt, kSalt);
        return out;
    }

    PersonKeys publics(const Json& json, const std::string& path)
    {
        members(json, path, {"box", "certification", "generation", "login", "person", "session", "signing"});
        PersonKeys keys;
        keys.box = bytes(json["box"], path + "/box", 32, 32);
        keys.session = bytes(json["session"], path + "/session", 32, 32);
        keys.signing = bytes(json["signing"], path + "/signing", 0, 200);
        keys.certification = bytes(json["certification"], path + "/certification", 0, 80);
        keys.generation = static_cast<int>(number(json["generation"], path + "/generation", 1, 1000000));
        keys.person = PersonId(number(json["person"], path + "/person", 0, std::int64_t{1} << 40));
        keys.login = json["login"].toString();
        if (!json["login"].isString() || (!keys.login.empty() && !isLogin(keys.login)))
            refuse(path + "/login");
        if (keys.signing.empty() != keys.certification.empty())
            refuse(path + "/certification");
        return keys;
    }

    Holder holder(const Json& json, const std::string& path, std::initializer_list<Standing> allowed)
    {
        Holder out;
        bool known = false;
        for (const Standing standing : allowed) {
            if (json["state"].isString() && json["state"].toString() == nameOf(standing)) {
                out.standing = standing;
                known = true;
            }
        }
        if (!known)
            refuse(path + "/state");
        if (out.standing == Standing::Active) {
            members(json, path,
                {"box_private", "kdf", "public", "session_private", "signing_kdf", "signing_private", "state"});
            out.signing = derivation(json["signing_kdf"], path + "/signing_kdf");
            out.signingPrivate = bytes(json["signing_private"], path + "/signing_private", kWrapped, kWrapped);
        } else {
            members(json, path, {"box_private", "kdf", "public", "session_private", "state"});
        }
        out.keys = publics(json["public"], path + "/public");
        if ((out.standing == Standing::Active) == out.keys.signing.empty())
            refuse(path + "/public/signing");
        if ((out.standing == Standing::Recovery) != out.keys.login.empty()
            || (out.standing == Standing::Recovery) != (out.keys.person.value == 0))
            refuse(path + "/public/login");
        out.login = derivation(json["kdf"], path + "/kdf");
        out.boxPrivate = bytes(json["box_private"], path + "/box_private", kWrapped, kWrapped);
        out.sessionPrivate = bytes(json["session_private"], path + "/session_private", kWrapped, kWrapped);
        return out;
    }

    Holder traveller(const Json& json)
    {
        Holder out;
        members(json, "", {"box_private", "kdf", "public", "session_private"});
        out.keys = publics(json["public"], "public");
        if (out.keys.signing.empty() || out.keys.login.empty() || out.keys.person.value == 0)
            refuse("public");
        out.login = derivation(json["kdf"], "kdf");
        out.boxPrivate = bytes(json["box_private"], "box_private", kWrapped, kWrapped);
        out.sessionPrivate = bytes(json["session_private"], "session_private", kWrapped, kWrapped);
        return out;
    }

    Sealed sealed(const Json& json, const std::string& path, std::size_t size)
    {
        if (!json.isObject())
            refuse(path);
        Sealed out;
        for (const auto& [login, box] : json.toObject())
            out.emplace(login, bytes(box, path + "/" + login, size, size));
        return out;
    }

private:
    std::string complaint_;
};

/// Every sealed box names a holder, everybody can open every data key, ids and persons are unique.
void checkReferences(Reader& reader, const Content& content)
{
    for (const auto& dataKey : content.dataKeys) {
        const std::string path = "data_keys/" + toHex(asBytes(dataKey.id));
        if (!dataKey.sealed.contains(""))
            reader.refuse(path + "/sealed");
        if (dataKey.sealed.size() != content.persons.size() + 1)
            reader.refuse(path + "/sealed");
        for (const auto& [login, holder] : content.persons) {
            if (!dataKey.sealed.contains(login))
                reader.refuse(path + "/sealed/" + login);
        }
    }
    for (const auto& authority : content.authorities) {
        for (const auto& [login, box] : authority.sealed) {
            if (!content.persons.contains(login))
                reader.refuse("authorities/sealed/" + login);
        }
    }
    std::map<std::pair<std::int64_t, int>, int> seen;
    for (const auto& [login, holder] : content.persons)
        ++seen[{holder.keys.person.value, holder.keys.generation}];
    for (const auto& keys : content.former) {
        if (keys.person.value != 0)
            ++seen[{keys.person.value, keys.generation}];
    }
    for (const auto& [key, count] : seen) {
        if (count > 1)
            reader.refuse("persons/" + std::to_string(key.first));
    }
}

} // namespace

bool isLogin(std::string_view text)
{
    if (text.empty() || text.size() > 64 || text.front() < 'a' || text.front() > 'z')
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
}

std::string header(const std::string& workspaceId, const Holder& holder, const char* which)
{
    Json json;
    json.set("key", which);
    json.set("kdf", jsonOf(std::string_view(which) == "signing" ? holder.signing : holder.login));
    Json publics = publicsOf(holder.keys);
    publics.set("certification", ""); // made with the very key that is wrapped here
    json.set("public", publics);
    json.set("state", nameOf(holder.standing));
    json.set("workspace", workspaceId);
    return canonicalJson(json);
}

std::string boxHeader(const std::string& workspaceId, const char* what, const std::string& id, const Holder& to)
{
    Json json;
    json.set("box", b64(to.keys.box));
    json.set("id", b64(id));
    json.set("sealed", what);
    json.set("to", to.keys.login);
    json.set("workspace", workspaceId);
    return canonicalJson(json);
}

std::string write(const Content& content)
{
    Json json;
    json.set("format", "oxseal-keyring");
    json.set("version", 1);
    json.set("workspace", content.workspaceId);
    Json::Array persons;
    for (const auto& [login, holder] : content.persons)
        persons.push_back(jsonOf(holder));
    json.set("persons", persons);
    json.set("recovery", jsonOf(content.recovery));
    Json::Array dataKeys;
    for (const auto& dataKey : content.dataKeys)
        dataKeys.push_back(Json().set("id", b64(dataKey.id)).set("sealed", jsonOf(dataKey.sealed)));
    json.set("data_keys", dataKeys);
    Json::Array authorities;
    for (const auto& authority : content.authorities)
        authorities.push_back(
            Json().set("certificate", b64(authority.certificate)).set("sealed", jsonOf(authority.sealed)));
    json.set("authorities", authorities);
    Json::Array former;
    for (const auto& keys : content.former)
        former.push_back(publicsOf(keys));
    json.set("former", former);
    return canonicalJson(json);
}

Result<Holder> readTraveller(const Json& json)
{
    Reader reader;
    Holder out = reader.traveller(json);
    if (!reader.ok())
        return fail(kKeyringInvalid, reader.complaint(), {reader.complaint()});
    return out;
}

Result<Content> read(std::string_view bytes)
{
    const auto parsed = parseJson(bytes);
    if (!parsed)
        return fail(kKeyringInvalid, parsed.error().place(), {parsed.error().id()});
    if (canonicalJson(*parsed) != bytes)
        return fail(kKeyringInvalid, "canonical", {"canonical"});
    const Json& json = *parsed;
    Reader reader;
    reader.members(json, "",
        {"authorities", "data_keys", "format", "former", "persons", "recovery", "version", "workspace"});
    if (json["format"].toString() != "oxseal-keyring" || !json["format"].isString())
        reader.refuse("format");
    reader.number(json["version"], "version", 1, 1);
    Content content;
    content.workspaceId = json["workspace"].toString();
    if (content.workspaceId.empty() || content.workspaceId.size() > 64)
        reader.refuse("workspace");
    for (const auto& person : reader.array(json["persons"], "persons", 1)) {
        Holder holder = reader.holder(person, "persons/" + std::to_string(content.persons.size()),
            {Standing::Active, Standing::Invited});
        const std::string login = holder.keys.login;
        if (!content.persons.emplace(login, std::move(holder)).second)
            reader.refuse("persons/" + login);
    }
    content.recovery = reader.holder(json["recovery"], "recovery", {Standing::Recovery});
    for (const auto& item : reader.array(json["data_keys"], "data_keys", 1)) {
        const std::string path = "data_keys/" + std::to_string(content.dataKeys.size());
        reader.members(item, path, {"id", "sealed"});
        content.dataKeys.push_back(
            {reader.bytes(item["id"], path + "/id", 16, 16), reader.sealed(item["sealed"], path + "/sealed", kSealed)});
    }
    if (content.dataKeys.size() > 2)
        reader.refuse("data_keys");
    for (const auto& item : reader.array(json["authorities"], "authorities", 1)) {
        const std::string path = "authorities/" + std::to_string(content.authorities.size());
        reader.members(item, path, {"certificate", "sealed"});
        content.authorities.push_back({reader.bytes(item["certificate"], path + "/certificate", 1, 8192),
            reader.sealed(item["sealed"], path + "/sealed", kSealedAuthority)});
    }
    for (const auto& item : reader.array(json["former"], "former", 0))
        content.former.push_back(reader.publics(item, "former/" + std::to_string(content.former.size())));
    if (reader.ok())
        checkReferences(reader, content);
    // One spelling only: holders in order of login, Base64 without stray bits.
    if (reader.ok() && write(content) != bytes)
        reader.refuse("order");
    if (!reader.ok())
        return fail(kKeyringInvalid, reader.complaint(), {reader.complaint()});
    return content;
}

} // namespace oxseal::keyring
