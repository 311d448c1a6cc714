// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "storage/crypto/crypto_errors.h"
#include "storage/crypto/secret.h"

#include <memory>
#include <string>

namespace oxseal {

enum class AeadKind {
    XChaCha20Poly1305, ///< 24-byte nonce: random nonces are safe; used for wrapped keys
    Aes256Gcm, ///< 12-byte nonce: one key per object, counted nonces; used for bulk bytes
};

/// Authenticated encryption under one 256-bit key. Not thread-safe. A nonce must never be used twice with one key.
class Aead
{
public:
    static constexpr std::size_t kKeySize = 32;
    static constexpr std::size_t kTagSize = 16;
    [[nodiscard]] static std::size_t nonceSize(AeadKind kind) noexcept { return kind == AeadKind::Aes256Gcm ? 12 : 24; }

    [[nodiscard]] static Result<Aead> create(AeadKind kind, const Secret& key);
    ~Aead();
    Aead(Aead&&) noexcept;
    Aead& operator=(Aead&&) noexcept;

    /// Ciphertext with the 16-byte tag at its end.
    [[nodiscard]] Result<std::string> seal(ByteView nonce, ByteView associated, ByteView plain);
    /// The same into `out`, whose memory is used again from call to call.
    [[nodiscard]] Status seal(
        ByteView nonce, ByteView associated, ByteView plain, Botan::secure_vector<std::uint8_t>& out);
    /// kCryptoNotAuthentic when key, nonce, associated data, ciphertext or tag are not those of the sealing.
    [[nodiscard]] Result<Secret> open(ByteView nonce, ByteView associated, ByteView sealed);

private:
    struct Impl;
    explicit Aead(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace oxseal
