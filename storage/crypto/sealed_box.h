// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "storage/crypto/crypto_errors.h"
#include "storage/crypto/random.h"
#include "storage/crypto/secret.h"

#include <array>
#include <string>

namespace oxseal {

/// An X25519 key pair (RFC 7748).
struct BoxKey
{
    Secret privateKey; ///< 32 bytes
    std::string publicKey; ///< 32 bytes

    [[nodiscard]] static Result<BoxKey> generate(Random& random);
    [[nodiscard]] static Result<BoxKey> fromPrivate(Secret privateKey);
};

/// Seals to a public box key so that only its holder can open: ephemeral X25519 agreement, HKDF-SHA-256 over the shared
/// secret (salt = ephemeral ‖ recipient public key, info "oxseal box 1"), XChaCha20-Poly1305.
/// Result: ephemeral public key (32) ‖ ciphertext ‖ tag (16).
[[nodiscard]] Result<std::string> sealTo(ByteView publicKey, ByteView plain, ByteView associated, Random& random);
/// kCryptoNotAuthentic when it was not sealed to this key with this associated data.
[[nodiscard]] Result<Secret> openSealed(const BoxKey& key, ByteView sealed, ByteView associated);

} // namespace oxseal
