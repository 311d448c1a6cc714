// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"

#include <memory>
#include <optional>
#include <string>

namespace oxseal {

/// Botan's SHA-256 behind the models' Hasher.
class Sha256 final : public Hasher
{
public:
    Sha256();
    ~Sha256() override;
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    using Hasher::update;
    void update(ByteView bytes) override;
    Digest finish() override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Another hash function by Botan's name ("SHA-384"), for verifying what others signed; streams any length.
class NamedHash
{
public:
    /// nullopt when there is no such function.
    [[nodiscard]] static std::optional<NamedHash> create(const std::string& algorithm);
    ~NamedHash();
    NamedHash(NamedHash&&) noexcept;
    NamedHash& operator=(NamedHash&&) noexcept;
    void update(ByteView bytes);
    [[nodiscard]] std::string finish();

private:
    struct Impl;
    explicit NamedHash(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

[[nodiscard]] Digest sha256(ByteView bytes);
[[nodiscard]] inline Digest sha256(std::string_view text) { return sha256(asBytes(text)); }

} // namespace oxseal
