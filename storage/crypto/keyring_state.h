// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/keyring.h"

#include <map>
#include <string>
#include <vector>

namespace oxseal {

class FileLayer;

/// The content of keyring.json as a value; private to storage/crypto.
namespace keyring {

    enum class Standing { Active, Invited, Recovery };

    /// Salt and parameters of one Argon2id.
    struct Derivation
    {
        KdfParameters parameters;
        std::string salt; ///< 16 bytes
        friend bool operator==(const Derivation&, const Derivation&) = default;
    };

    /// One holder of keys: a person, an invited person, or the recovery code.
    struct Holder
    {
        Standing standing = Standing::Active;
        PersonKeys keys; ///< login "" for the recovery code
        Derivation login;
        Derivation signing; ///< parameters 0 and salt "" unless Active
        std::string boxPrivate; ///< nonce (24) ‖ AEAD
        std::string sessionPrivate;
        std::string signingPrivate; ///< "" unless Active
    };

    /// Sealed boxes by login; "" is the recovery code.
    using Sealed = std::map<std::string, std::string>;

    struct DataKey
    {
        std::string id; ///< 16 bytes
        Sealed sealed;
    };

    struct Authority
    {
        std::string certificate; ///< DER
        Sealed sealed;
    };

    struct Content
    {
        std::string workspaceId;
        std::map<std::string, Holder> persons; ///< by login
        Holder recovery;
        std::vector<DataKey> dataKeys; ///< one; two while a rotation is open (the new one last)
        std::vector<Authority> authorities; ///< the last is current
        std::vector<PersonKeys> former;
    };

    [[nodiscard]] std::string write(const Content& content);
    /// Strict: canonical bytes, known members only, sizes and references right. Place: the path of the member.
    [[nodiscard]] Result<Content> read(std::string_view bytes);
    /// The login part of an active holder by itself (travel_keys.h), as strict.
    [[nodiscard]] Result<Holder> readTraveller(const Json& json);

    /// Associated data of a wrapped private key: everything about the holder that is not secret, and which key it is.
    [[nodiscard]] std::string header(const std::string& workspaceId, const Holder& holder, const char* which);
    /// Associated data of a data key or CA key sealed to a holder.
    [[nodiscard]] std::string boxHeader(
        const std::string& workspaceId, const char* what, const std::string& id, const Holder& to);

    /// The keys of a new holder in the clear, and the holder with its private parts wrapped.
    struct FreshHolder
    {
        Holder holder;
        BoxKey box;
        SessionKey session;
    };
    struct Wish
    {
        Standing standing = Standing::Active;
        PersonId person;
        std::string login;
        int generation = 1;
    };
    [[nodiscard]] Result<FreshHolder> makeHolder(
        const std::string& workspaceId, const Wish& wish, const Secret& passphrase, const Environment& environment);
    /// Wraps given private keys anew under a passphrase, with new salts.
    struct Privates
    {
        const Secret& box;
        const Secret& session;
        const Secret* signing = nullptr;
    };
    [[nodiscard]] Status wrap(const std::string& workspaceId, Holder& holder, const Privates& privates,
        const Secret& passphrase, const Environment& environment);

    struct LoginPrivates
    {
        BoxKey box;
        SessionKey session;
    };
    [[nodiscard]] Result<LoginPrivates> openLogin(
        const std::string& workspaceId, const Holder& holder, const Secret& passphrase, const Environment& environment);
    [[nodiscard]] Result<SigningKey> openSigning(
        const std::string& workspaceId, const Holder& holder, const Secret& passphrase, const Environment& environment);

    [[nodiscard]] Status sealDataKey(
        const std::string& workspaceId, DataKey& dataKey, const Secret& key, const Holder& to, Random& random);
    [[nodiscard]] Result<Secret> openDataKey(
        const std::string& workspaceId, const DataKey& dataKey, const Holder& holder, const BoxKey& box);
    [[nodiscard]] Status sealAuthority(
        const std::string& workspaceId, Authority& authority, const Secret& key, const Holder& to, Random& random);
    [[nodiscard]] Result<Secret> openAuthority(
        const std::string& workspaceId, const Authority& authority, const Holder& holder, const BoxKey& box);

    [[nodiscard]] std::string randomBytes(Random& random, std::size_t size);
    [[nodiscard]] bool isLogin(std::string_view text);

} // namespace keyring

struct Keyring::State
{
    keyring::Content content;
    std::string bytes;
    Digest digest;
    std::filesystem::path folder;
    FileLayer* files = nullptr;

    [[nodiscard]] const keyring::Holder* find(std::string_view login) const;
    [[nodiscard]] KeyringChange changeTo(const keyring::Content& next) const;
};

} // namespace oxseal
