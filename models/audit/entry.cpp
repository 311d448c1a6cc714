// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/entry.h"

#include "models/audit/merkle.h"

namespace oxseal {

const char* name(ClockSource source) noexcept
{
    switch (source) {
    case ClockSource::System:
        return "system";
    case ClockSource::Demo:
        return "demo";
    case ClockSource::Test:
        return "test";
    }
    return "";
}

std::optional<ClockSource> clockSourceFromName(std::string_view text) noexcept
{
    for (const auto source : {ClockSource::System, ClockSource::Demo, ClockSource::Test}) {
        if (text == name(source))
            return source;
    }
    return std::nullopt;
}

Json toJson(const EntryHeader& header)
{
    Json json;
    json.set("v", 1)
        .set("seq", static_cast<std::int64_t>(header.sequence))
        .set("time", header.time.iso())
        .set("zone", header.zone)
        .set("clock", name(header.clock))
        .set("person", header.person.value)
        .set("role", header.role)
        .set("auth", header.auth)
        .set("host", header.host)
        .set("os_user", header.osUser)
        .set("verb", header.verb)
        .set("object", header.object)
        .set("module", header.module)
        .set("version", header.version)
        .set("body_digest", header.bodyDigest.hex());
    return json;
}

std::string canonicalHeader(const EntryHeader& header) { return canonicalJson(toJson(header)); }

Result<EntryHeader> headerFromJson(const Json& json)
{
    EntryHeader header;
    const auto text = [&](const char* key, std::string& out) {
        out = json[key].toString();
        return json[key].isString();
    };
    std::string time;
    std::string clock;
    std::string digest;
    const bool shaped = json.toObject().size() == 15 && json["v"] == Json(1) && json["seq"].isInteger()
        && json["seq"].toInteger() >= 0 && json["person"].isInteger() && text("time", time) && text("zone", header.zone)
        && text("clock", clock) && text("role", header.role) && text("auth", header.auth) && text("host", header.host)
        && text("os_user", header.osUser) && text("verb", header.verb) && text("object", header.object)
        && text("module", header.module) && text("version", header.version) && text("body_digest", digest);
    const auto instant = Instant::fromIso(time);
    const auto source = clockSourceFromName(clock);
    const auto body = Digest::fromHex(digest);
    if (!shaped || !instant || !source || !body)
        return fail(kEntryInvalid, "seq " + std::to_string(json["seq"].toInteger(-1)));
    header.sequence = static_cast<std::uint64_t>(json["seq"].toInteger());
    header.time = *instant;
    header.clock = *source;
    header.person = PersonId(json["person"].toInteger());
    header.bodyDigest = *body;
    if (toJson(header) != json) // another spelling of the same time or digest would be another leaf
        return fail(kEntryInvalid, "seq " + std::to_string(header.sequence));
    return header;
}

Digest leafOf(Hasher& hasher, const EntryHeader& header)
{
    return merkle::leafHash(hasher, asBytes(canonicalHeader(header)));
}

Digest bodyDigestOf(Hasher& hasher, ByteView salt, std::string_view body)
{
    hasher.update(salt);
    hasher.update(body);
    return hasher.finish();
}

} // namespace oxseal
