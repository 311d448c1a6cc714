// SPDX-License-Identifier: GPL-3.0-or-later
// Wrapping and opening of private keys, FORMATS.md §6.
#include "storage/crypto/aead.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/keyring_state.h"

namespace oxseal::keyring {
namespace {

constexpr std::size_t kNonce = 24;

KdfPolicy policyOf(const Environment& environment)
{
    return environment.testKdf ? KdfPolicy::Test : KdfPolicy::Product;
}

std::string info(const char* which) { return std::string("oxseal wrap ") + which + " 1"; }

Result<Secret> wrappingKey(const Secret& derived, const char* which)
{
    return hkdfSha256(derived.view(), {}, info(which), Aead::kKeySize);
}

Result<std::string> wrapOne(
    const Secret& derived, const char* which, const Secret& key, const std::string& associated, Random& random)
{
    OXSEAL_TRY(const Secret wrapping, wrappingKey(derived, which));
    OXSEAL_TRY(Aead aead, Aead::create(AeadKind::XChaCha20Poly1305, wrapping));
    const std::string nonce = randomBytes(random, kNonce);
    OXSEAL_TRY(const std::string sealed, aead.seal(asBytes(nonce), asBytes(associated), key.view()));
    return nonce + sealed;
}

Result<Secret> unwrapOne(
    const Secret& derived, const char* which, const std::string& wrapped, const std::string& associated)
{
    OXSEAL_TRY(const Secret wrapping, wrappingKey(derived, which));
    OXSEAL_TRY(Aead aead, Aead::create(AeadKind::XChaCha20Poly1305, wrapping));
    const ByteView bytes = asBytes(wrapped);
    if (bytes.size() < kNonce)
        return fail(kCryptoNotAuthentic);
    return aead.open(bytes.first(kNonce), asBytes(associated), bytes.subspan(kNonce));
}

/// A failed tag cannot tell a wrong passphrase from a changed record; both are answered alike and change nothing.
template <class T>
Result<T> asPassphraseError(Result<T> result, const Holder& holder)
{
    if (!result && result.error().is(kCryptoNotAuthentic))
        return fail(kKeyringWrongPassphrase, holder.keys.login, {holder.keys.login});
    return result;
}

std::string dataKeyHeader(const std::string& workspaceId, const DataKey& dataKey, const Holder& to)
{
    return boxHeader(workspaceId, "data_key", dataKey.id, to);
}

std::string authorityHeader(const std::string& workspaceId, const Authority& authority, const Holder& to)
{
    const Digest digest = sha256(authority.certificate);
    return boxHeader(workspaceId, "authority", std::string(asText(digest.bytes)), to);
}

} // namespace

std::string randomBytes(Random& random, std::size_t size)
{
    std::string bytes(size, '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return bytes;
}

Status wrap(const std::string& workspaceId, Holder& holder, const Privates& privates, const Secret& passphrase,
    const Environment& environment)
{
    Random& random = *environment.random;
    const KdfPolicy policy = policyOf(environment);
    holder.login = {environment.testKdf ? kTestKdf : kLoginKdf, randomBytes(random, 16)};
    if (privates.signing != nullptr)
        holder.signing = {environment.testKdf ? kTestKdf : kSigningKdf, randomBytes(random, 16)};
    OXSEAL_TRY(const Secret login, argon2id(passphrase, asBytes(holder.login.salt), holder.login.parameters, policy));
    OXSEAL_TRY(holder.boxPrivate,
        wrapOne(login, "box", privates.box, header(workspaceId, holder, "box"), random));
    OXSEAL_TRY(holder.sessionPrivate,
        wrapOne(login, "session", privates.session, header(workspaceId, holder, "session"), random));
    if (privates.signing == nullptr)
        return {};
    OXSEAL_TRY(
        const Secret signing, argon2id(passphrase, asBytes(holder.signing.salt), holder.signing.parameters, policy));
    OXSEAL_TRY(holder.signingPrivate,
        wrapOne(signing, "signing", *privates.signing, header(workspaceId, holder, "signing"), random));
    return {};
}

Result<FreshHolder> makeHolder(
    const std::string& workspaceId, const Wish& wish, const Secret& passphrase, const Environment& environment)
{
    Random& random = *environment.random;
    OXSEAL_TRY(BoxKey box, BoxKey::generate(random));
    OXSEAL_TRY(SessionKey session, SessionKey::generate(random));
    Holder holder;
    holder.standing = wish.standing;
    holder.keys.person = wish.person;
    holder.keys.login = wish.login;
    holder.keys.generation = wish.generation;
    holder.keys.box = box.publicKey;
    holder.keys.session = session.publicKey();
    if (wish.standing == Standing::Active) {
        OXSEAL_TRY(const SigningKey signing, SigningKey::generate(Curve::P256, random));
        holder.keys.signing = signing.publicKey();
        OXSEAL_TRY(holder.keys.certification, signing.sign(asBytes(sessionStatement(workspaceId, holder.keys))));
        OXSEAL_CHECK(wrap(
            workspaceId, holder, {box.privateKey, session.seed(), &signing.scalar()}, passphrase, environment));
    } else {
        OXSEAL_CHECK(wrap(workspaceId, holder, {box.privateKey, session.seed()}, passphrase, environment));
    }
    return FreshHolder{std::move(holder), std::move(box), std::move(session)};
}

Result<LoginPrivates> openLogin(
    const std::string& workspaceId, const Holder& holder, const Secret& passphrase, const Environment& environment)
{
    OXSEAL_TRY(const Secret derived,
        argon2id(passphrase, asBytes(holder.login.salt), holder.login.parameters, policyOf(environment)));
    OXSEAL_TRY(Secret boxPrivate,
        asPassphraseError(unwrapOne(derived, "box", holder.boxPrivate, header(workspaceId, holder, "box")), holder));
    OXSEAL_TRY(Secret seed,
        asPassphraseError(
            unwrapOne(derived, "session", holder.sessionPrivate, header(workspaceId, holder, "session")), holder));
    OXSEAL_TRY(BoxKey box, BoxKey::fromPrivate(std::move(boxPrivate)));
    OXSEAL_TRY(SessionKey session, SessionKey::fromSeed(std::move(seed)));
    if (box.publicKey != holder.keys.box || session.publicKey() != holder.keys.session)
        return fail(kKeyringInvalid, holder.keys.login, {"public keys"});
    if (holder.standing == Standing::Active
        && !verifySigning(asBytes(holder.keys.signing), asBytes(sessionStatement(workspaceId, holder.keys)),
            asBytes(holder.keys.certification)))
        return fail(kKeyringInvalid, holder.keys.login, {"certification"});
    return LoginPrivates{std::move(box), std::move(session)};
}

Result<SigningKey> openSigning(
    const std::string& workspaceId, const Holder& holder, const Secret& passphrase, const Environment& environment)
{
    if (holder.standing != Standing::Active)
        return fail(kKeyringNoSigningKey, holder.keys.login, {holder.keys.login});
    OXSEAL_TRY(const Secret derived,
        argon2id(passphrase, asBytes(holder.signing.salt), holder.signing.parameters, policyOf(environment)));
    OXSEAL_TRY(Secret scalar,
        asPassphraseError(
            unwrapOne(derived, "signing", holder.signingPrivate, header(workspaceId, holder, "signing")), holder));
    OXSEAL_TRY(SigningKey key, SigningKey::fromScalar(Curve::P256, std::move(scalar)));
    if (key.publicKey() != holder.keys.signing)
        return fail(kKeyringInvalid, holder.keys.login, {"public keys"});
    return key;
}

Status sealDataKey(
    const std::string& workspaceId, DataKey& dataKey, const Secret& key, const Holder& to, Random& random)
{
    OXSEAL_TRY(dataKey.sealed[to.keys.login],
        sealTo(asBytes(to.keys.box), key.view(), asBytes(dataKeyHeader(workspaceId, dataKey, to)), random));
    return {};
}

Result<Secret> openDataKey(
    const std::string& workspaceId, const DataKey& dataKey, const Holder& holder, const BoxKey& box)
{
    const auto at = dataKey.sealed.find(holder.keys.login);
    if (at == dataKey.sealed.end())
        return fail(kKeyringInvalid, holder.keys.login, {"data key"});
    return openSealed(box, asBytes(at->second), asBytes(dataKeyHeader(workspaceId, dataKey, holder)));
}

Status sealAuthority(
    const std::string& workspaceId, Authority& authority, const Secret& key, const Holder& to, Random& random)
{
    OXSEAL_TRY(authority.sealed[to.keys.login],
        sealTo(asBytes(to.keys.box), key.view(), asBytes(authorityHeader(workspaceId, authority, to)), random));
    return {};
}

Result<Secret> openAuthority(
    const std::string& workspaceId, const Authority& authority, const Holder& holder, const BoxKey& box)
{
    const auto at = authority.sealed.find(holder.keys.login);
    if (at == authority.sealed.end())
        return fail(kKeyringNoAuthority, holder.keys.login, {holder.keys.login});
    return openSealed(box, asBytes(at->second), asBytes(authorityHeader(workspaceId, authority, holder)));
}

} // namespace oxseal::keyring
