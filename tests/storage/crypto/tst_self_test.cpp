// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/aead.h"
#include "storage/crypto/kdf.h"
#include "storage/crypto/sealed_box.h"
#include "storage/crypto/self_test.h"
#include "storage/crypto/signature.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

/// Ephemeral private key 0102…20, made with Python's cryptography package and the HChaCha20 of the draft.
constexpr std::string_view kBoxVector
    = "07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7cd53971bea1e1f5f2f854d1ee108ea693bfa1"
      "ccc4bca04aeb3c328dba780a7b674731b49639641a155fd38a486369b16f";

std::string raw(std::string_view hex) { return fromHex(hex).value(); }

} // namespace

class TestSelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedVectorsHold() { VERIFY_OK(selfTest()); }

    /// RFC 7748 §6.1: both public keys from the private ones.
    void x25519Publics()
    {
        const auto bob = BoxKey::fromPrivate(
            Secret::copyOf(asBytes(raw("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))));
        VERIFY_OK(bob);
        COMPARE_STR(toHex(asBytes(bob->publicKey)), "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    }

    /// RFC 6979 A.2.6: P-384 with SHA-384, message "sample".
    void ecdsaP384()
    {
        const auto key = SigningKey::fromScalar(Curve::P384,
            Secret::copyOf(asBytes(raw("6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f87"
                                       "2c9ea60d2edf5"))));
        VERIFY_OK(key);
        const auto signature = key->sign(asBytes("sample"));
        VERIFY_OK(signature);
        COMPARE_STR(toHex(asBytes(*signature)),
            "306602310094edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46"
            "02310099ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8");
    }

    /// The sealed box of FORMATS.md §6, opened from bytes made with another library.
    void sealedBoxVector()
    {
        const auto key = BoxKey::fromPrivate(
            Secret::copyOf(asBytes(raw("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))));
        VERIFY_OK(key);
        const auto open = openSealed(*key, asBytes(raw(kBoxVector)), asBytes("header"));
        VERIFY_OK(open);
        COMPARE_STR(asText(open->view()), "thirty-two bytes of a data key..");
        QVERIFY(!openSealed(*key, asBytes(raw(kBoxVector)), asBytes("Header")));
    }

    void sealedBoxOpensOnlyForItsHolder()
    {
        const auto anna = BoxKey::generate(systemRandom());
        const auto ben = BoxKey::generate(systemRandom());
        VERIFY_OK(anna);
        VERIFY_OK(ben);
        auto box = sealTo(asBytes(anna->publicKey), asBytes("data key"), asBytes("aad"), systemRandom());
        VERIFY_OK(box);
        QCOMPARE(box->size(), std::size_t{32 + 8 + 16});
        VERIFY_OK(openSealed(*anna, asBytes(*box), asBytes("aad")));
        QVERIFY(!openSealed(*ben, asBytes(*box), asBytes("aad")));
        for (std::size_t i = 0; i < box->size(); ++i) {
            std::string changed = *box;
            changed[i] = static_cast<char>(changed[i] ^ 0x10);
            QVERIFY2(!openSealed(*anna, asBytes(changed), asBytes("aad")), std::to_string(i).c_str());
        }
        QVERIFY(!openSealed(*anna, asBytes(box->substr(0, 20)), asBytes("aad")));
        // RFC 7748 §6.1: a point of order 1 gives zero and must be refused.
        QVERIFY(!sealTo(asBytes(std::string(32, '\0')), asBytes("x"), asBytes(""), systemRandom()));
    }

    void kdfBounds()
    {
        QVERIFY(acceptable(kLoginKdf, KdfPolicy::Product));
        QVERIFY(acceptable(kSigningKdf, KdfPolicy::Product));
        QVERIFY(acceptable({1024 * 1024, 3, 1}, KdfPolicy::Product));
        QVERIFY(!acceptable({1024 * 1024 + 1, 3, 1}, KdfPolicy::Product));
        QVERIFY(!acceptable({64 * 1024 - 1, 3, 1}, KdfPolicy::Product));
        QVERIFY(!acceptable({64 * 1024, 1, 1}, KdfPolicy::Product));
        QVERIFY(!acceptable({64 * 1024, 1000000, 1}, KdfPolicy::Product));
        QVERIFY(!acceptable(kTestKdf, KdfPolicy::Product));
        QVERIFY(acceptable(kTestKdf, KdfPolicy::Test));
        QVERIFY(!acceptable({4 * 1024, 1, 1}, KdfPolicy::Test));
        const std::string salt(16, 's');
        const auto refused = argon2id(Secret::copyOf(asBytes("p")), asBytes(salt), kTestKdf, KdfPolicy::Product);
        QVERIFY(!refused && refused.error().is(kCryptoKdfBounds));
        const auto shortSalt = argon2id(Secret::copyOf(asBytes("p")), asBytes("short"), kTestKdf, KdfPolicy::Test);
        QVERIFY(!shortSalt && shortSalt.error().is(kCryptoBadLength));
    }

    void scalarsOutOfRangeAreRefused()
    {
        QVERIFY(!SigningKey::fromScalar(Curve::P256, Secret::copyOf(asBytes(std::string(32, '\0')))));
        // The order of P-256 (FIPS 186-4 D.1.2.3) itself.
        QVERIFY(!SigningKey::fromScalar(Curve::P256,
            Secret::copyOf(asBytes(raw("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")))));
        QVERIFY(SigningKey::fromScalar(Curve::P256,
            Secret::copyOf(asBytes(raw("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550")))));
        QVERIFY(!SigningKey::fromScalar(Curve::P256, Secret::copyOf(asBytes("short"))));
    }
};

OXSEAL_TEST_CLASS(TestSelfTest);
#include "tst_self_test.moc"
