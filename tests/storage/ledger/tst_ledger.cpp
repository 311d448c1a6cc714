// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ledger/ledger_verifier.h"

#include "storage/crypto/signature.h"
#include "storage/db/errors.h"
#include "storage/db/migrator.h"
#include "storage/db/transaction.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

constexpr const char* kId = "000102030405060708090a0b0c0d0e0f";

/// A ledger written by the store alone, with two persons and one transaction per call of write().
struct World : test::TempWorld
{
    std::unique_ptr<Database> db
        = std::move(*Database::open(path("l.db"), Secret(Botan::secure_vector<std::uint8_t>(32, 3)), Database::Mode::Create));
    LedgerStore store{*db, random};
    SessionKey ada = *SessionKey::generate(random);
    SessionKey ben = *SessionKey::generate(random);

    World()
    {
        const auto steps = compiledSchema();
        const auto report = migrate(*db, *steps, true, now);
        if (!report || report->outcome != MigrationOutcome::Created)
            qFatal("schema");
    }

    EntryHeader header(std::int64_t person, const std::string& verb, const std::string& object)
    {
        EntryHeader h;
        now.micros += 1'000'000;
        h.time = now;
        h.zone = "UTC";
        h.clock = ClockSource::Test;
        h.person = PersonId(person);
        h.role = "controller";
        h.auth = "passphrase";
        h.host = "testhost";
        h.osUser = "tester";
        h.verb = verb;
        h.object = object;
        h.module = "test";
        h.version = "0";
        return h;
    }

    Status write(std::int64_t person, std::vector<NewEntry> entries, const std::function<Status()>& also = {})
    {
        const SessionKey& key = person == 1 ? ada : ben;
        auto transaction = Transaction::begin(*db);
        if (!transaction)
            return tl::unexpected<Error>(transaction.error());
        OXSEAL_TRY(const LedgerHead head, store.append(std::move(entries)));
        if (also)
            OXSEAL_CHECK(also());
        OXSEAL_TRY(const std::string signature,
            key.sign(asBytes(checkpointText({std::string("oxseal/") + kId + "/commit", head.size, head.root, {}}))));
        OXSEAL_CHECK(store.addCommit(head, PersonId(person), asBytes(key.publicKey()), asBytes(signature)));
        return transaction->commit();
    }
    Status write(std::int64_t person, const std::string& object)
    {
        return write(person, {{header(person, "test.write", object), "{\"object\":\"" + object + "\"}"}});
    }
    Status checkpoint(const std::string& purpose)
    {
        OXSEAL_TRY(const LedgerHead head, store.head());
        SignedNote note{{std::string("oxseal/") + kId, head.size, head.root, {"purpose " + purpose}}, {}};
        Sha256 hasher;
        OXSEAL_TRY(const std::string signature, ada.sign(asBytes(checkpointText(note.checkpoint))));
        note.signatures.push_back({"person-1", ed25519KeyId(hasher, "person-1", asBytes(ada.publicKey())), signature});
        return store.addCheckpoint(note, purpose, PersonId(1), asBytes(ada.publicKey()));
    }
    /// Ten entries in seven transactions, with a checkpoint.
    Status fill()
    {
        OXSEAL_CHECK(write(1, {{header(1, "workspace.create", "w"), "{}"},
            {header(1, "keyring.change", "keyring:" + Digest{}.hex() + ":" + keyring.hex()), "{}"}}));
        for (const char* object : {"a:1", "a:2", "a:3"})
            OXSEAL_CHECK(write(2, object));
        OXSEAL_CHECK(write(1, {{header(1, "x", "b:1"), "1"}, {header(1, "x", "b:2"), "2"}, {header(1, "x", "b:3"), "3"}}));
        OXSEAL_CHECK(checkpoint("close"));
        OXSEAL_CHECK(write(2, "c:1"));
        return write(1, "c:2");
    }
    LedgerExpectation expectation()
    {
        return {kId, {{PersonId(1), ada.publicKey()}, {PersonId(2), ben.publicKey()}}, {}, keyring, {}};
    }
    LedgerVerification verify() { return verify(expectation()); }
    LedgerVerification verify(const LedgerExpectation& expected)
    {
        DatabaseLedgerReader reader(*db);
        auto result = verifyLedger(reader, expected);
        if (!result)
            qFatal("verify: %s", result.error().debugString().c_str());
        return *result;
    }
    /// Changes rows as somebody with the data key and another program could.
    void tamper(const std::string& sql)
    {
        static const char* triggers[] = {"ledger_entry_no_update", "ledger_entry_no_delete", "ledger_entry_next",
            "ledger_body_no_update", "ledger_body_disposal", "ledger_body_not_again", "ledger_tombstone_no_update",
            "ledger_tombstone_no_delete", "ledger_node_no_update", "ledger_node_no_delete", "ledger_commit_no_update",
            "ledger_commit_no_delete", "ledger_checkpoint_no_update", "ledger_checkpoint_no_delete"};
        std::string all = "PRAGMA foreign_keys=OFF;";
        for (const char* trigger : triggers)
            all += std::string("DROP TRIGGER IF EXISTS ") + trigger + ";";
        const auto done = db->script(all + sql);
        if (!done)
            qFatal("tamper: %s", done.error().debugString().c_str());
    }

    Digest keyring = *Digest::fromHex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
};

bool names(const LedgerVerification& result, const std::string& code, const std::string& subject)
{
    for (const Finding& finding : result.problems) {
        if (finding.code == code && finding.subject == subject)
            return true;
    }
    return false;
}

std::string listing(const LedgerVerification& result)
{
    return test::textOf(result.problems);
}

} // namespace

class TstLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anUntouchedLedgerVerifies()
    {
        World world;
        VERIFY_OK(world.fill());
        const auto result = world.verify();
        QVERIFY2(result.problems.empty(), listing(result).c_str());
        QVERIFY(result.intact());
        QCOMPARE(result.entries, std::uint64_t{10});
        QCOMPARE(result.bodies, std::uint64_t{10});
        QCOMPARE(result.commits, std::uint64_t{7});
        QCOMPARE(result.checkpoints, std::uint64_t{1});
        QVERIFY(result.head == *world.store.head());
    }

    void proofsOfTheStoreHold()
    {
        World world;
        VERIFY_OK(world.fill());
        Sha256 hasher;
        const auto head = *world.store.head();
        for (std::uint64_t i = 0; i < head.size; ++i) {
            const auto entry = world.store.entry(i);
            VERIFY_OK(entry);
            const auto proof = world.store.inclusionProof(i, head.size);
            VERIFY_OK(proof);
            QVERIFY(merkle::verifyInclusion(hasher, leafOf(hasher, entry->header), i, head.size, *proof, head.root));
        }
        const auto old = world.store.rootAt(4);
        VERIFY_OK(old);
        const auto proof = world.store.consistencyProof(4, head.size);
        VERIFY_OK(proof);
        QVERIFY(merkle::verifyConsistency(hasher, 4, **old, head.size, head.root, *proof));
        QVERIFY(world.store.entry(99).error().is(kLedgerNoEntry));
    }

    void everyAlteredColumnIsFoundAndLocated_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char* name, const char* sql, const char* code, const char* subject) {
            QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(code) << QString::fromLatin1(subject);
        };
        for (const char* column : {"zone", "role", "auth", "host", "os_user", "verb", "object", "module", "version"})
            QTest::newRow(column) << QStringLiteral("UPDATE ledger_entry SET %1 = %1 || 'x' WHERE seq = 4").arg(QLatin1String(column))
                                  << QStringLiteral("ledger.entry_altered") << QStringLiteral("entry 4");
        row("time", "UPDATE ledger_entry SET time = '2026-10-01T08:00:05.500000Z' WHERE seq = 4", "ledger.entry_altered", "entry 4");
        row("time spelling", "UPDATE ledger_entry SET time = replace(time, '.000000', '') WHERE seq = 4", "ledger.entry_altered", "entry 4");
        row("clock", "UPDATE ledger_entry SET clock = 'system' WHERE seq = 4", "ledger.entry_altered", "entry 4");
        row("unknown clock", "UPDATE ledger_entry SET clock = 'sundial' WHERE seq = 4", "ledger.entry_altered", "entry 4");
        row("person", "UPDATE ledger_entry SET person = 1 WHERE seq = 4", "ledger.author", "entry 4");
        row("body digest", "UPDATE ledger_entry SET body_digest = randomblob(32) WHERE seq = 4", "ledger.entry_altered", "entry 4");
        row("body", "UPDATE ledger_body SET body = replace(body, 'a:3', 'a:4') WHERE seq = 4", "ledger.body_altered", "entry 4");
        row("salt", "UPDATE ledger_body SET salt = randomblob(16) WHERE seq = 4", "ledger.body_altered", "entry 4");
        row("body gone", "DELETE FROM ledger_body WHERE seq = 4", "ledger.body_missing", "entry 4");
        row("tombstone without order", "DELETE FROM ledger_body WHERE seq = 4; INSERT INTO ledger_tombstone VALUES (4, 9)",
            "ledger.tombstone_unordered", "entry 4");
        row("entry gone", "DELETE FROM ledger_body WHERE seq = 4; DELETE FROM ledger_entry WHERE seq = 4", "ledger.gap", "entry 5");
        row("entries cut off", "DELETE FROM ledger_body WHERE seq = 9; DELETE FROM ledger_entry WHERE seq = 9",
            "ledger.commit_beyond", "commit 10");
        row("entry added", "INSERT INTO ledger_entry SELECT 10, time, zone, clock, person, role, auth, host, os_user, verb, object,"
            " module, version, body_digest FROM ledger_entry WHERE seq = 9; INSERT INTO ledger_body SELECT 10, salt, body"
            " FROM ledger_body WHERE seq = 9", "ledger.unsigned", "entry 10");
        row("leaf node", "UPDATE ledger_node SET hash = randomblob(32) WHERE level = 0 AND position = 4", "ledger.entry_altered", "entry 4");
        row("inner node", "UPDATE ledger_node SET hash = randomblob(32) WHERE level = 2 AND position = 1", "ledger.node_altered", "node 2/1");
        row("node gone", "DELETE FROM ledger_node WHERE level = 2 AND position = 1", "ledger.node_missing", "level 2");
        row("node added", "INSERT INTO ledger_node VALUES (2, 7, randomblob(32))", "ledger.node_extra", "node 2/7");
        row("commit root", "UPDATE ledger_commit SET root = randomblob(32) WHERE size = 4", "ledger.commit_root", "commit 4");
        row("commit person", "UPDATE ledger_commit SET person = 1 WHERE size = 4", "ledger.commit_key", "commit 4");
        row("commit signature", "UPDATE ledger_commit SET signature = randomblob(64) WHERE size = 4", "ledger.commit_signature", "commit 4");
        row("commit key", "UPDATE ledger_commit SET session_key = randomblob(32) WHERE size = 4", "ledger.commit_key", "commit 4");
        row("last commit gone", "DELETE FROM ledger_commit WHERE size = 10", "ledger.unsigned", "entry 9");
        row("checkpoint note", "UPDATE ledger_checkpoint SET note = replace(note, 'oxseal', 'oxsea1')", "ledger.checkpoint_note", "checkpoint 1");
        row("checkpoint size", "UPDATE ledger_checkpoint SET size = 7", "ledger.checkpoint_note", "checkpoint 1");
        row("checkpoint purpose", "UPDATE ledger_checkpoint SET purpose = 'packet'", "ledger.checkpoint_note", "checkpoint 1");
        row("checkpoint person", "UPDATE ledger_checkpoint SET person = 2", "ledger.checkpoint_key", "checkpoint 1");
        row("checkpoint key", "UPDATE ledger_checkpoint SET public_key = randomblob(32)", "ledger.checkpoint_signature", "checkpoint 1");
    }
    void everyAlteredColumnIsFoundAndLocated()
    {
        QFETCH(QString, sql);
        QFETCH(QString, code);
        QFETCH(QString, subject);
        World world;
        VERIFY_OK(world.fill());
        world.tamper(sql.toStdString() + ";");
        const auto result = world.verify();
        QVERIFY(!result.intact());
        QVERIFY2(names(result, code.toStdString(), subject.toStdString()), listing(result).c_str());
    }

    /// One bit of every byte of every stored text and blob of the ledger's five tables.
    void everyFlippedByteIsFound()
    {
        World world;
        VERIFY_OK(world.fill());
        world.tamper("");
        const std::vector<std::pair<std::string, std::vector<std::string>>> tables{
            {"ledger_entry", {"time", "zone", "clock", "role", "auth", "host", "os_user", "verb", "object", "module", "version", "body_digest"}},
            {"ledger_body", {"salt", "body"}}, {"ledger_node", {"hash"}},
            {"ledger_commit", {"root", "session_key", "signature"}}, {"ledger_checkpoint", {"public_key", "note", "purpose"}}};
        int flipped = 0;
        for (const auto& [table, columns] : tables) {
            for (const auto& column : columns) {
                // The second row where there is one, so that it has neighbours on both sides.
                const std::string where = table == "ledger_node" ? " WHERE level = 0 AND position = 1"
                    : table == "ledger_checkpoint"               ? ""
                    : table == "ledger_commit"                   ? " WHERE size = 3"
                                                                 : " WHERE seq = 1";
                std::string hex;
                std::string type;
                const std::string select = "SELECT hex(" + column + "), typeof(" + column + ") FROM " + table + where;
                VERIFY_OK(world.db->one(select.c_str(), {}, [&](const SqlRow& row) {
                    hex = row.string(0);
                    type = row.string(1);
                }));
                const std::string good = *fromHex(hex);
                // Named again: clang 14 lets no lambda capture a structured binding.
                const auto put = [&, table = table, column = column](const std::string& bytes) {
                    const std::string value = "X'" + toHex(asBytes(bytes)) + "'";
                    return world.db->script("UPDATE " + table + " SET " + column + " = "
                        + (type == "text" ? "CAST(" + value + " AS TEXT)" : value) + where);
                };
                for (std::size_t i = 0; i < good.size(); i += (column == "note" ? 3U : 1U)) {
                    std::string bad = good;
                    bad[i] = static_cast<char>(bad[i] ^ 1);
                    VERIFY_OK(put(bad));
                    const auto result = world.verify();
                    QVERIFY2(!result.intact(), (table + "." + column + " byte " + std::to_string(i)).c_str());
                    ++flipped;
                }
                VERIFY_OK(put(good));
            }
        }
        QVERIFY(flipped > 400);
        QVERIFY(world.verify().intact());
    }

    void signaturesOfStrangersAreFound()
    {
        World world;
        VERIFY_OK(world.fill());
        auto expected = world.expectation();
        expected.sessionKeys.pop_back(); // Ben is not in the keyring
        const auto result = world.verify(expected);
        QVERIFY(names(result, "ledger.commit_key", "commit 3"));
        QVERIFY(!names(result, "ledger.commit_key", "commit 2"));
    }

    void theRecoveryKeySignsOnlyRecovery()
    {
        World world;
        VERIFY_OK(world.fill());
        auto expected = world.expectation();
        expected.sessionKeys.back().person = PersonId(0);
        QVERIFY(names(world.verify(expected), "ledger.commit_key", "commit 3"));
        auto header = world.header(2, "person.recover", "person:2");
        header.auth = "recovery";
        VERIFY_OK(world.write(2, {{header, "{}"}}));
        QVERIFY(!names(world.verify(expected), "ledger.commit_key", "commit 11"));
    }

    void anotherWorkspacesSignaturesDoNotCount()
    {
        World world;
        VERIFY_OK(world.fill());
        auto expected = world.expectation();
        expected.workspaceId = "ffffffffffffffffffffffffffffffff";
        const auto result = world.verify(expected);
        QVERIFY(names(result, "ledger.commit_signature", "commit 2"));
        QVERIFY(names(result, "ledger.checkpoint_note", "checkpoint 1"));
    }

    void keyringDigests()
    {
        World world;
        VERIFY_OK(world.fill());
        const Digest next = *Digest::fromHex(std::string(64, '7'));
        VERIFY_OK(world.write(1, {{world.header(1, "keyring.change", "keyring:" + world.keyring.hex() + ":" + next.hex()), "{}"}}));
        auto expected = world.expectation();
        QVERIFY(world.verify(expected).intact()); // the rename is missing: the file is still the old one
        expected.keyring = next;
        QVERIFY(world.verify(expected).intact());
        expected.keyring = Digest{};
        QVERIFY(names(world.verify(expected), "ledger.keyring_unexpected", "keyring.json"));
        VERIFY_OK(world.write(1, {{world.header(1, "keyring.change", "keyring:" + std::string(64, '3') + ":" + next.hex()), "{}"}}));
        expected.keyring = next;
        QVERIFY(names(world.verify(expected), "ledger.keyring_chain", "entry 11"));
    }

    void aClockSetBackIsAWarning()
    {
        World world;
        VERIFY_OK(world.fill());
        world.now.micros -= 3'600'000'000;
        VERIFY_OK(world.write(1, "late"));
        const auto result = world.verify();
        QVERIFY(names(result, "ledger.clock_back", "entry 10"));
        QCOMPARE(result.problems.size(), std::size_t{1});
        QVERIFY(result.intact());
    }

    void headsSeenBefore()
    {
        World world;
        VERIFY_OK(world.fill());
        auto expected = world.expectation();
        const Digest rootAtFive = **world.store.rootAt(5);
        expected.seen = {{5, rootAtFive}};
        QVERIFY(world.verify(expected).intact());
        expected.seen = {{6, rootAtFive}};
        QVERIFY(names(world.verify(expected), "ledger.rewritten", "size 6"));
        expected.seen = {{12, rootAtFive}};
        QVERIFY(names(world.verify(expected), "ledger.shorter", "size 12"));
    }

    void aBodyIsDisposedOfBehindItsTombstone()
    {
        World world;
        VERIFY_OK(world.fill());
        VERIFY_OK(world.write(1, {{world.header(1, "ledger.dispose", "entry 4"), "{}"}}, [&] { return world.store.disposeBody(4, 10); }));
        const auto entry = world.store.entry(4);
        VERIFY_OK(entry);
        QVERIFY(!entry->body && entry->salt.empty());
        QCOMPARE(entry->disposedBy.value_or(0), std::uint64_t{10});
        const auto result = world.verify();
        QVERIFY2(result.problems.empty(), listing(result).c_str());
        QCOMPARE(result.disposed, std::uint64_t{1});
        QCOMPARE(result.bodies, std::uint64_t{10});
    }

    void triggersKeepTheLedgerAppendOnly()
    {
        World world;
        VERIFY_OK(world.fill());
        for (const char* sql : {"UPDATE ledger_entry SET verb = 'x' WHERE seq = 1", "DELETE FROM ledger_entry WHERE seq = 9",
                 "INSERT OR REPLACE INTO ledger_entry SELECT 1, time, zone, clock, person, role, auth, host, os_user, verb,"
                 " object, module, version, body_digest FROM ledger_entry WHERE seq = 0",
                 "INSERT INTO ledger_entry SELECT 12, time, zone, clock, person, role, auth, host, os_user, verb, object,"
                 " module, version, body_digest FROM ledger_entry WHERE seq = 0",
                 "UPDATE ledger_body SET body = ''", "DELETE FROM ledger_body WHERE seq = 2",
                 "INSERT OR REPLACE INTO ledger_body VALUES (2, randomblob(16), 'x')", "UPDATE ledger_node SET hash = randomblob(32)",
                 "DELETE FROM ledger_node", "INSERT OR REPLACE INTO ledger_node VALUES (0, 0, randomblob(32))",
                 "DELETE FROM ledger_commit", "UPDATE ledger_commit SET person = 9",
                 "INSERT OR REPLACE INTO ledger_commit VALUES (2, randomblob(32), 1, randomblob(32), randomblob(64))",
                 "DELETE FROM ledger_checkpoint", "UPDATE ledger_checkpoint SET note = ''"}) {
            const auto done = world.db->script(sql);
            QVERIFY2(!done && done.error().is(kDbConstraint), sql);
        }
        QVERIFY(world.verify().intact());
    }
};

OXSEAL_TEST_CLASS(TstLedger);
#include "tst_ledger.moc"
