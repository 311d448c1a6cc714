// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/aead.h"

#include "storage/crypto/botan_compat.h"

namespace oxseal {

struct Aead::Impl
{
    AeadKind kind;
    std::unique_ptr<Botan::AEAD_Mode> encrypt;
    std::unique_ptr<Botan::AEAD_Mode> decrypt;
};

Aead::Aead(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) { }
Aead::~Aead() = default;
Aead::Aead(Aead&&) noexcept = default;
Aead& Aead::operator=(Aead&&) noexcept = default;

Result<Aead> Aead::create(AeadKind kind, const Secret& key)
{
    if (key.size() != kKeySize)
        return fail(kCryptoBadLength, {}, {"key"});
    try {
        // Botan's ChaCha20Poly1305 is XChaCha20Poly1305 when it is given a 24-byte nonce.
        const std::string name = kind == AeadKind::Aes256Gcm ? "AES-256/GCM" : "ChaCha20Poly1305";
        auto impl = std::make_unique<Impl>();
        impl->kind = kind;
        impl->encrypt = Botan::AEAD_Mode::create_or_throw(name, botan::kEncrypt);
        impl->decrypt = Botan::AEAD_Mode::create_or_throw(name, botan::kDecrypt);
        impl->encrypt->set_key(key.view().data(), key.size());
        impl->decrypt->set_key(key.view().data(), key.size());
        return Aead(std::move(impl));
    } catch (const std::exception& e) {
        return fail(kCryptoFailed, {}, {e.what()});
    }
}

Status Aead::seal(ByteView nonce, ByteView associated, ByteView plain, Botan::secure_vector<std::uint8_t>& out)
{
    if (nonce.size() != nonceSize(impl_->kind))
        return fail(kCryptoBadLength, {}, {"nonce"});
    try {
        out.reserve(plain.size() + kTagSize);
        out.assign(plain.begin(), plain.end());
        impl_->encrypt->set_associated_data(associated.data(), associated.size());
        impl_->encrypt->start(nonce.data(), nonce.size());
        impl_->encrypt->finish(out);
        return {};
    } catch (const std::exception& e) {
        return fail(kCryptoFailed, {}, {e.what()});
    }
}

Result<std::string> Aead::seal(ByteView nonce, ByteView associated, ByteView plain)
{
    Botan::secure_vector<std::uint8_t> buffer;
    OXSEAL_CHECK(seal(nonce, associated, plain, buffer));
    return std::string(asText({buffer.data(), buffer.size()}));
}

Result<Secret> Aead::open(ByteView nonce, ByteView associated, ByteView sealed)
{
    if (nonce.size() != nonceSize(impl_->kind) || sealed.size() < kTagSize)
        return fail(kCryptoNotAuthentic);
    try {
        Botan::secure_vector<std::uint8_t> buffer(sealed.begin(), sealed.end());
        impl_->decrypt->set_associated_data(associated.data(), associated.size());
        impl_->decrypt->start(nonce.data(), nonce.size());
        impl_->decrypt->finish(buffer);
        return Secret(std::move(buffer));
    } catch (const std::exception&) {
        // A failed tag leaves the mode in mid-message; the key stays.
        impl_->decrypt->reset();
        return fail(kCryptoNotAuthentic);
    }
}

} // namespace oxseal
