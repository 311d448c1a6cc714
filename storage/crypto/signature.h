// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"
#include "storage/crypto/crypto_errors.h"
#include "storage/crypto/random.h"
#include "storage/crypto/secret.h"

#include <memory>
#include <string>

namespace oxseal {

/// Ed25519 (RFC 8032): unlocked at login, signs every transaction of a session.
class SessionKey
{
public:
    [[nodiscard]] static Result<SessionKey> generate(Random& random);
    [[nodiscard]] static Result<SessionKey> fromSeed(Secret seed); ///< 32 bytes

    [[nodiscard]] const std::string& publicKey() const noexcept { return public_; } ///< 32 bytes
    [[nodiscard]] const Secret& seed() const noexcept { return seed_; }
    [[nodiscard]] Result<std::string> sign(ByteView message) const; ///< 64 bytes

private:
    SessionKey(Secret seed, std::string publicKey) : seed_(std::move(seed)), public_(std::move(publicKey)) { }
    Secret seed_;
    std::string public_;
};

[[nodiscard]] bool verifySession(ByteView publicKey, ByteView message, ByteView signature);

enum class Curve {
    P256, ///< signing keys of persons, with SHA-256
    P384, ///< the workspace CA, with SHA-384
};

/// ECDSA with deterministic nonces (RFC 6979): equal key and message give equal bytes.
class SigningKey
{
public:
    [[nodiscard]] static Result<SigningKey> generate(Curve curve, Random& random);
    /// Big-endian scalar of 32 (P-256) or 48 (P-384) bytes, 1 ≤ x < order.
    [[nodiscard]] static Result<SigningKey> fromScalar(Curve curve, Secret scalar);
    ~SigningKey();
    SigningKey(SigningKey&&) noexcept;
    SigningKey& operator=(SigningKey&&) noexcept;

    [[nodiscard]] Curve curve() const noexcept;
    [[nodiscard]] const std::string& publicKey() const noexcept; ///< SubjectPublicKeyInfo, DER
    [[nodiscard]] const Secret& scalar() const noexcept;
    /// DER SEQUENCE of r and s over SHA-256 (P-256) or SHA-384 (P-384) of the message.
    [[nodiscard]] Result<std::string> sign(ByteView message) const;

private:
    friend struct SigningKeyAccess; // storage/signing needs Botan's key for X.509
    struct Impl;
    explicit SigningKey(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// `publicKey` as SubjectPublicKeyInfo; the hash follows from the curve (P-256: SHA-256, P-384: SHA-384).
[[nodiscard]] bool verifySigning(ByteView publicKey, ByteView message, ByteView derSignature);

/// SHA-256 of the SubjectPublicKeyInfo: what the enrolment sheet prints and `verify --fingerprint` takes.
[[nodiscard]] Digest keyFingerprint(ByteView publicKey);

} // namespace oxseal
