// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"

#include <memory>

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

[[nodiscard]] Digest sha256(ByteView bytes);
[[nodiscard]] inline Digest sha256(std::string_view text) { return sha256(asBytes(text)); }

} // namespace oxseal
