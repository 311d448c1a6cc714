// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/keyring.h"

#include "storage/crypto/code.h"
#include "storage/files/durable_file.h"
#include "storage/signing/certificate.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>

using namespace oxseal;

namespace {

Secret phrase(std::string_view text) { return Secret::copyOf(asBytes(text)); }

Environment testEnvironment()
{
    Environment environment;
    environment.clock.now = [] { return Instant::fromIso("2026-09-30T12:00:00Z").value(); };
    environment.clock.source = ClockSource::Test;
    environment.random = &systemRandom();
    environment.testKdf = true;
    return environment;
}

CreatedKeyring made(const Environment& environment)
{
    NewKeyring options;
    options.workspaceId = "00112233445566778899aabbccddeeff";
    options.company = "Acme Corp";
    options.login = "anna";
    options.name = "Anna Admin";
    auto created = Keyring::create(options, phrase("anna's passphrase"), environment);
    if (!created)
        qFatal("%s", created.error().debugString().c_str());
    return std::move(*created);
}

/// VERIFY_OK names its argument several times; a commit must happen once.
#define PASSES(expression)                                                                                             \
    do {                                                                                                               \
        const auto outcome = expression;                                                                               \
        VERIFY_OK(outcome);                                                                                            \
    } while (false)

bool same(const Secret& a, const Secret& b) { return asText(a.view()) == asText(b.view()); }

} // namespace

class TestKeyring : public QObject
{
    Q_OBJECT

private:
    Environment environment_ = testEnvironment();
    QTemporaryDir folder_;

    /// A keyring on disk with anna (administrator) and ben (after his first login).
    Keyring twoPersons(const CreatedKeyring& created, const std::filesystem::path& folder)
    {
        auto ring = Keyring::parse(created.keyring.bytes()).value();
        if (!ring.commitCreation(folder))
            qFatal("commitCreation");
        auto invitation = ring.prepareInvitation(created.administrator, PersonId(2), "ben", environment_).value();
        if (!ring.commitChange(invitation.change))
            qFatal("commitChange");
        const auto invited = ring.unlock("ben", invitation.code, environment_).value();
        auto first = ring.prepareFirstLogin(invited, phrase("ben's passphrase"), environment_).value();
        if (!ring.commitChange(first.change))
            qFatal("commitChange");
        return ring;
    }

    std::filesystem::path fresh()
    {
        static int count = 0;
        const auto path = std::filesystem::path(folder_.path().toStdString()) / std::to_string(++count);
        std::filesystem::create_directories(path);
        return path;
    }

private Q_SLOTS:
    void createAndUnlock()
    {
        const auto created = made(environment_);
        QCOMPARE(created.administrator.dataKeys().size(), std::size_t{1});
        QCOMPARE(created.administrator.dataKeys().front().size(), std::size_t{32});
        const auto folder = fresh();
        auto ring = Keyring::parse(created.keyring.bytes()).value();
        PASSES((ring.commitCreation(folder)));
        const auto loaded = Keyring::load(folder);
        VERIFY_OK(loaded);
        QVERIFY(loaded->digest() == created.keyring.digest());
        const auto anna = loaded->unlock("anna", phrase("anna's passphrase"), environment_);
        VERIFY_OK(anna);
        QVERIFY(same(anna->dataKeys().front(), created.administrator.dataKeys().front()));
        COMPARE_STR(anna->session().publicKey(), created.administrator.session().publicKey());
        COMPARE_STR(anna->authMethod(), "passphrase");
        QCOMPARE(anna->person().value, std::int64_t{1});
        const auto wrong = loaded->unlock("anna", phrase("anna's passphrasf"), environment_);
        QVERIFY(!wrong && wrong.error().is(kKeyringWrongPassphrase));
        const auto nobody = loaded->unlock("zoe", phrase("x"), environment_);
        QVERIFY(!nobody && nobody.error().is(kKeyringUnknownLogin));
        QVERIFY(!Keyring::load(folder / "absent"));
    }

    /// FORMATS.md §6: a keyring made with other libraries opens and gives the values it was made from.
    void opensTheVectorOfTheFormat()
    {
        const std::string bytes = test::readFile(test::dataFile("crypto/keyring-1.json"));
        const auto ring = Keyring::parse(bytes);
        VERIFY_OK(ring);
        COMPARE_STR(ring->digest().hex(), "2f367b71e00216ce25e6e3ae0de49172c413cafe67c31c4556bbab3a482d071b");
        const auto anna = ring->unlock("anna", phrase("anna's passphrase"), environment_);
        VERIFY_OK(anna);
        COMPARE_STR(toHex(anna->dataKeys().front().view()),
            "af4718c2a1af6bc0114755148c4e16ec62bf87c4730169550c672c29eacbbd03");
        COMPARE_STR(toHex(anna->session().seed().view()),
            "53ae373fd434294719eeab174aa344fefb7ed94aa437fa837b1069b3095d42b2");
        const auto signing = ring->openSigningKey("anna", phrase("anna's passphrase"), environment_);
        VERIFY_OK(signing);
        COMPARE_STR(toHex(signing->scalar().view()), "8f1890d55df9c2a2a75ace546094c31e564fe36f63266ece2bd4f78b04980add");
        const auto authority = ring->openAuthorityKey(*anna);
        VERIFY_OK(authority);
        COMPARE_STR(toHex(authority->scalar().view()),
            "0a59ebdf4dd4864f9fe8017178998fc75f94985e460d59dcd49a6cbdf03fbf75ef3353b54a5f093345708664473b932a");
        COMPARE_STR(readCertificate(asBytes(ring->authorities().back()))->publicKey, authority->publicKey());
        const auto recovering = ring->unlockByRecovery("anna", phrase("recovery code"), environment_);
        VERIFY_OK(recovering);
        COMPARE_STR(asText(recovering->dataKeys().front().view()), asText(anna->dataKeys().front().view()));
        // RFC 6979 and canonical JSON leave nothing open: our own certification has the same bytes.
        const auto keys = ring->keysOf("anna");
        COMPARE_STR(toHex(asBytes(signing->sign(asBytes(sessionStatement(ring->workspaceId(), *keys))).value())),
            toHex(asBytes(keys->certification)));
    }

    /// The weak derivation of tests is refused by a program's environment, and short passphrases too.
    void productPolicy()
    {
        const auto created = made(environment_);
        Environment product = environment_;
        product.testKdf = false;
        const auto refused = created.keyring.unlock("anna", phrase("anna's passphrase"), product);
        QVERIFY(!refused && refused.error().is(kCryptoKdfBounds));
        NewKeyring options{"id", "Acme", "anna", "Anna", {}};
        const auto weak = Keyring::create(options, phrase("hunter2"), product);
        QVERIFY(!weak);
        COMPARE_STR(weak.error().id(), "people.weak_passphrase");
    }

    void invitationOpensDataOnly()
    {
        const auto created = made(environment_);
        auto ring = Keyring::parse(created.keyring.bytes()).value();
        PASSES((ring.commitCreation(fresh())));
        auto invitation = ring.prepareInvitation(created.administrator, PersonId(2), "ben", environment_);
        VERIFY_OK(invitation);
        PASSES((ring.commitChange(invitation->change)));
        QVERIFY(ring.isInvited("ben"));
        const auto invited = ring.unlock("ben", invitation->code, environment_);
        VERIFY_OK(invited);
        COMPARE_STR(invited->authMethod(), "invitation");
        QVERIFY(same(invited->dataKeys().front(), created.administrator.dataKeys().front()));
        const auto signing = ring.openSigningKey("ben", invitation->code, environment_);
        QVERIFY(!signing && signing.error().is(kKeyringNoSigningKey));
        QVERIFY(!ring.openAuthorityKey(*invited));
        auto first = ring.prepareFirstLogin(*invited, phrase("ben's passphrase"), environment_);
        VERIFY_OK(first);
        PASSES((ring.commitChange(first->change)));
        QVERIFY(!ring.unlock("ben", invitation->code, environment_)); // one-time
        VERIFY_OK(ring.unlock("ben", phrase("ben's passphrase"), environment_));
        const auto key = ring.openSigningKey("ben", phrase("ben's passphrase"), environment_);
        VERIFY_OK(key);
        const auto keys = ring.keysOf("ben").value();
        COMPARE_STR(key->publicKey(), keys.signing);
        QVERIFY(verifySigning(asBytes(keys.signing), asBytes(sessionStatement(ring.workspaceId(), keys)),
            asBytes(keys.certification)));
        QVERIFY(keys.session != invitation->keys.session);
        QVERIFY(keys.box != invitation->keys.box);
        QVERIFY(!ring.prepareFirstLogin(*invited, phrase("again"), environment_));
        const auto taken = ring.prepareInvitation(created.administrator, PersonId(3), "ben", environment_);
        QVERIFY(!taken && taken.error().is(kKeyringLoginTaken));
        QVERIFY(!ring.prepareInvitation(created.administrator, PersonId(3), "Ben Big", environment_));
    }

    /// Required by the foundation: data key, an administrator's passphrase and every file together do not sign as ben.
    void administratorCannotSignForAnother()
    {
        const auto created = made(environment_);
        const auto ring = twoPersons(created, fresh());
        const auto anna = ring.unlock("anna", phrase("anna's passphrase"), environment_);
        VERIFY_OK(anna);
        QVERIFY(!ring.openSigningKey("ben", phrase("anna's passphrase"), environment_));
        QVERIFY(!ring.unlock("ben", phrase("anna's passphrase"), environment_));
        // A record of ben whose private parts are replaced by anna's: headers are associated data, so nothing opens.
        const Json whole = parseJson(ring.bytes()).value();
        Json::Array persons = whole["persons"].toArray();
        QCOMPARE(persons.size(), std::size_t{2});
        for (const char* member : {"kdf", "signing_kdf", "box_private", "session_private", "signing_private"})
            persons[1].set(member, persons[0][member]);
        Json forged = whole;
        forged.set("persons", persons);
        const auto parsed = Keyring::parse(canonicalJson(forged));
        VERIFY_OK(parsed);
        QVERIFY(!parsed->unlock("ben", phrase("anna's passphrase"), environment_));
        QVERIFY(!parsed->openSigningKey("ben", phrase("anna's passphrase"), environment_));
        // ben's public keys replaced by anna's as well: the login in the header still differs.
        Json publics = persons[0]["public"];
        publics.set("login", "ben").set("person", 2).set("generation", 2);
        persons[1].set("public", publics);
        forged.set("persons", persons);
        const auto second = Keyring::parse(canonicalJson(forged));
        VERIFY_OK(second);
        QVERIFY(!second->openSigningKey("ben", phrase("anna's passphrase"), environment_));
        // None of the opened secrets is ben's signing key or opens it as a passphrase.
        std::vector<Secret> known;
        known.push_back(anna->dataKeys().front().clone());
        known.push_back(anna->box().privateKey.clone());
        known.push_back(anna->session().seed().clone());
        known.push_back(ring.openAuthorityKey(*anna).value().scalar().clone());
        for (const auto& secret : known) {
            QVERIFY(!ring.openSigningKey("ben", secret, environment_));
            const auto guess = SigningKey::fromScalar(Curve::P256, secret.clone());
            QVERIFY(!guess || guess->publicKey() != ring.keysOf("ben")->signing);
        }
    }

    void passphraseChangeKeepsKeys()
    {
        const auto created = made(environment_);
        auto ring = twoPersons(created, fresh());
        const auto before = ring.keysOf("ben").value();
        const auto change
            = ring.preparePassphraseChange("ben", phrase("ben's passphrase"), phrase("ben's second"), environment_);
        VERIFY_OK(change);
        PASSES((ring.commitChange(*change)));
        QVERIFY(!ring.unlock("ben", phrase("ben's passphrase"), environment_));
        VERIFY_OK(ring.unlock("ben", phrase("ben's second"), environment_));
        COMPARE_STR(ring.openSigningKey("ben", phrase("ben's second"), environment_)->publicKey(), before.signing);
        QVERIFY(!ring.preparePassphraseChange("ben", phrase("wrong"), phrase("x"), environment_));
        const auto stale = ring.commitChange(*change);
        QVERIFY(!stale && stale.error().is(kKeyringStale));
    }

    void removalRotatesTheDataKey()
    {
        const auto created = made(environment_);
        auto ring = twoPersons(created, fresh());
        const auto ben = ring.unlock("ben", phrase("ben's passphrase"), environment_).value();
        auto rotation = ring.prepareRotation(created.administrator, "ben", environment_);
        VERIFY_OK(rotation);
        PASSES((ring.commitChange(rotation->change)));
        QVERIFY(ring.rotationPending());
        QVERIFY(!ring.unlock("ben", phrase("ben's passphrase"), environment_));
        const auto between = ring.unlock("anna", phrase("anna's passphrase"), environment_);
        VERIFY_OK(between);
        QCOMPARE(between->dataKeys().size(), std::size_t{2});
        QVERIFY(same(between->dataKeys().front(), rotation->newDataKey));
        QVERIFY(same(between->dataKeys().back(), created.administrator.dataKeys().front()));
        const auto open = ring.prepareRotation(created.administrator, "", environment_);
        QVERIFY(!open && open.error().is(kKeyringRotationOpen));
        const auto end = ring.prepareRotationEnd();
        VERIFY_OK(end);
        PASSES((ring.commitChange(*end)));
        const auto after = ring.unlock("anna", phrase("anna's passphrase"), environment_);
        VERIFY_OK(after);
        QCOMPARE(after->dataKeys().size(), std::size_t{1});
        QVERIFY(same(after->dataKeys().front(), rotation->newDataKey));
        QVERIFY(!same(after->dataKeys().front(), ben.dataKeys().front()));
        // ben's public keys stay listed, so that his old signatures can be checked.
        const auto all = ring.allKeys();
        QVERIFY(std::any_of(all.begin(), all.end(),
            [&ben](const PersonKeys& keys) { return keys.session == ben.session().publicKey(); }));
        // A session opened before the rotation invites with the key of now, not with its old one.
        auto invitation = ring.prepareInvitation(created.administrator, PersonId(3), "cleo", environment_);
        VERIFY_OK(invitation);
        PASSES((ring.commitChange(invitation->change)));
        const auto cleo = ring.unlock("cleo", invitation->code, environment_);
        VERIFY_OK(cleo);
        QVERIFY(same(cleo->dataKeys().front(), rotation->newDataKey));
        QVERIFY(!ring.prepareRotation(created.administrator, "anna", environment_));
    }

    void knownPassphraseMakesNewKeys()
    {
        const auto created = made(environment_);
        auto ring = twoPersons(created, fresh());
        const auto anna = ring.unlock("anna", phrase("anna's passphrase"), environment_).value();
        const auto old = ring.keysOf("anna").value();
        auto change = ring.prepareNewKeys(anna, phrase("a third one"), environment_);
        VERIFY_OK(change);
        PASSES((ring.commitChange(change->change)));
        const auto ended = ring.commitChange(ring.prepareRotationEnd().value());
        VERIFY_OK(ended);
        const auto now = ring.keysOf("anna").value();
        QCOMPARE(now.generation, 2);
        QVERIFY(now.box != old.box && now.session != old.session && now.signing != old.signing);
        const auto again = ring.unlock("anna", phrase("a third one"), environment_);
        VERIFY_OK(again);
        VERIFY_OK(ring.openAuthorityKey(*again));
        QVERIFY(!ring.unlock("anna", phrase("anna's passphrase"), environment_));
        VERIFY_OK(ring.unlock("ben", phrase("ben's passphrase"), environment_));
    }

    void recoveryRestoresDataNeverTheSigningKey()
    {
        const auto created = made(environment_);
        auto ring = twoPersons(created, fresh());
        const auto oldKeys = ring.keysOf("anna").value();
        const auto by = ring.unlockByRecovery("anna", created.recoveryCode, environment_);
        VERIFY_OK(by);
        QVERIFY(same(by->dataKeys().front(), created.administrator.dataKeys().front()));
        QVERIFY(!ring.openSigningKey("anna", created.recoveryCode, environment_));
        QVERIFY(!ring.openAuthorityKey(*by));
        QVERIFY(!ring.unlockByRecovery("anna", phrase("wrong"), environment_));
        auto change = ring.prepareRecovery(*by, phrase("new passphrase"), true, "Acme Corp", environment_);
        VERIFY_OK(change);
        QVERIFY(change->newAuthority);
        PASSES((ring.commitChange(change->change)));
        const auto ended = ring.commitChange(ring.prepareRotationEnd().value());
        VERIFY_OK(ended);
        const auto anna = ring.unlock("anna", phrase("new passphrase"), environment_);
        VERIFY_OK(anna);
        QVERIFY(same(anna->dataKeys().front(), change->newDataKey));
        QVERIFY(ring.keysOf("anna")->signing != oldKeys.signing);
        QCOMPARE(ring.authorities().size(), std::size_t{2});
        VERIFY_OK(ring.openAuthorityKey(*anna));
        QVERIFY(!ring.unlockByRecovery("anna", created.recoveryCode, environment_)); // used up
        VERIFY_OK(ring.unlockByRecovery("ben", change->newCode, environment_));
    }

    void authorityIsSharedAmongAdministrators()
    {
        const auto created = made(environment_);
        auto ring = twoPersons(created, fresh());
        QVERIFY(ring.holdsAuthority("anna") && !ring.holdsAuthority("ben"));
        QVERIFY(!ring.prepareAuthorityRevocation("anna")); // the last holder
        const auto grant = ring.prepareAuthorityGrant(created.administrator, "ben", environment_);
        VERIFY_OK(grant);
        PASSES((ring.commitChange(*grant)));
        const auto ben = ring.unlock("ben", phrase("ben's passphrase"), environment_).value();
        const auto key = ring.openAuthorityKey(ben);
        VERIFY_OK(key);
        COMPARE_STR(readCertificate(asBytes(created.authorityCertificate))->publicKey, key->publicKey());
        const auto revoked = ring.commitChange(ring.prepareAuthorityRevocation("anna").value());
        VERIFY_OK(revoked);
        QVERIFY(!ring.openAuthorityKey(created.administrator));
    }

    /// Any changed byte is refused on reading, or makes the person's opening fail; it never opens with another result.
    void everyChangedByteIsNoticed()
    {
        const auto created = made(environment_);
        const std::string bytes = created.keyring.bytes();
        int parsedThough = 0;
        for (std::size_t i = 0; i < bytes.size(); i += 23) {
            std::string changed = bytes;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            const auto parsed = Keyring::parse(changed);
            if (!parsed) {
                QVERIFY(parsed.error().is(kKeyringInvalid));
                continue;
            }
            ++parsedThough;
            QVERIFY(parsed->digest() != created.keyring.digest());
        }
        QVERIFY(parsedThough > 0); // otherwise the digest would not be what finds it
        QVERIFY(!Keyring::parse(""));
        QVERIFY(!Keyring::parse("{}"));
        QVERIFY(!Keyring::parse(bytes + " "));
        QVERIFY(!Keyring::parse(bytes.substr(0, bytes.size() / 2)));
    }

    /// Broken forms of the format's vector, each refused with its place.
    void brokenFixtures_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("truncated") << "offset ";
        QTest::newRow("duplicate_member") << "offset ";
        QTest::newRow("indented") << "canonical";
        QTest::newRow("unknown_member") << "/";
        QTest::newRow("other_version") << "version";
        QTest::newRow("no_recovery") << "/";
        QTest::newRow("short_key") << "persons/0/public/box";
        QTest::newRow("sealed_to_nobody") << "data_keys/";
        QTest::newRow("person_twice") << "persons/anna";
        QTest::newRow("no_data_key") << "data_keys";
    }
    void brokenFixtures()
    {
        QFETCH(QString, place);
        const std::string bytes = test::readFile(test::dataFile(std::string("crypto/broken_") + QTest::currentDataTag() + ".json"));
        const auto ring = Keyring::parse(bytes);
        QVERIFY(!ring);
        QVERIFY(ring.error().is(kKeyringInvalid));
        QVERIFY2(ring.error().place().rfind(place.toStdString(), 0) == 0, ring.error().place().c_str());
    }

    /// A derivation of 8 GiB is read, but never performed.
    void hugeMemoryIsRefused()
    {
        const auto ring = Keyring::parse(test::readFile(test::dataFile("crypto/broken_huge_memory.json")));
        VERIFY_OK(ring);
        const auto opened = ring->unlock("anna", phrase("anna's passphrase"), environment_);
        QVERIFY(!opened && opened.error().is(kCryptoKdfBounds));
    }

    void holdersStandInOrderOfLogin()
    {
        const auto created = made(environment_);
        const auto ring = twoPersons(created, fresh());
        Json json = parseJson(ring.bytes()).value();
        Json::Array persons = json["persons"].toArray();
        QCOMPARE(persons.size(), std::size_t{2});
        VERIFY_OK(Keyring::parse(canonicalJson(json)));
        std::swap(persons[0], persons[1]);
        json.set("persons", persons);
        const auto swapped = Keyring::parse(canonicalJson(json));
        QVERIFY(!swapped && swapped.error().is(kKeyringInvalid));
    }
};

OXSEAL_TEST_CLASS(TestKeyring);
#include "tst_keyring.moc"
