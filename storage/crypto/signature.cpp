// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/signature.h"

#include "storage/crypto/botan_compat.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/signing_key_access.h"

#include <botan/x509_key.h>

namespace oxseal {

namespace botan {

Botan::RandomNumberGenerator& blinding()
{
    thread_local Botan::AutoSeeded_RNG generator;
    return generator;
}

} // namespace botan

namespace {

std::string textOf(const std::vector<std::uint8_t>& bytes) { return std::string(asText({bytes.data(), bytes.size()})); }

Botan::secure_vector<std::uint8_t> vectorOf(const Secret& secret)
{
    return {secret.view().begin(), secret.view().end()};
}

const char* curveName(Curve curve) { return curve == Curve::P256 ? "secp256r1" : "secp384r1"; }
const char* hashName(Curve curve) { return curve == Curve::P256 ? "SHA-256" : "SHA-384"; }
std::size_t scalarSize(Curve curve) { return curve == Curve::P256 ? 32 : 48; }

} // namespace

Result<SessionKey> SessionKey::fromSeed(Secret seed)
{
    if (seed.size() != 32)
        return fail(kCryptoBadLength, {}, {"session key"});
    try {
        const auto key = botan::ed25519FromSeed(vectorOf(seed));
        return SessionKey(std::move(seed), textOf(botan::ed25519Public(key)));
    } catch (const std::exception& e) {
        return fail(kCryptoBadKey, {}, {e.what()});
    }
}

Result<SessionKey> SessionKey::generate(Random& random)
{
    Botan::secure_vector<std::uint8_t> seed(32);
    random.fill(seed);
    return fromSeed(Secret(std::move(seed)));
}

Result<std::string> SessionKey::sign(ByteView message) const
{
    try {
        const auto key = botan::ed25519FromSeed(vectorOf(seed_));
        Botan::PK_Signer signer(key, botan::blinding(), "Pure");
        return textOf(signer.sign_message(message.data(), message.size(), botan::blinding()));
    } catch (const std::exception& e) {
        return fail(kCryptoFailed, {}, {e.what()});
    }
}

bool verifySession(ByteView publicKey, ByteView message, ByteView signature)
{
    if (publicKey.size() != 32 || signature.size() != 64)
        return false;
    try {
        const Botan::Ed25519_PublicKey key(std::vector<std::uint8_t>(publicKey.begin(), publicKey.end()));
        Botan::PK_Verifier verifier(key, "Pure");
        return verifier.verify_message(message.data(), message.size(), signature.data(), signature.size());
    } catch (const std::exception&) {
        return false;
    }
}

struct SigningKey::Impl
{
    Curve curve;
    Secret scalar;
    std::unique_ptr<Botan::ECDSA_PrivateKey> key;
    std::string publicKey;
};

SigningKey::SigningKey(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) { }
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
Curve SigningKey::curve() const noexcept { return impl_->curve; }
const std::string& SigningKey::publicKey() const noexcept { return impl_->publicKey; }
const Secret& SigningKey::scalar() const noexcept { return impl_->scalar; }
const Botan::Private_Key& SigningKeyAccess::key(const SigningKey& key) { return *key.impl_->key; }

Result<SigningKey> SigningKey::fromScalar(Curve curve, Secret scalar)
{
    if (scalar.size() != scalarSize(curve))
        return fail(kCryptoBadLength, {}, {"signing key"});
    try {
        const Botan::EC_Group group = botan::group(curveName(curve));
        const Botan::BigInt x = botan::bigInt(scalar.view().data(), scalar.size());
        if (x.is_zero() || x >= group.get_order())
            return fail(kCryptoBadKey, {}, {"scalar"});
        auto impl = std::make_unique<Impl>();
        impl->curve = curve;
        impl->scalar = std::move(scalar);
        impl->key = std::make_unique<Botan::ECDSA_PrivateKey>(botan::ecdsaFromScalar(botan::blinding(), group, x));
        impl->publicKey = textOf(impl->key->subject_public_key());
        return SigningKey(std::move(impl));
    } catch (const std::exception& e) {
        return fail(kCryptoBadKey, {}, {e.what()});
    }
}

Result<SigningKey> SigningKey::generate(Curve curve, Random& random)
{
    // Rejection keeps the scalar uniform; both orders are so near 2^n that a second draw is practically never needed.
    for (int attempt = 0; attempt < 64; ++attempt) {
        Botan::secure_vector<std::uint8_t> bytes(scalarSize(curve));
        random.fill(bytes);
        auto key = fromScalar(curve, Secret(std::move(bytes)));
        if (key || !key.error().is(kCryptoBadKey))
            return key;
    }
    return fail(kCryptoFailed, {}, {"random"});
}

Result<std::string> SigningKey::sign(ByteView message) const
{
    try {
        Botan::PK_Signer signer(
            *impl_->key, botan::blinding(), botan::ecdsaPadding(hashName(impl_->curve)), botan::kDerSignature);
        return textOf(signer.sign_message(message.data(), message.size(), botan::blinding()));
    } catch (const std::exception& e) {
        return fail(kCryptoFailed, {}, {e.what()});
    }
}

bool verifySigning(ByteView publicKey, ByteView message, ByteView derSignature)
{
    try {
        const std::unique_ptr<Botan::Public_Key> key(
            Botan::X509::load_key(std::vector<std::uint8_t>(publicKey.begin(), publicKey.end())));
        const auto* ecdsa = dynamic_cast<const Botan::ECDSA_PublicKey*>(key.get());
        if (ecdsa == nullptr)
            return false;
        const std::size_t bits = ecdsa->domain().get_p_bits();
        if (bits != 256 && bits != 384)
            return false;
        Botan::PK_Verifier verifier(
            *key, botan::ecdsaPadding(hashName(bits == 256 ? Curve::P256 : Curve::P384)), botan::kDerSignature);
        return verifier.verify_message(message.data(), message.size(), derSignature.data(), derSignature.size());
    } catch (const std::exception&) {
        return false;
    }
}

Digest keyFingerprint(ByteView publicKey) { return sha256(publicKey); }

} // namespace oxseal
