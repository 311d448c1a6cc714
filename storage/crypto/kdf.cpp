// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/kdf.h"

#include "storage/crypto/botan_compat.h"

#include <botan/pwdhash.h>

namespace oxseal {
namespace {

constexpr std::uint32_t kMinMemory = 64 * 1024;
constexpr std::uint32_t kMaxMemory = 1024 * 1024;
constexpr std::uint32_t kMinPasses = 3;
constexpr std::uint32_t kMaxPasses = 16;
constexpr std::uint32_t kMaxLanes = 16;
constexpr std::size_t kMinSalt = 16;

} // namespace

bool acceptable(const KdfParameters& parameters, KdfPolicy policy) noexcept
{
    if (policy == KdfPolicy::Test && parameters == kTestKdf)
        return true;
    return parameters.memoryKiB >= kMinMemory && parameters.memoryKiB <= kMaxMemory && parameters.passes >= kMinPasses
        && parameters.passes <= kMaxPasses && parameters.lanes >= 1 && parameters.lanes <= kMaxLanes;
}

Result<Secret> argon2id(const Secret& passphrase, ByteView salt, const KdfParameters& parameters, KdfPolicy policy,
    std::size_t length)
{
    if (!acceptable(parameters, policy))
        return fail(kCryptoKdfBounds, {}, {std::to_string(parameters.memoryKiB), std::to_string(parameters.passes)});
    if (salt.size() < kMinSalt)
        return fail(kCryptoBadLength, {}, {"salt"});
    try {
        const auto hash = Botan::PasswordHashFamily::create_or_throw("Argon2id")
                              ->from_params(parameters.memoryKiB, parameters.passes, parameters.lanes);
        Botan::secure_vector<std::uint8_t> out(length);
        const std::string_view text = asText(passphrase.view());
        hash->derive_key(out.data(), out.size(), text.data(), text.size(), salt.data(), salt.size());
        return Secret(std::move(out));
    } catch (const std::exception& e) {
        return fail(kCryptoFailed, {}, {e.what()});
    }
}

Result<Secret> hkdfSha256(ByteView secret, ByteView salt, std::string_view info, std::size_t length)
{
    try {
        const auto kdf = Botan::KDF::create_or_throw("HKDF(SHA-256)");
        const auto label = asBytes(info);
        return Secret(botan::derive(*kdf, length, secret, salt, label));
    } catch (const std::exception& e) {
        return fail(kCryptoFailed, {}, {e.what()});
    }
}

} // namespace oxseal
