// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/manifest.h"

#include "storage/packet/zip_format.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr const char* kFormat = "oxseal-packet";
constexpr int kVersion = 1;

Json filesJson(const std::vector<ManifestFile>& files)
{
    Json::Array array;
    for (const auto& file : files) {
        Json one;
        one.set("path", file.path)
            .set("size", static_cast<std::int64_t>(file.size))
            .set("sha256", file.sha256.hex())
            .set("role", file.role)
            .set("period", file.period);
        if (file.facts.isObject())
            one.set("facts", file.facts);
        array.push_back(std::move(one));
    }
    return array;
}

template <class List, class F>
Json arrayOf(const List& list, F&& convert)
{
    Json::Array array;
    for (const auto& item : list)
        array.push_back(convert(item));
    return array;
}

/// Reads members and remembers whether every one of them was there and of its kind.
class Fields
{
public:
    explicit Fields(const Json& json) : json_(json) { good = json.isObject(); }
    std::string text(const char* key)
    {
        good = good && json_[key].isString();
        return json_[key].toString();
    }
    std::uint64_t number(const char* key)
    {
        const auto value = json_[key].toInteger(-1);
        good = good && json_[key].isInteger() && value >= 0;
        return static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0));
    }
    Digest digest(const char* key)
    {
        const auto value = Digest::fromHex(text(key));
        good = good && value;
        return value.value_or(Digest{});
    }
    Day day(const char* key)
    {
        const auto value = Day::fromIso(text(key));
        good = good && value;
        return value.value_or(Day{});
    }
    const Json::Array& list(const char* key)
    {
        good = good && json_[key].isArray();
        return json_[key].toArray();
    }
    bool good;

private:
    const Json& json_;
};

bool readFiles(Manifest& manifest, const Json::Array& list)
{
    for (const Json& item : list) {
        Fields fields(item);
        ManifestFile file{fields.text("path"), fields.number("size"), fields.digest("sha256"), fields.text("role"),
            fields.text("period"), item["facts"]};
        if (!fields.good || !zip::nameAllowed(file.path))
            return false;
        if (!manifest.files.empty() && manifest.files.back().path >= file.path)
            return false;
        manifest.files.push_back(std::move(file));
    }
    return true;
}

bool readLists(Manifest& manifest, Fields& top)
{
    bool good = true;
    for (const Json& item : top.list("required_signers")) {
        Fields fields(item);
        manifest.requiredSigners.push_back({fields.text("role"), fields.text("name")});
        good = good && fields.good;
    }
    for (const Json& item : top.list("certificates")) {
        Fields fields(item);
        manifest.certificates.push_back({fields.text("office"), fields.text("name"), fields.digest("fingerprint"),
            fields.text("state"), fields.day("start")});
        good = good && fields.good;
    }
    for (const Json& item : top.list("authorities")) {
        const auto digest = Digest::fromHex(item.toString());
        good = good && digest;
        manifest.authorities.push_back(digest.value_or(Digest{}));
    }
    for (const Json& item : top.list("withheld")) {
        Fields fields(item);
        manifest.withheld.push_back({fields.text("what"), fields.text("why")});
        good = good && fields.good;
    }
    for (const Json& item : top.list("known_gaps"))
        manifest.knownGaps.push_back(item.toString());
    for (const Json& item : top.list("marks"))
        manifest.marks.push_back(item.toString());
    return good;
}

} // namespace

std::string manifestBytes(Manifest manifest)
{
    std::sort(manifest.files.begin(), manifest.files.end(),
        [](const ManifestFile& a, const ManifestFile& b) { return a.path < b.path; });
    Json json;
    json.set("format", kFormat).set("version", kVersion);
    json.set("company", manifest.company).set("workspace", manifest.workspace).set("profile", manifest.profile);
    json.set("period",
        Json().set("name", manifest.period).set("first", manifest.firstDay.iso()).set("last", manifest.lastDay.iso()));
    json.set("sealed_at", manifest.sealedAt.iso()).set("clock", manifest.clock);
    json.set("marks", Json::Array(manifest.marks.begin(), manifest.marks.end()));
    json.set("ledger",
        Json().set("size", static_cast<std::int64_t>(manifest.ledgerSize)).set("root", manifest.ledgerRoot.hex()));
    json.set("tool", Json().set("name", "oxseal").set("version", manifest.toolVersion));
    json.set("parsers",
        arrayOf(manifest.parsers, [](const auto& p) { return Json().set("name", p.first).set("version", p.second); }));
    json.set("files", filesJson(manifest.files));
    json.set("required_signers", arrayOf(manifest.requiredSigners, [](const RequiredSigner& signer) {
        return Json().set("role", signer.role).set("name", signer.name);
    }));
    json.set("certificates", arrayOf(manifest.certificates, [](const ManifestCertificate& certificate) {
        return Json()
            .set("office", certificate.office)
            .set("name", certificate.name)
            .set("fingerprint", certificate.fingerprint.hex())
            .set("state", certificate.state)
            .set("start", certificate.start.iso());
    }));
    json.set("authorities", arrayOf(manifest.authorities, [](const Digest& digest) { return Json(digest.hex()); }));
    json.set("withheld", arrayOf(manifest.withheld,
        [](const Withheld& item) { return Json().set("what", item.what).set("why", item.why); }));
    json.set("known_gaps", Json::Array(manifest.knownGaps.begin(), manifest.knownGaps.end()));
    return canonicalJson(json);
}

Result<Manifest> parseManifest(std::string_view bytes)
{
    OXSEAL_TRY(const Json json, parseJson(bytes));
    if (canonicalJson(json) != bytes)
        return fail(kManifestInvalid, "canonical form");
    if (json["format"].toString() != kFormat || json["version"].toInteger() != kVersion)
        return fail(kManifestInvalid, "format");
    Manifest manifest;
    Fields top(json);
    manifest.company = top.text("company");
    manifest.workspace = top.text("workspace");
    manifest.profile = top.text("profile");
    manifest.clock = top.text("clock");
    Fields period(json["period"]);
    manifest.period = period.text("name");
    manifest.firstDay = period.day("first");
    manifest.lastDay = period.day("last");
    const auto sealedAt = Instant::fromIso(top.text("sealed_at"));
    manifest.sealedAt = sealedAt.value_or(Instant{});
    Fields ledger(json["ledger"]);
    manifest.ledgerSize = ledger.number("size");
    manifest.ledgerRoot = ledger.digest("root");
    Fields tool(json["tool"]);
    manifest.toolVersion = tool.text("version");
    for (const Json& item : top.list("parsers")) {
        Fields parser(item);
        manifest.parsers.emplace_back(parser.text("name"), parser.text("version"));
        top.good = top.good && parser.good;
    }
    const bool lists = readLists(manifest, top);
    if (!readFiles(manifest, top.list("files")))
        return fail(kManifestInvalid, "files");
    if (!lists || !top.good || !period.good || !ledger.good || !tool.good || !sealedAt)
        return fail(kManifestInvalid, "members");
    if (manifestBytes(manifest) != bytes) // no other member, no other order, no other spelling of a value
        return fail(kManifestInvalid, "spelling");
    return manifest;
}

std::string sumsText(const Manifest& manifest, const Digest& manifestDigest)
{
    std::vector<std::pair<std::string, Digest>> lines{{"manifest.json", manifestDigest}};
    for (const auto& file : manifest.files)
        lines.emplace_back(file.path, file.sha256);
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const auto& [path, digest] : lines)
        text += digest.hex() + "  " + path + "\n";
    return text;
}

} // namespace oxseal
