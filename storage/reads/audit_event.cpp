// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/audit_event.h"

#include "models/audit/checkpoint.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/signature.h"
#include "storage/ledger/ledger_listing.h"

#include <map>

namespace oxseal {
namespace {

constexpr const char* kCovering = R"sql(
SELECT c.id, c.size, c.purpose, coalesce(p.name, 'person:' || c.person), c.public_key, c.note
FROM ledger_checkpoint c
LEFT JOIN person p ON p.id = c.person
WHERE c.size > ?1
ORDER BY c.size, c.id
LIMIT 1)sql";

/// Length of an Ed25519 key; a longer one is a SubjectPublicKeyInfo.
constexpr std::size_t kSessionKeyBytes = 32;

void flatten(const Json& value, const std::string& path, std::map<std::string, std::string>& fields)
{
    if (value.isNull())
        return;
    if (value.isObject()) {
        for (const auto& [key, member] : value.toObject())
            flatten(member, path.empty() ? key : path + "." + key, fields);
        return;
    }
    if (value.isArray()) {
        std::size_t index = 0;
        for (const Json& member : value.toArray())
            flatten(member, path + "[" + std::to_string(index++) + "]", fields);
        return;
    }
    fields[path] = value.isString() ? value.toString() : canonicalJson(value);
}

/// RFC 9162 §2.1.3.2 with every intermediate hash kept, for people to follow.
std::vector<AuditProof::Step> stepsOf(Hasher& hasher, const Digest& leaf, std::uint64_t index, std::uint64_t size,
    const merkle::Proof& proof)
{
    std::vector<AuditProof::Step> steps;
    std::uint64_t fn = index;
    std::uint64_t sn = size - 1;
    Digest hash = leaf;
    for (const Digest& sibling : proof) {
        const bool left = (fn & 1U) != 0 || fn == sn;
        hash = left ? merkle::nodeHash(hasher, sibling, hash) : merkle::nodeHash(hasher, hash, sibling);
        steps.push_back({sibling, left, hash});
        while (left && (fn & 1U) == 0 && fn != 0) {
            fn >>= 1U;
            sn >>= 1U;
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return steps;
}

bool noteHolds(const SignedNote& note, const std::string& publicKey)
{
    if (note.signatures.size() != 1)
        return false;
    const std::string text = checkpointText(note.checkpoint);
    const ByteView signature = asBytes(note.signatures.front().signature);
    return publicKey.size() == kSessionKeyBytes ? verifySession(asBytes(publicKey), asBytes(text), signature)
                                                : verifySigning(asBytes(publicKey), asBytes(text), signature);
}

/// The first checkpoint behind the event; the head of the ledger when there is none yet.
Status cover(Workspace& workspace, AuditProof& proof)
{
    std::string publicKey;
    std::string text;
    OXSEAL_TRY(const bool found,
        workspace.db().one(kCovering, {static_cast<std::int64_t>(proof.sequence)}, [&](const SqlRow& row) {
            proof.checkpoint = row.integer(0);
            proof.size = static_cast<std::uint64_t>(row.integer(1));
            proof.purpose = row.string(2);
            proof.signer = row.string(3);
            publicKey = std::string(asText(row.blob(4)));
            text = row.string(5);
        }));
    if (!found) {
        OXSEAL_TRY(const LedgerHead head, workspace.ledgerHead());
        proof.size = head.size;
        proof.root = head.root;
        return {};
    }
    OXSEAL_TRY(const SignedNote note, parseNote(text));
    proof.root = note.checkpoint.root;
    proof.signatureHolds = note.checkpoint.size == proof.size && note.checkpoint.origin == "oxseal/" + workspace.id()
        && noteHolds(note, publicKey);
    return {};
}

} // namespace

std::vector<AuditChange> auditChanges(const Json& before, const Json& after)
{
    std::map<std::string, std::string> old;
    std::map<std::string, std::string> fresh;
    flatten(before, {}, old);
    flatten(after, {}, fresh);
    std::map<std::string, AuditChange> joined;
    for (auto& [field, value] : old)
        joined[field].before = std::move(value);
    for (auto& [field, value] : fresh)
        joined[field].after = std::move(value);
    std::vector<AuditChange> changes;
    for (auto& [field, change] : joined) {
        change.field = field;
        changes.push_back(std::move(change));
    }
    return changes;
}

Result<AuditEvent> auditEvent(Database& db, std::uint64_t sequence)
{
    LedgerFilter filter;
    filter.from = sequence;
    filter.limit = 1;
    OXSEAL_TRY(const auto found, listLedger(db, filter));
    if (found.empty() || found.front().header.sequence != sequence)
        return fail(kLedgerNoEntry, {}, {std::to_string(sequence)});
    const StoredEntry& entry = found.front();
    AuditEvent event;
    event.header = entry.header;
    event.disposedBy = entry.disposedBy;
    event.disposed = !entry.body.has_value();
    if (event.disposed)
        return event;
    OXSEAL_TRY(const Json body, parseJson(*entry.body));
    event.name = body["name"].toString();
    event.login = body["login"].toString();
    event.reason = body["reason"].toString();
    event.ticket = body["ticket"].toString();
    event.changes = auditChanges(body["before"], body["after"]);
    return event;
}

Result<AuditProof> auditProof(Workspace& workspace, std::uint64_t sequence)
{
    LedgerStore store(workspace.db(), *workspace.environment().random);
    OXSEAL_TRY(const StoredEntry entry, store.entry(sequence));
    Sha256 hasher;
    AuditProof proof;
    proof.sequence = sequence;
    proof.header = canonicalHeader(entry.header);
    proof.leaf = leafOf(hasher, entry.header);
    proof.bodyHolds = !entry.body || bodyDigestOf(hasher, asBytes(entry.salt), *entry.body) == entry.header.bodyDigest;
    OXSEAL_CHECK(cover(workspace, proof));
    OXSEAL_TRY(const merkle::Proof path, store.inclusionProof(sequence, proof.size));
    proof.path = stepsOf(hasher, proof.leaf, sequence, proof.size, path);
    proof.included = merkle::verifyInclusion(hasher, proof.leaf, sequence, proof.size, path, proof.root);
    return proof;
}

} // namespace oxseal
