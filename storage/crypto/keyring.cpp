// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/keyring.h"

#include "models/people/passphrase.h"
#include "storage/crypto/code.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/keyring_state.h"
#include "storage/crypto/unlocked_person_maker.h"
#include "storage/files/durable_file.h"
#include "storage/signing/certificate.h"

namespace oxseal {
namespace {

constexpr std::size_t kMaxFile = 64U << 20;
constexpr int kRecoveryWords = 8;

} // namespace

Event keyringEvent(const KeyringChange& change)
{
    Event event;
    event.verb = "keyring.change";
    event.object = "keyring:" + change.oldDigest.hex() + ":" + change.newDigest.hex();
    event.module = "crypto";
    event.keyringFile = change.bytes;
    return event;
}

std::string sessionStatement(const std::string& workspaceId, const PersonKeys& keys)
{
    Json json;
    json.set("box", toBase64(asBytes(keys.box)));
    json.set("generation", keys.generation);
    json.set("login", keys.login);
    json.set("person", keys.person.value);
    json.set("purpose", "oxseal-session-key");
    json.set("session", toBase64(asBytes(keys.session)));
    json.set("workspace", workspaceId);
    return canonicalJson(json);
}

Day certificateStart(const Environment& environment)
{
    if (environment.clock.source == ClockSource::Demo)
        return Day::fromYmd(2020, 1, 1).value_or(Day{});
    return environment.clock.now().day();
}

const keyring::Holder* Keyring::State::find(std::string_view login) const
{
    const auto at = content.persons.find(std::string(login));
    return at == content.persons.end() ? nullptr : &at->second;
}

KeyringChange Keyring::State::changeTo(const keyring::Content& next) const
{
    KeyringChange change;
    change.bytes = keyring::write(next);
    change.oldDigest = digest;
    change.newDigest = sha256(change.bytes);
    return change;
}

Keyring::Keyring() : state_(std::make_unique<State>()) { }
Keyring::~Keyring() = default;
Keyring::Keyring(Keyring&&) noexcept = default;
Keyring& Keyring::operator=(Keyring&&) noexcept = default;

const std::string& Keyring::workspaceId() const { return state_->content.workspaceId; }
Digest Keyring::digest() const { return state_->digest; }
const std::string& Keyring::bytes() const { return state_->bytes; }
bool Keyring::rotationPending() const { return state_->content.dataKeys.size() > 1; }

Result<Keyring> Keyring::parse(std::string_view bytes)
{
    OXSEAL_TRY(keyring::Content content, keyring::read(bytes));
    Keyring out;
    out.state_->content = std::move(content);
    out.state_->bytes = std::string(bytes);
    out.state_->digest = sha256(bytes);
    return out;
}

Result<Keyring> Keyring::load(const std::filesystem::path& folder, FileLayer* files)
{
    FileLayer& layer = files != nullptr ? *files : systemFiles();
    const auto bytes = layer.read(folder / kFileName, kMaxFile);
    if (!bytes)
        return fail(kKeyringMissing, (folder / kFileName).string(), bytes.error().arguments());
    OXSEAL_TRY(Keyring out, parse(*bytes));
    out.state_->folder = folder;
    out.state_->files = &layer;
    return out;
}

std::vector<PersonKeys> Keyring::allKeys() const
{
    std::vector<PersonKeys> all;
    for (const auto& [login, holder] : state_->content.persons)
        all.push_back(holder.keys);
    all.push_back(state_->content.recovery.keys);
    all.insert(all.end(), state_->content.former.begin(), state_->content.former.end());
    return all;
}

Result<PersonKeys> Keyring::keysOf(std::string_view login) const
{
    const auto* holder = state_->find(login);
    if (holder == nullptr)
        return fail(kKeyringUnknownLogin, std::string(login), {std::string(login)});
    return holder->keys;
}

bool Keyring::isInvited(std::string_view login) const
{
    const auto* holder = state_->find(login);
    return holder != nullptr && holder->standing == keyring::Standing::Invited;
}

std::vector<std::string> Keyring::logins() const
{
    std::vector<std::string> out;
    for (const auto& [login, holder] : state_->content.persons)
        out.push_back(login);
    return out;
}

std::vector<std::string> Keyring::authorities() const
{
    std::vector<std::string> out;
    for (const auto& authority : state_->content.authorities)
        out.push_back(authority.certificate);
    return out;
}

bool Keyring::holdsAuthority(std::string_view login) const
{
    return state_->content.authorities.back().sealed.contains(std::string(login));
}

namespace {

/// Opens every data key, newest first.
Result<std::vector<Secret>> openDataKeys(
    const keyring::Content& content, const keyring::Holder& holder, const BoxKey& box)
{
    std::vector<Secret> keys;
    for (auto at = content.dataKeys.rbegin(); at != content.dataKeys.rend(); ++at) {
        OXSEAL_TRY(Secret key, keyring::openDataKey(content.workspaceId, *at, holder, box));
        keys.push_back(std::move(key));
    }
    return keys;
}

} // namespace

Result<UnlockedPerson> UnlockedPersonMaker::make(const keyring::Content& content, const keyring::Holder& holder,
    BoxKey box, SessionKey session, const std::string& method)
{
    UnlockedPerson person;
    person.person_ = holder.keys.person;
    person.login_ = holder.keys.login;
    person.generation_ = holder.keys.generation;
    person.method_ = method;
    OXSEAL_TRY(person.dataKeys_, openDataKeys(content, holder, box));
    person.session_ = std::move(session);
    person.box_ = std::move(box);
    return person;
}

void UnlockedPersonMaker::standInFor(UnlockedPerson& recovering, const keyring::Holder& holder)
{
    recovering.person_ = holder.keys.person;
    recovering.login_ = holder.keys.login;
}

Result<UnlockedPerson> Keyring::unlock(
    std::string_view login, const Secret& passphrase, const Environment& environment) const
{
    const auto* holder = state_->find(login);
    if (holder == nullptr)
        return fail(kKeyringUnknownLogin, std::string(login), {std::string(login)});
    OXSEAL_TRY(keyring::LoginPrivates privates,
        keyring::openLogin(state_->content.workspaceId, *holder, passphrase, environment));
    return UnlockedPersonMaker::make(state_->content, *holder, std::move(privates.box), std::move(privates.session),
        holder->standing == keyring::Standing::Invited ? "invitation" : "passphrase");
}

Result<UnlockedPerson> Keyring::unlockByRecovery(
    std::string_view login, const Secret& code, const Environment& environment) const
{
    const auto* holder = state_->find(login);
    if (holder == nullptr)
        return fail(kKeyringUnknownLogin, std::string(login), {std::string(login)});
    const auto& recovery = state_->content.recovery;
    OXSEAL_TRY(keyring::LoginPrivates privates,
        keyring::openLogin(state_->content.workspaceId, recovery, code, environment));
    OXSEAL_TRY(UnlockedPerson person,
        UnlockedPersonMaker::make(
            state_->content, recovery, std::move(privates.box), std::move(privates.session), "recovery"));
    UnlockedPersonMaker::standInFor(person, *holder);
    return person;
}

Status Keyring::renew(UnlockedPerson& person) const
{
    const auto* holder = person.method_ == "recovery" ? &state_->content.recovery : state_->find(person.login_);
    if (holder == nullptr || holder->keys.box != person.box_.publicKey
        || holder->keys.session != person.session_->publicKey())
        return fail(kKeyringOtherKeys, person.login_, {person.login_});
    OXSEAL_TRY(person.dataKeys_, openDataKeys(state_->content, *holder, person.box_));
    return {};
}

Result<SigningKey> Keyring::openSigningKey(
    std::string_view login, const Secret& passphrase, const Environment& environment) const
{
    const auto* holder = state_->find(login);
    if (holder == nullptr)
        return fail(kKeyringUnknownLogin, std::string(login), {std::string(login)});
    return keyring::openSigning(state_->content.workspaceId, *holder, passphrase, environment);
}

Result<SigningKey> Keyring::openAuthorityKey(const UnlockedPerson& person) const
{
    const auto* holder = state_->find(person.login());
    if (holder == nullptr || person.authMethod() == "recovery")
        return fail(kKeyringNoAuthority, person.login(), {person.login()});
    OXSEAL_TRY(Secret scalar,
        keyring::openAuthority(
            state_->content.workspaceId, state_->content.authorities.back(), *holder, person.box()));
    return SigningKey::fromScalar(Curve::P384, std::move(scalar));
}

Result<CreatedKeyring> Keyring::create(
    const NewKeyring& options, const Secret& passphrase, const Environment& environment)
{
    if (!keyring::isLogin(options.login))
        return fail(kKeyringBadLogin, options.login, {options.login});
    if (!environment.testKdf)
        OXSEAL_CHECK(checkSignerPassphrase(asText(passphrase.view())));
    Random& random = *environment.random;
    const Day start = options.certificateStart.number == 0 ? oxseal::certificateStart(environment)
                                                           : options.certificateStart;
    keyring::Content content;
    content.workspaceId = options.workspaceId;
    OXSEAL_TRY(keyring::FreshHolder administrator,
        keyring::makeHolder(options.workspaceId, {keyring::Standing::Active, PersonId(1), options.login, 1}, passphrase,
            environment));
    Secret code = randomWords(random, kRecoveryWords);
    OXSEAL_TRY(keyring::FreshHolder recovery,
        keyring::makeHolder(
            options.workspaceId, {keyring::Standing::Recovery, PersonId(), {}, 1}, code, environment));

    const Secret dataKey = Secret::copyOf(asBytes(keyring::randomBytes(random, 32)));
    keyring::DataKey sealed{keyring::randomBytes(random, 16), {}};
    OXSEAL_CHECK(keyring::sealDataKey(options.workspaceId, sealed, dataKey, administrator.holder, random));
    OXSEAL_CHECK(keyring::sealDataKey(options.workspaceId, sealed, dataKey, recovery.holder, random));
    content.dataKeys.push_back(std::move(sealed));

    OXSEAL_TRY(const SigningKey authorityKey, SigningKey::generate(Curve::P384, random));
    keyring::Authority authority;
    OXSEAL_TRY(authority.certificate, makeAuthorityCertificate(authorityKey, options.company, start, random));
    OXSEAL_CHECK(keyring::sealAuthority(
        options.workspaceId, authority, authorityKey.scalar(), administrator.holder, random));
    OXSEAL_TRY(std::string bootstrap,
        issueCertificate(authorityKey, asBytes(authority.certificate), asBytes(administrator.holder.keys.signing),
            {options.name, options.company, {}}, start, random));
    std::string authorityDer = authority.certificate;
    content.authorities.push_back(std::move(authority));
    content.persons.emplace(options.login, administrator.holder);
    content.recovery = recovery.holder;

    OXSEAL_TRY(UnlockedPerson person,
        UnlockedPersonMaker::make(content, administrator.holder, std::move(administrator.box),
            std::move(administrator.session), "passphrase"));
    OXSEAL_TRY(Keyring made, parse(keyring::write(content)));
    return CreatedKeyring{
        std::move(made), std::move(person), std::move(code), std::move(authorityDer), std::move(bootstrap)};
}

Status Keyring::commitChange(const KeyringChange& change)
{
    if (change.oldDigest != state_->digest)
        return fail(kKeyringStale);
    if (state_->files == nullptr)
        return fail(kKeyringMissing);
    OXSEAL_TRY(Keyring next, parse(change.bytes));
    OXSEAL_CHECK(writeDurably(*state_->files, state_->folder / kFileName, change.bytes));
    next.state_->folder = state_->folder;
    next.state_->files = state_->files;
    state_ = std::move(next.state_);
    return {};
}

Status Keyring::commitCreation(const std::filesystem::path& folder, FileLayer* files)
{
    state_->folder = folder;
    state_->files = files != nullptr ? files : &systemFiles();
    return writeDurably(*state_->files, folder / kFileName, state_->bytes);
}

} // namespace oxseal
