// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/self_test.h"

#include "storage/crypto/aead.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/kdf.h"
#include "storage/crypto/signature.h"

#include <botan/pwdhash.h>
#include <botan/version.h>
#if BOTAN_VERSION_MAJOR < 3
#include <botan/argon2.h>
#endif

namespace oxseal {
namespace {

std::string raw(std::string_view hex) { return fromHex(hex).value_or(std::string()); }
Secret secret(std::string_view hex) { return Secret::copyOf(asBytes(raw(hex))); }
Status wrong(const char* primitive) { return fail(kCryptoSelfTest, primitive, {primitive}); }

Status hashVector() // FIPS 180-2, appendix B.1
{
    if (sha256("abc").hex() != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        return wrong("SHA-256");
    return {};
}

Status argonVector() // RFC 9106 §5.3; called on Botan itself because the vector uses key and associated data
{
    try {
        const std::string password(32, '\x01');
        const std::string salt(16, '\x02');
        const std::string key(8, '\x03');
        const std::string data(12, '\x04');
        Botan::secure_vector<std::uint8_t> out(32);
#if BOTAN_VERSION_MAJOR >= 3
        Botan::PasswordHashFamily::create_or_throw("Argon2id")
            ->from_params(32, 3, 4)
            ->derive_key(out.data(), out.size(), password.data(), password.size(), asBytes(salt).data(), salt.size(),
                asBytes(data).data(), data.size(), asBytes(key).data(), key.size());
#else
        constexpr std::uint8_t argon2id = 2;
        Botan::argon2(out.data(), out.size(), password.data(), password.size(), asBytes(salt).data(), salt.size(),
            asBytes(key).data(), key.size(), asBytes(data).data(), data.size(), argon2id, 4, 32, 3);
#endif
        if (toHex({out.data(), out.size()}) == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
            return {};
    } catch (const std::exception&) { // falls through: a primitive that throws has failed
    }
    return wrong("Argon2id");
}

Status aeadVector(AeadKind kind, const char* name, std::string_view key, std::string_view nonce, std::string_view data,
    std::string_view plain, std::string_view sealed)
{
    auto aead = Aead::create(kind, secret(key));
    if (!aead)
        return wrong(name);
    const auto got = aead->seal(asBytes(raw(nonce)), asBytes(raw(data)), asBytes(raw(plain)));
    if (!got || toHex(asBytes(*got)) != sealed)
        return wrong(name);
    const auto back = aead->open(asBytes(raw(nonce)), asBytes(raw(data)), asBytes(*got));
    if (!back || toHex(back->view()) != plain)
        return wrong(name);
    std::string broken = *got;
    broken[0] = static_cast<char>(broken[0] ^ 1);
    if (aead->open(asBytes(raw(nonce)), asBytes(raw(data)), asBytes(broken)))
        return wrong(name);
    return {};
}

Status xchachaVector() // draft-irtf-cfrg-xchacha-03, A.3.1
{
    return aeadVector(AeadKind::XChaCha20Poly1305, "XChaCha20-Poly1305",
        "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
        "404142434445464748494a4b4c4d4e4f5051525354555657", "50515253c0c1c2c3c4c5c6c7",
        "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c64206f6666"
        "657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f756c642062652069"
        "742e",
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216"
        "cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13"
        "b52ec0875924c1c7987947deafd8780acf49");
}

Status gcmVector() // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16
{
    return aeadVector(AeadKind::Aes256Gcm, "AES-256-GCM",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657"
        "ba637b39",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0a"
        "bcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
}

Status hkdfVector() // RFC 5869, A.1
{
    const auto key = hkdfSha256(asBytes(raw("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b")),
        asBytes(raw("000102030405060708090a0b0c")), raw("f0f1f2f3f4f5f6f7f8f9"), 42);
    if (!key
        || toHex(key->view()) != "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
        return wrong("HKDF");
    return {};
}

Status ed25519Vector() // RFC 8032 §7.1, test 2
{
    const auto key = SessionKey::fromSeed(secret("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    const std::string message = raw("72");
    if (!key
        || toHex(asBytes(key->publicKey())) != "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        return wrong("Ed25519");
    const auto signature = key->sign(asBytes(message));
    if (!signature
        || toHex(asBytes(*signature))
            != "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eae"
               "b4302aeeb00d291612bb0c00"
        || !verifySession(asBytes(key->publicKey()), asBytes(message), asBytes(*signature))
        || verifySession(asBytes(key->publicKey()), asBytes(raw("73")), asBytes(*signature)))
        return wrong("Ed25519");
    return {};
}

Status ecdsaVector() // RFC 6979, A.2.5: P-256, SHA-256, message "sample"
{
    const auto key
        = SigningKey::fromScalar(Curve::P256, secret("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"));
    if (!key)
        return wrong("ECDSA");
    const auto signature = key->sign(asBytes("sample"));
    if (!signature
        || toHex(asBytes(*signature))
            != "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
               "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
        || !verifySigning(asBytes(key->publicKey()), asBytes("sample"), asBytes(*signature))
        || verifySigning(asBytes(key->publicKey()), asBytes("Sample"), asBytes(*signature)))
        return wrong("ECDSA");
    return {};
}

} // namespace

Status selfTest()
{
    OXSEAL_CHECK(hashVector());
    OXSEAL_CHECK(argonVector());
    OXSEAL_CHECK(xchachaVector());
    OXSEAL_CHECK(gcmVector());
    OXSEAL_CHECK(hkdfVector());
    OXSEAL_CHECK(ed25519Vector());
    return ecdsaVector();
}

} // namespace oxseal
