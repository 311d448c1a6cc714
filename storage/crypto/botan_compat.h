// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The differences between Botan 2.19 and Botan 3 that Oxseal meets, in one place. Include this instead of the headers
// below; outside storage/crypto and storage/signing nothing names Botan except through Secret.

#include <botan/aead.h>
#include <botan/auto_rng.h>
#include <botan/bigint.h>
#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/kdf.h>
#include <botan/pk_keys.h>
#include <botan/pubkey.h>
#include <botan/version.h>
#include <botan/x509_ext.h>

#include <botan/asn1_obj.h>
#include <botan/pkix_types.h>

#if BOTAN_VERSION_MAJOR >= 3
#include <botan/x25519.h>
#else
#include <botan/curve25519.h>
#endif

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::botan {

#if BOTAN_VERSION_MAJOR >= 3
using X25519Private = Botan::X25519_PrivateKey;
inline constexpr auto kEncrypt = Botan::Cipher_Dir::Encryption;
inline constexpr auto kDecrypt = Botan::Cipher_Dir::Decryption;
inline constexpr auto kDerSignature = Botan::Signature_Format::DerSequence;
inline Botan::EC_Group group(const char* name) { return Botan::EC_Group::from_name(name); }
inline std::string ecdsaPadding(const char* hash) { return hash; }
inline Botan::BigInt bigInt(const std::uint8_t* data, std::size_t size)
{
    return Botan::BigInt::from_bytes(std::span<const std::uint8_t>(data, size));
}
inline Botan::Key_Constraints signerUsage()
{
    return Botan::Key_Constraints(
        Botan::Key_Constraints::DigitalSignature | Botan::Key_Constraints::NonRepudiation);
}
inline Botan::Key_Constraints authorityUsage()
{
    return Botan::Key_Constraints(Botan::Key_Constraints::KeyCertSign | Botan::Key_Constraints::CrlSign);
}
template <class Extension>
void addExtension(Botan::Extensions& extensions, Extension extension, bool critical)
{
    extensions.add(std::make_unique<Extension>(std::move(extension)), critical);
}
inline Botan::PK_Signer& signerArgument(Botan::PK_Signer& signer) { return signer; }
template <class Certificate>
std::unique_ptr<Botan::Public_Key> publicKey(const Certificate& certificate)
{
    return certificate.subject_public_key();
}
inline Botan::secure_vector<std::uint8_t> derive(const Botan::KDF& kdf, std::size_t length,
    std::span<const std::uint8_t> secret, std::span<const std::uint8_t> salt, std::span<const std::uint8_t> label)
{
    return kdf.derive_key(length, secret, salt, label);
}
#else
using X25519Private = Botan::Curve25519_PrivateKey;
inline constexpr auto kEncrypt = Botan::ENCRYPTION;
inline constexpr auto kDecrypt = Botan::DECRYPTION;
inline constexpr auto kDerSignature = Botan::DER_SEQUENCE;
inline Botan::EC_Group group(const char* name) { return Botan::EC_Group(name); }
inline std::string ecdsaPadding(const char* hash) { return std::string("EMSA1(") + hash + ")"; }
inline Botan::BigInt bigInt(const std::uint8_t* data, std::size_t size) { return Botan::BigInt::decode(data, size); }
inline Botan::Key_Constraints signerUsage()
{
    return static_cast<Botan::Key_Constraints>(Botan::DIGITAL_SIGNATURE | Botan::NON_REPUDIATION);
}
inline Botan::Key_Constraints authorityUsage()
{
    return static_cast<Botan::Key_Constraints>(Botan::KEY_CERT_SIGN | Botan::CRL_SIGN);
}
template <class Extension>
void addExtension(Botan::Extensions& extensions, Extension extension, bool critical)
{
    extensions.add(new Extension(std::move(extension)), critical); // Botan 2 takes ownership of the raw pointer
}
inline Botan::PK_Signer* signerArgument(Botan::PK_Signer& signer) { return &signer; }
inline Botan::secure_vector<std::uint8_t> derive(const Botan::KDF& kdf, std::size_t length,
    std::span<const std::uint8_t> secret, std::span<const std::uint8_t> salt, std::span<const std::uint8_t> label)
{
    return kdf.derive_key(length, secret.data(), secret.size(), salt.data(), salt.size(), label.data(), label.size());
}
template <class Certificate>
std::unique_ptr<Botan::Public_Key> publicKey(const Certificate& certificate)
{
    return certificate.load_subject_public_key();
}
#endif

// Botan 3 has been renaming its constructors from raw material; the plain forms below exist in 2.19 and in 3.7.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
inline Botan::Ed25519_PrivateKey ed25519FromSeed(const Botan::secure_vector<std::uint8_t>& seed)
{
    return Botan::Ed25519_PrivateKey(seed);
}
inline std::vector<std::uint8_t> ed25519Public(const Botan::Ed25519_PrivateKey& key) { return key.get_public_key(); }
inline Botan::ECDSA_PrivateKey ecdsaFromScalar(
    Botan::RandomNumberGenerator& rng, const Botan::EC_Group& curve, const Botan::BigInt& scalar)
{
    return Botan::ECDSA_PrivateKey(rng, curve, scalar);
}
#pragma GCC diagnostic pop

/// Botan's own generator, for blinding only: every key and nonce comes from oxseal::Random.
Botan::RandomNumberGenerator& blinding();

} // namespace oxseal::botan
