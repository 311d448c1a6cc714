// SPDX-License-Identifier: GPL-3.0-or-later
// The prepare… half of Keyring: each computes the next file from the present one and changes nothing.
#include "models/people/passphrase.h"
#include "storage/crypto/code.h"
#include "storage/crypto/keyring.h"
#include "storage/crypto/keyring_state.h"
#include "storage/crypto/unlocked_person_maker.h"
#include "storage/signing/certificate.h"

namespace oxseal {
namespace {

using keyring::Content;
using keyring::Holder;
using keyring::Standing;

constexpr int kCodeWordCount = 6;
constexpr int kRecoveryWordCount = 8;

Status requireStrength(const Secret& passphrase, const Environment& environment)
{
    // Tests use short passphrases together with the weak derivation; no program can reach this branch.
    if (environment.testKdf)
        return {};
    return checkSignerPassphrase(asText(passphrase.view()));
}

Status requireNoRotation(const Content& content)
{
    if (content.dataKeys.size() > 1)
        return fail(kKeyringRotationOpen);
    return {};
}

Result<const Holder*> holderOf(const Content& content, std::string_view login)
{
    const auto at = content.persons.find(std::string(login));
    if (at == content.persons.end())
        return fail(kKeyringUnknownLogin, std::string(login), {std::string(login)});
    return &at->second;
}

int nextGeneration(const Content& content, PersonId person)
{
    int highest = 0;
    for (const auto& [login, holder] : content.persons) {
        if (holder.keys.person == person)
            highest = std::max(highest, holder.keys.generation);
    }
    for (const auto& keys : content.former) {
        if (keys.person == person)
            highest = std::max(highest, keys.generation);
    }
    return highest + 1;
}

/// Puts a holder with new keys in the place of the old one of the same login; its data keys are sealed anew.
Status replaceHolder(Content& next, const Holder& fresh, const std::vector<Secret>& dataKeys, Random& random)
{
    Holder& place = next.persons.at(fresh.keys.login);
    next.former.push_back(place.keys);
    place = fresh;
    for (std::size_t i = 0; i < next.dataKeys.size(); ++i)
        OXSEAL_CHECK(keyring::sealDataKey(next.workspaceId, next.dataKeys[i], dataKeys.at(i), fresh, random));
    return {};
}

/// Step 1 of a rotation: a second data key, sealed to all who remain.
Result<Secret> addDataKey(Content& next, Random& random)
{
    Secret key = Secret::copyOf(asBytes(keyring::randomBytes(random, 32)));
    keyring::DataKey entry{keyring::randomBytes(random, 16), {}};
    for (const auto& [login, holder] : next.persons)
        OXSEAL_CHECK(keyring::sealDataKey(next.workspaceId, entry, key, holder, random));
    OXSEAL_CHECK(keyring::sealDataKey(next.workspaceId, entry, key, next.recovery, random));
    next.dataKeys.push_back(std::move(entry));
    return key;
}

/// Oldest first, opened anew: the keys of the session's start may have been rotated since.
Result<std::vector<Secret>> dataKeysOf(const Content& content, const UnlockedPerson& by)
{
    const Holder* holder = &content.recovery;
    if (by.authMethod() != "recovery") {
        OXSEAL_TRY(holder, holderOf(content, by.login()));
    }
    std::vector<Secret> keys;
    for (const auto& dataKey : content.dataKeys) {
        OXSEAL_TRY(Secret key, keyring::openDataKey(content.workspaceId, dataKey, *holder, by.box()));
        keys.push_back(std::move(key));
    }
    return keys;
}

/// The CA key of a person who is about to get new keys; an empty secret when he holds none.
Result<Secret> authorityOf(const Content& content, const UnlockedPerson& person, const Holder& holder)
{
    auto key = keyring::openAuthority(content.workspaceId, content.authorities.back(), holder, person.box());
    if (!key && key.error().is(kKeyringNoAuthority))
        return Secret();
    return key;
}

struct FreshKeys
{
    Holder holder;
    UnlockedPerson person;
};

/// New keys for `by` in `next`, keeping the CA key if it was held.
Result<FreshKeys> renewKeys(
    Content& next, const UnlockedPerson& by, const Secret& passphrase, const Environment& environment)
{
    OXSEAL_TRY(const Holder* old, holderOf(next, by.login()));
    OXSEAL_TRY(const Secret authority, authorityOf(next, by, *old));
    OXSEAL_TRY(const std::vector<Secret> dataKeys, dataKeysOf(next, by));
    const keyring::Wish wish{Standing::Active, old->keys.person, by.login(), nextGeneration(next, old->keys.person)};
    OXSEAL_TRY(keyring::FreshHolder fresh, keyring::makeHolder(next.workspaceId, wish, passphrase, environment));
    OXSEAL_CHECK(replaceHolder(next, fresh.holder, dataKeys, *environment.random));
    if (!authority.empty())
        OXSEAL_CHECK(keyring::sealAuthority(
            next.workspaceId, next.authorities.back(), authority, fresh.holder, *environment.random));
    OXSEAL_TRY(UnlockedPerson person,
        UnlockedPersonMaker::make(
            next, fresh.holder, std::move(fresh.box), std::move(fresh.session), "passphrase"));
    return FreshKeys{std::move(fresh.holder), std::move(person)};
}

} // namespace

Result<InvitationChange> Keyring::prepareInvitation(
    const UnlockedPerson& by, PersonId person, const std::string& login, const Environment& environment) const
{
    Content next = state_->content;
    OXSEAL_CHECK(requireNoRotation(next));
    if (!keyring::isLogin(login))
        return fail(kKeyringBadLogin, login, {login});
    if (next.persons.contains(login))
        return fail(kKeyringLoginTaken, login, {login});
    OXSEAL_TRY(const std::vector<Secret> dataKeys, dataKeysOf(next, by));
    Secret code = randomWords(*environment.random, kCodeWordCount);
    const keyring::Wish wish{Standing::Invited, person, login, nextGeneration(next, person)};
    OXSEAL_TRY(keyring::FreshHolder fresh, keyring::makeHolder(next.workspaceId, wish, code, environment));
    next.persons.emplace(login, fresh.holder);
    OXSEAL_CHECK(keyring::sealDataKey(
        next.workspaceId, next.dataKeys.front(), dataKeys.front(), fresh.holder, *environment.random));
    return InvitationChange{state_->changeTo(next), fresh.holder.keys, std::move(code)};
}

Result<KeysChange> Keyring::prepareFirstLogin(
    const UnlockedPerson& invited, const Secret& passphrase, const Environment& environment) const
{
    Content next = state_->content;
    OXSEAL_CHECK(requireNoRotation(next));
    if (invited.authMethod() != "invitation" || !isInvited(invited.login()))
        return fail(kKeyringWrongState, invited.login(), {invited.login()});
    OXSEAL_CHECK(requireStrength(passphrase, environment));
    OXSEAL_TRY(FreshKeys fresh, renewKeys(next, invited, passphrase, environment));
    return KeysChange{state_->changeTo(next), fresh.holder.keys, std::move(fresh.person)};
}

Result<KeyringChange> Keyring::preparePassphraseChange(std::string_view login, const Secret& oldPassphrase,
    const Secret& newPassphrase, const Environment& environment) const
{
    Content next = state_->content;
    OXSEAL_TRY(const Holder* holder, holderOf(next, login));
    if (holder->standing != Standing::Active)
        return fail(kKeyringWrongState, std::string(login), {std::string(login)});
    OXSEAL_CHECK(requireStrength(newPassphrase, environment));
    OXSEAL_TRY(const keyring::LoginPrivates privates,
        keyring::openLogin(next.workspaceId, *holder, oldPassphrase, environment));
    OXSEAL_TRY(const SigningKey signing,
        keyring::openSigning(next.workspaceId, *holder, oldPassphrase, environment));
    Holder changed = *holder;
    OXSEAL_CHECK(keyring::wrap(next.workspaceId, changed,
        {privates.box.privateKey, privates.session.seed(), &signing.scalar()}, newPassphrase, environment));
    next.persons.at(std::string(login)) = std::move(changed);
    return state_->changeTo(next);
}

Result<KeyringChange> Keyring::prepareAuthorityGrant(
    const UnlockedPerson& by, std::string_view login, const Environment& environment) const
{
    Content next = state_->content;
    OXSEAL_TRY(const Holder* holder, holderOf(next, login));
    OXSEAL_TRY(const SigningKey key, openAuthorityKey(by));
    OXSEAL_CHECK(keyring::sealAuthority(
        next.workspaceId, next.authorities.back(), key.scalar(), *holder, *environment.random));
    return state_->changeTo(next);
}

Result<KeyringChange> Keyring::prepareAuthorityRevocation(std::string_view login) const
{
    Content next = state_->content;
    auto& sealed = next.authorities.back().sealed;
    if (!sealed.contains(std::string(login)))
        return fail(kKeyringNoAuthority, std::string(login), {std::string(login)});
    if (sealed.size() == 1)
        return fail(kKeyringLastAdministrator, std::string(login), {std::string(login)});
    for (auto& authority : next.authorities)
        authority.sealed.erase(std::string(login));
    return state_->changeTo(next);
}

Result<RotationChange> Keyring::prepareRotation(
    const UnlockedPerson& by, std::string_view removed, const Environment& environment) const
{
    Content next = state_->content;
    OXSEAL_CHECK(requireNoRotation(next));
    if (!removed.empty()) {
        OXSEAL_TRY(const Holder* holder, holderOf(next, removed));
        const auto& sealed = next.authorities.back().sealed;
        if (by.login() == removed || (sealed.size() == 1 && sealed.contains(std::string(removed))))
            return fail(kKeyringLastAdministrator, std::string(removed), {std::string(removed)});
        next.former.push_back(holder->keys);
        next.persons.erase(std::string(removed));
        for (auto& dataKey : next.dataKeys)
            dataKey.sealed.erase(std::string(removed));
        for (auto& authority : next.authorities)
            authority.sealed.erase(std::string(removed));
    }
    OXSEAL_TRY(Secret key, addDataKey(next, *environment.random));
    return RotationChange{state_->changeTo(next), std::move(key)};
}

Result<NewKeysChange> Keyring::prepareNewKeys(
    const UnlockedPerson& by, const Secret& newPassphrase, const Environment& environment) const
{
    Content next = state_->content;
    OXSEAL_CHECK(requireNoRotation(next));
    OXSEAL_TRY(const Holder* holder, holderOf(next, by.login()));
    if (holder->standing != Standing::Active || by.authMethod() != "passphrase")
        return fail(kKeyringWrongState, by.login(), {by.login()});
    OXSEAL_CHECK(requireStrength(newPassphrase, environment));
    OXSEAL_TRY(FreshKeys fresh, renewKeys(next, by, newPassphrase, environment));
    OXSEAL_TRY(Secret key, addDataKey(next, *environment.random));
    return NewKeysChange{
        state_->changeTo(next), fresh.holder.keys, std::move(fresh.person), std::move(key)};
}

Result<RecoveryChange> Keyring::prepareRecovery(const UnlockedPerson& recovering, const Secret& newPassphrase,
    bool administrator, const std::string& company, const Environment& environment) const
{
    Content next = state_->content;
    OXSEAL_CHECK(requireNoRotation(next));
    if (recovering.authMethod() != "recovery")
        return fail(kKeyringWrongState, recovering.login(), {recovering.login()});
    OXSEAL_CHECK(requireStrength(newPassphrase, environment));
    Random& random = *environment.random;
    const std::string login = recovering.login();
    OXSEAL_TRY(const Holder* old, holderOf(next, login));
    const keyring::Wish wish{Standing::Active, old->keys.person, login, nextGeneration(next, old->keys.person)};
    OXSEAL_TRY(keyring::FreshHolder fresh, keyring::makeHolder(next.workspaceId, wish, newPassphrase, environment));
    OXSEAL_TRY(const std::vector<Secret> dataKeys, dataKeysOf(next, recovering));
    OXSEAL_CHECK(replaceHolder(next, fresh.holder, dataKeys, random));
    // What was sealed to the lost box key can never be opened again.
    for (auto& authority : next.authorities)
        authority.sealed.erase(login);

    RecoveryChange out{{}, fresh.holder.keys, {}, {}, randomWords(random, kRecoveryWordCount), false};
    const keyring::Wish recoveryWish{Standing::Recovery, PersonId(), {}, next.recovery.keys.generation + 1};
    OXSEAL_TRY(const keyring::FreshHolder recovery,
        keyring::makeHolder(next.workspaceId, recoveryWish, out.newCode, environment));
    next.former.push_back(next.recovery.keys);
    next.recovery = recovery.holder;
    OXSEAL_CHECK(keyring::sealDataKey(
        next.workspaceId, next.dataKeys.front(), dataKeys.front(), next.recovery, random));
    OXSEAL_TRY(out.newDataKey, addDataKey(next, random));

    if (administrator && next.authorities.back().sealed.empty()) {
        OXSEAL_TRY(const SigningKey key, SigningKey::generate(Curve::P384, random));
        keyring::Authority authority;
        OXSEAL_TRY(authority.certificate,
            makeAuthorityCertificate(key, company, oxseal::certificateStart(environment), random));
        OXSEAL_CHECK(keyring::sealAuthority(next.workspaceId, authority, key.scalar(), fresh.holder, random));
        next.authorities.push_back(std::move(authority));
        out.newAuthority = true;
    }
    OXSEAL_TRY(out.person,
        UnlockedPersonMaker::make(
            next, fresh.holder, std::move(fresh.box), std::move(fresh.session), "passphrase"));
    out.change = state_->changeTo(next);
    return out;
}

Result<KeyringChange> Keyring::prepareRotationEnd() const
{
    Content next = state_->content;
    if (next.dataKeys.size() < 2)
        return fail(kKeyringWrongState, "data_keys", {"data key"});
    next.dataKeys.erase(next.dataKeys.begin());
    return state_->changeTo(next);
}

} // namespace oxseal
