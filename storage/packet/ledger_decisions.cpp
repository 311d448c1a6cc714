// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/ledger_decisions.h"

#include "models/audit/entry.h"
#include "storage/crypto/hash.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

constexpr const char* kLedger = "ledger/entries.ndjson";
constexpr const char* kBodies = "ledger/decision_bodies.ndjson";

struct Body
{
    std::string salt;
    Json json;
};

/// Calls `each(line)` for every line that is not empty.
template <class F>
Status eachLine(std::string_view text, F each)
{
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (!line.empty())
            OXSEAL_CHECK(each(line));
    }
    return {};
}

Result<std::map<std::int64_t, Body>> bodiesOf(PacketWork& work)
{
    std::map<std::int64_t, Body> bodies;
    if (!work.has(kBodies)) {
        work.leaveOut(kBodies, "not_in_packet");
        return bodies;
    }
    OXSEAL_TRY(const std::string bytes, work.bytes(kBodies));
    OXSEAL_CHECK(eachLine(bytes, [&](std::string_view line) -> Status {
        OXSEAL_TRY(const Json json, parseJson(line));
        bodies[json["seq"].toInteger(-1)] = {fromHex(json["salt"].toString()).value_or(std::string()), json["body"]};
        return {};
    }));
    return bodies;
}

} // namespace

Result<std::map<std::int64_t, std::vector<LedgerDecisions>>> ledgerDecisions(PacketWork& work)
{
    std::map<std::int64_t, std::vector<LedgerDecisions>> out;
    if (!work.has(kLedger)) {
        work.leaveOut(kLedger, "not_in_packet");
        return out;
    }
    OXSEAL_TRY(const auto bodies, bodiesOf(work));
    OXSEAL_TRY(const std::string bytes, work.bytes(kLedger));
    Sha256 hasher;
    OXSEAL_CHECK(eachLine(bytes, [&](std::string_view line) -> Status {
        if (line.find(R"("object":"campaign:)") == std::string_view::npos || line.find(R"("verb":"review.)") == std::string_view::npos)
            return {};
        OXSEAL_TRY(const Json json, parseJson(line));
        OXSEAL_TRY(const EntryHeader header, headerFromJson(json));
        if (!access::recordsDecisions(header.verb))
            return {};
        LedgerDecisions& entry = out[access::campaignOfObject(header.object)].emplace_back();
        entry.sequence = static_cast<std::int64_t>(header.sequence);
        entry.time = header.time.iso();
        entry.verb = header.verb;
        const auto body = bodies.find(entry.sequence);
        if (body == bodies.end())
            return {};
        const Digest digest = bodyDigestOf(hasher, asBytes(body->second.salt), canonicalJson(body->second.json));
        work.compare(kBodies, texts::sentence("verify.entry_place", {std::to_string(entry.sequence)}), digest.hex(), header.bodyDigest.hex());
        if (digest != header.bodyDigest)
            return {};
        entry.known = true;
        entry.who = body->second.json["name"].toString();
        entry.decisions = access::recordedDecisions(header.verb, body->second.json);
        return {};
    }));
    return out;
}

} // namespace oxseal
