// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/sealed_box.h"

#include "storage/crypto/aead.h"
#include "storage/crypto/botan_compat.h"
#include "storage/crypto/kdf.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::size_t kPoint = 32;
constexpr std::string_view kInfo = "oxseal box 1";

struct BoxCipher
{
    Aead aead;
    Secret nonce;
};

/// Key and nonce both come from HKDF: the ephemeral key is fresh for each box, so the pair is never used twice.
Result<BoxCipher> cipherFor(const Secret& own, ByteView peer, ByteView ephemeral, ByteView recipient)
{
    Botan::secure_vector<std::uint8_t> shared;
    try {
        const botan::X25519Private key(Botan::secure_vector<std::uint8_t>(own.view().begin(), own.view().end()));
        const Botan::PK_Key_Agreement agreement(key, botan::blinding(), "Raw");
        shared = agreement.derive_key(kPoint, peer.data(), peer.size(), nullptr, 0).bits_of();
    } catch (const std::exception& e) {
        return fail(kCryptoBadKey, {}, {e.what()});
    }
    // RFC 7748 §6.1: an all-zero result means a point of small order.
    if (std::all_of(shared.begin(), shared.end(), [](std::uint8_t b) { return b == 0; }))
        return fail(kCryptoBadKey, {}, {"x25519"});
    std::string salt(asText(ephemeral));
    salt += asText(recipient);
    OXSEAL_TRY(const Secret material, hkdfSha256({shared.data(), shared.size()}, asBytes(salt), kInfo, 56));
    OXSEAL_TRY(Aead aead, Aead::create(AeadKind::XChaCha20Poly1305, Secret::copyOf(material.view().first(32))));
    return BoxCipher{std::move(aead), Secret::copyOf(material.view().last(24))};
}

} // namespace

Result<BoxKey> BoxKey::fromPrivate(Secret privateKey)
{
    if (privateKey.size() != kPoint)
        return fail(kCryptoBadLength, {}, {"box key"});
    try {
        const botan::X25519Private key(
            Botan::secure_vector<std::uint8_t>(privateKey.view().begin(), privateKey.view().end()));
        const auto point = key.public_value();
        return BoxKey{std::move(privateKey), std::string(asText({point.data(), point.size()}))};
    } catch (const std::exception& e) {
        return fail(kCryptoBadKey, {}, {e.what()});
    }
}

Result<BoxKey> BoxKey::generate(Random& random)
{
    Botan::secure_vector<std::uint8_t> bytes(kPoint);
    random.fill(bytes);
    return fromPrivate(Secret(std::move(bytes)));
}

Result<std::string> sealTo(ByteView publicKey, ByteView plain, ByteView associated, Random& random)
{
    if (publicKey.size() != kPoint)
        return fail(kCryptoBadLength, {}, {"public box key"});
    OXSEAL_TRY(const BoxKey ephemeral, BoxKey::generate(random));
    OXSEAL_TRY(BoxCipher cipher,
        cipherFor(ephemeral.privateKey, publicKey, asBytes(ephemeral.publicKey), publicKey));
    OXSEAL_TRY(const std::string body, cipher.aead.seal(cipher.nonce.view(), associated, plain));
    return ephemeral.publicKey + body;
}

Result<Secret> openSealed(const BoxKey& key, ByteView sealed, ByteView associated)
{
    if (sealed.size() < kPoint + Aead::kTagSize)
        return fail(kCryptoNotAuthentic);
    const ByteView ephemeral = sealed.first(kPoint);
    auto cipher = cipherFor(key.privateKey, ephemeral, ephemeral, asBytes(key.publicKey));
    if (!cipher)
        return fail(kCryptoNotAuthentic);
    return cipher->aead.open(cipher->nonce.view(), associated, sealed.subspan(kPoint));
}

} // namespace oxseal
