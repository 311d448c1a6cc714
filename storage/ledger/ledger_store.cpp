// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ledger/ledger_store.h"

#include "storage/files/fault_point.h"
#include "storage/ledger/ledger_rows.h"

namespace oxseal {
namespace {

constexpr const char* kSize = R"sql(SELECT max(seq) + 1 FROM ledger_entry)sql";
constexpr const char* kNode = R"sql(SELECT hash FROM ledger_node WHERE level = ? AND position = ?)sql";
constexpr const char* kAddEntry = R"sql(
INSERT INTO ledger_entry (seq, time, zone, clock, person, role, auth, host, os_user, verb, object, module, version,
    body_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr const char* kAddBody = R"sql(INSERT INTO ledger_body (seq, salt, body) VALUES (?, ?, ?))sql";
constexpr const char* kAddNode = R"sql(INSERT INTO ledger_node (level, position, hash) VALUES (?, ?, ?))sql";
constexpr const char* kAddCommit = R"sql(
INSERT INTO ledger_commit (size, root, person, session_key, signature) VALUES (?, ?, ?, ?, ?))sql";
constexpr const char* kAddCheckpoint = R"sql(
INSERT INTO ledger_checkpoint (size, purpose, person, public_key, note) VALUES (?, ?, ?, ?, ?))sql";
constexpr const char* kAddTombstone = R"sql(INSERT INTO ledger_tombstone (seq, disposal_seq) VALUES (?, ?))sql";
constexpr const char* kDropBody = R"sql(DELETE FROM ledger_body WHERE seq = ?)sql";
constexpr const char* kLastKeyring = R"sql(
SELECT object FROM ledger_entry WHERE verb = 'keyring.change' ORDER BY seq DESC LIMIT 1)sql";
constexpr const char* kLastCheckpoint = R"sql(SELECT max(size) FROM ledger_checkpoint)sql";
constexpr const char* kEntry = "SELECT " OXSEAL_LEDGER_COLUMNS "WHERE e.seq = ?";

std::int64_t signedOf(std::uint64_t value) { return static_cast<std::int64_t>(value); }

tl::unexpected<Error> broken(const std::string& place) { return fail(kLedgerBroken, place); }

} // namespace

merkle::NodeReader LedgerStore::nodes()
{
    return [this](unsigned level, std::uint64_t position) -> std::optional<Digest> {
        std::optional<Digest> hash;
        const auto found = db_.one(kNode, {std::int64_t{level}, signedOf(position)},
            [&](const SqlRow& row) { hash = row.digest(0); });
        return found ? hash : std::nullopt;
    };
}

Result<merkle::Frontier> LedgerStore::frontier(std::uint64_t size)
{
    std::vector<Digest> peaks;
    const auto read = nodes();
    for (const auto& place : merkle::Frontier::peakPlaces(size)) {
        const auto hash = read(place.level, place.position);
        if (!hash)
            return broken("node " + std::to_string(place.level) + "/" + std::to_string(place.position));
        peaks.push_back(*hash);
    }
    auto made = merkle::Frontier::fromPeaks(size, std::move(peaks));
    if (!made)
        return broken("frontier");
    return *made;
}

Result<LedgerHead> LedgerStore::head()
{
    OXSEAL_TRY(const auto size, db_.integer(kSize));
    OXSEAL_TRY(const merkle::Frontier edge, frontier(static_cast<std::uint64_t>(size.value_or(0))));
    return LedgerHead{edge.size(), edge.root(hasher_)};
}

Result<std::optional<Digest>> LedgerStore::rootAt(std::uint64_t size)
{
    OXSEAL_TRY(const auto now, db_.integer(kSize));
    if (size > static_cast<std::uint64_t>(now.value_or(0)))
        return std::optional<Digest>();
    const auto root = merkle::rootAt(hasher_, size, nodes());
    if (!root)
        return broken("root at " + std::to_string(size));
    return root;
}

Result<LedgerHead> LedgerStore::append(std::vector<NewEntry> entries)
{
    OXSEAL_TRY(const auto size, db_.integer(kSize));
    OXSEAL_TRY(merkle::Frontier edge, frontier(static_cast<std::uint64_t>(size.value_or(0))));
    for (auto& entry : entries) {
        BodySalt salt{};
        random_.fill(salt);
        EntryHeader& h = entry.header;
        h.sequence = edge.size();
        h.bodyDigest = bodyDigestOf(hasher_, salt, entry.body);
        const std::string time = h.time.iso();
        OXSEAL_CHECK(db_.run(kAddEntry,
            {signedOf(h.sequence), std::string_view(time), std::string_view(h.zone), std::string_view(name(h.clock)),
                h.person.value, std::string_view(h.role), std::string_view(h.auth), std::string_view(h.host),
                std::string_view(h.osUser), std::string_view(h.verb), std::string_view(h.object),
                std::string_view(h.module), std::string_view(h.version), ByteView(h.bodyDigest.bytes)}));
        OXSEAL_CHECK(db_.run(kAddBody, {signedOf(h.sequence), ByteView(salt), std::string_view(entry.body)}));
        Status stored;
        edge.append(hasher_, leafOf(hasher_, h), [&](const merkle::Node& node) {
            if (!stored)
                return;
            if (auto added = db_.run(
                    kAddNode, {std::int64_t{node.level}, signedOf(node.position), ByteView(node.hash.bytes)});
                !added)
                stored = tl::unexpected<Error>(added.error());
        });
        OXSEAL_CHECK(stored);
        faultPoint("ledger.entry");
    }
    return LedgerHead{edge.size(), edge.root(hasher_)};
}

Status LedgerStore::addCommit(const LedgerHead& head, PersonId person, ByteView sessionKey, ByteView signature)
{
    OXSEAL_CHECK(db_.run(
        kAddCommit, {signedOf(head.size), ByteView(head.root.bytes), person.value, sessionKey, signature}));
    return {};
}

Status LedgerStore::addCheckpoint(
    const SignedNote& note, const std::string& purpose, PersonId person, ByteView publicKey)
{
    const std::string text = noteText(note);
    OXSEAL_CHECK(db_.run(kAddCheckpoint,
        {signedOf(note.checkpoint.size), std::string_view(purpose), person.value, publicKey, std::string_view(text)}));
    return {};
}

Status LedgerStore::disposeBody(std::uint64_t sequence, std::uint64_t order)
{
    OXSEAL_CHECK(db_.run(kAddTombstone, {signedOf(sequence), signedOf(order)}));
    OXSEAL_TRY(const auto count, db_.run(kDropBody, {signedOf(sequence)}));
    if (count != 1)
        return fail(kLedgerNoEntry, "entry " + std::to_string(sequence), {std::to_string(sequence)});
    return {};
}

Result<StoredEntry> LedgerStore::entry(std::uint64_t sequence)
{
    StoredEntry out;
    bool canonical = true;
    OXSEAL_TRY(const bool found,
        db_.one(kEntry, {signedOf(sequence)}, [&](const SqlRow& row) { canonical = ledger::entryOf(row, out); }));
    if (!found)
        return fail(kLedgerNoEntry, {}, {std::to_string(sequence)});
    if (!canonical)
        return broken("entry " + std::to_string(sequence));
    return out;
}

Result<merkle::Proof> LedgerStore::inclusionProof(std::uint64_t index, std::uint64_t size)
{
    auto proof = merkle::inclusionProof(hasher_, index, size, nodes());
    if (!proof)
        return broken("inclusion of " + std::to_string(index));
    return *proof;
}

Result<merkle::Proof> LedgerStore::consistencyProof(std::uint64_t first, std::uint64_t second)
{
    auto proof = merkle::consistencyProof(hasher_, first, second, nodes());
    if (!proof)
        return broken("consistency from " + std::to_string(first));
    return *proof;
}

Result<std::string> LedgerStore::lastKeyringEvent()
{
    std::string object;
    OXSEAL_CHECK(db_.one(kLastKeyring, {}, [&](const SqlRow& row) { object = row.string(0); }));
    return object;
}

Result<std::uint64_t> LedgerStore::lastCheckpointSize()
{
    OXSEAL_TRY(const auto size, db_.integer(kLastCheckpoint));
    return static_cast<std::uint64_t>(size.value_or(0));
}

} // namespace oxseal
