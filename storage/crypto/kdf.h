// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "storage/crypto/crypto_errors.h"
#include "storage/crypto/secret.h"

#include <cstdint>
#include <string_view>

namespace oxseal {

struct KdfParameters
{
    std::uint32_t memoryKiB = 64 * 1024;
    std::uint32_t passes = 3;
    std::uint32_t lanes = 1;
    friend bool operator==(const KdfParameters&, const KdfParameters&) = default;
};

/// What a caller accepts. Product: 64 MiB … 1 GiB, 3 … 16 passes. Test also 8 MiB with one pass (Environment::testKdf).
enum class KdfPolicy { Product, Test };

inline constexpr KdfParameters kLoginKdf{64 * 1024, 3, 1};
inline constexpr KdfParameters kSigningKdf{256 * 1024, 3, 1};
inline constexpr KdfParameters kTestKdf{8 * 1024, 1, 1};

[[nodiscard]] bool acceptable(const KdfParameters& parameters, KdfPolicy policy) noexcept;

/// Argon2id (RFC 9106), salt of at least 16 bytes. kCryptoKdfBounds outside the policy: a planted record must neither
/// weaken the derivation nor eat the machine's memory.
[[nodiscard]] Result<Secret> argon2id(const Secret& passphrase, ByteView salt, const KdfParameters& parameters,
    KdfPolicy policy, std::size_t length = 32);

/// HKDF with SHA-256 (RFC 5869), extract and expand.
[[nodiscard]] Result<Secret> hkdfSha256(ByteView secret, ByteView salt, std::string_view info, std::size_t length);

} // namespace oxseal
