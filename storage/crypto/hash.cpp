// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/hash.h"

#include <botan/hash.h>

#include <algorithm>

namespace oxseal {

struct Sha256::Impl
{
    std::unique_ptr<Botan::HashFunction> function = Botan::HashFunction::create_or_throw("SHA-256");
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) { }
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(ByteView bytes) { impl_->function->update(bytes.data(), bytes.size()); }

Digest Sha256::finish()
{
    Digest digest;
    impl_->function->final(digest.bytes.data());
    return digest;
}

struct NamedHash::Impl
{
    std::unique_ptr<Botan::HashFunction> function;
};

NamedHash::NamedHash(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) { }
NamedHash::~NamedHash() = default;
NamedHash::NamedHash(NamedHash&&) noexcept = default;
NamedHash& NamedHash::operator=(NamedHash&&) noexcept = default;

std::optional<NamedHash> NamedHash::create(const std::string& algorithm)
{
    auto function = Botan::HashFunction::create(algorithm);
    if (!function)
        return std::nullopt;
    return NamedHash(std::make_unique<Impl>(Impl{std::move(function)}));
}

void NamedHash::update(ByteView bytes) { impl_->function->update(bytes.data(), bytes.size()); }

std::string NamedHash::finish()
{
    const auto digest = impl_->function->final();
    return {digest.begin(), digest.end()};
}

Digest sha256(ByteView bytes)
{
    Sha256 hasher;
    return hasher.hash(bytes);
}

} // namespace oxseal
