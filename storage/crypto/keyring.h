// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/core/json.h"
#include "models/core/result.h"
#include "storage/crypto/kdf.h"
#include "storage/crypto/sealed_box.h"
#include "storage/crypto/signature.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

class FileLayer; // storage/files/durable_file.h

inline constexpr ErrorCode kKeyringMissing{"keyring.missing", ErrorClass::Input};
inline constexpr ErrorCode kKeyringInvalid{"keyring.invalid", ErrorClass::Integrity};
inline constexpr ErrorCode kKeyringUnknownLogin{"keyring.unknown_login", ErrorClass::Denied};
inline constexpr ErrorCode kKeyringWrongPassphrase{"keyring.wrong_passphrase", ErrorClass::Denied};
inline constexpr ErrorCode kKeyringNoSigningKey{"keyring.no_signing_key", ErrorClass::Denied};
inline constexpr ErrorCode kKeyringNoAuthority{"keyring.no_authority", ErrorClass::Denied};
inline constexpr ErrorCode kKeyringLoginTaken{"keyring.login_taken", ErrorClass::Refused};
inline constexpr ErrorCode kKeyringBadLogin{"keyring.bad_login", ErrorClass::Usage};
inline constexpr ErrorCode kKeyringWrongState{"keyring.wrong_state", ErrorClass::Refused};
inline constexpr ErrorCode kKeyringRotationOpen{"keyring.rotation_open", ErrorClass::Refused};
inline constexpr ErrorCode kKeyringLastAdministrator{"keyring.last_administrator", ErrorClass::Refused};
inline constexpr ErrorCode kKeyringStale{"keyring.stale", ErrorClass::Busy};
/// The keys of an unlocked person are not the ones in this file any more.
inline constexpr ErrorCode kKeyringOtherKeys{"keyring.other_keys", ErrorClass::Denied};

/// What a session holds after login: data keys to try (newest first), the box key and the session key. Never the signing
/// key: that is opened per binding act by Keyring::openSigningKey.
class UnlockedPerson
{
public:
    [[nodiscard]] PersonId person() const noexcept { return person_; }
    [[nodiscard]] const std::string& login() const noexcept { return login_; }
    /// Counts this person's key changes from 1.
    [[nodiscard]] int generation() const noexcept { return generation_; }
    /// "passphrase", "invitation" (may only make the first login) or "recovery" (may only set a new passphrase).
    [[nodiscard]] const std::string& authMethod() const noexcept { return method_; }
    /// SQLCipher raw keys of 32 bytes; two while a rotation is unfinished.
    [[nodiscard]] const std::vector<Secret>& dataKeys() const noexcept { return dataKeys_; }
    /// Signs the root of each transaction.
    [[nodiscard]] const SessionKey& session() const noexcept { return *session_; }
    [[nodiscard]] const BoxKey& box() const noexcept { return box_; }

private:
    friend class Keyring;
    friend struct UnlockedPersonMaker;
    PersonId person_;
    std::string login_;
    int generation_ = 0;
    std::string method_;
    std::vector<Secret> dataKeys_;
    std::optional<SessionKey> session_;
    BoxKey box_;
};

/// Public keys of one person in one generation; former ones stay listed so that old signatures can be checked.
struct PersonKeys
{
    PersonId person; ///< 0 for the recovery code's own key
    std::string login;
    int generation = 0;
    std::string box; ///< X25519, 32 bytes
    std::string session; ///< Ed25519, 32 bytes
    std::string signing; ///< SubjectPublicKeyInfo P-256; "" for an invitation
    std::string certification; ///< DER signature of the signing key over sessionStatement(); "" for an invitation
};

/// A keyring file to be. The ledger entry keyringEvent(change) is committed first, then Keyring::commitChange renames.
struct KeyringChange
{
    std::string bytes;
    Digest oldDigest;
    Digest newDigest;
};

/// {verb "keyring.change", object "keyring:<old hex>:<new hex>", module "crypto"}: the digests stand in the header, which
/// stays for ever. On open the file's digest must be the last <new>, or its <old> when the rename is missing.
[[nodiscard]] Event keyringEvent(const KeyringChange& change);

struct NewKeyring
{
    std::string workspaceId;
    std::string company;
    std::string login;
    std::string name;
    /// Of the CA and of the bootstrap certificate; day 0 = today by the clock, and 2020-01-01 for the demo's clock.
    Day certificateStart;
};

struct CreatedKeyring;
struct KeysChange;
struct RotationChange;
struct NewKeysChange;
struct RecoveryChange;
struct InvitationChange;

/// keyring.json: who may open the workspace (FORMATS.md §6). Holds no secret in the clear. Methods named prepare… compute
/// the next file and change nothing; commitChange writes it (temporary file, fsync, rename, fsync of the folder).
class Keyring
{
public:
    static constexpr const char* kFileName = "keyring.json";

    /// First administrator (person 1, signing key made at once), data key, workspace CA, recovery code. Writes nothing:
    /// call commitCreation(folder) when the database is there.
    [[nodiscard]] static Result<CreatedKeyring> create(
        const NewKeyring& options, const Secret& passphrase, const Environment& environment);
    [[nodiscard]] static Result<Keyring> load(const std::filesystem::path& folder, FileLayer* files = nullptr);
    [[nodiscard]] static Result<Keyring> parse(std::string_view bytes);

    ~Keyring();
    Keyring(Keyring&&) noexcept;
    Keyring& operator=(Keyring&&) noexcept;

    [[nodiscard]] const std::string& workspaceId() const;
    /// SHA-256 of the file's bytes.
    [[nodiscard]] Digest digest() const;
    [[nodiscard]] const std::string& bytes() const;
    /// Current and former public keys of everybody.
    [[nodiscard]] std::vector<PersonKeys> allKeys() const;
    [[nodiscard]] Result<PersonKeys> keysOf(std::string_view login) const;
    [[nodiscard]] bool isInvited(std::string_view login) const;
    /// Logins of persons who can open the workspace now (invited ones included).
    [[nodiscard]] std::vector<std::string> logins() const;
    /// DER certificates of the workspace CA; the last is the current one.
    [[nodiscard]] std::vector<std::string> authorities() const;
    [[nodiscard]] bool holdsAuthority(std::string_view login) const;
    /// True between the steps of a data-key rotation: two data keys are sealed, opening tries both.
    [[nodiscard]] bool rotationPending() const;

    /// One Argon2id. An invited person's passphrase is the one-time code. Wrong: kKeyringWrongPassphrase.
    [[nodiscard]] Result<UnlockedPerson> unlock(
        std::string_view login, const Secret& passphrase, const Environment& environment) const;
    /// By the recovery code, on behalf of `login`: data only, never a signing key.
    [[nodiscard]] Result<UnlockedPerson> unlockByRecovery(
        std::string_view login, const Secret& code, const Environment& environment) const;
    /// The data keys of this file for somebody who is unlocked already, by the box key: after others changed the keyring no
    /// passphrase is needed. kKeyringOtherKeys when the person has gone or has new keys.
    [[nodiscard]] Status renew(UnlockedPerson& person) const;
    /// The signing key for one binding act (256 MiB Argon2id). kKeyringNoSigningKey before the first login.
    [[nodiscard]] Result<SigningKey> openSigningKey(
        std::string_view login, const Secret& passphrase, const Environment& environment) const;
    /// The workspace CA's key; kKeyringNoAuthority unless it is sealed to this person.
    [[nodiscard]] Result<SigningKey> openAuthorityKey(const UnlockedPerson& person) const;

    [[nodiscard]] Result<InvitationChange> prepareInvitation(
        const UnlockedPerson& by, PersonId person, const std::string& login, const Environment& environment) const;
    /// New box, session and signing keys under the person's own passphrase; the code stops working.
    [[nodiscard]] Result<KeysChange> prepareFirstLogin(
        const UnlockedPerson& invited, const Secret& passphrase, const Environment& environment) const;
    /// The same keys under another passphrase. Old copies of the file still open with the old one.
    [[nodiscard]] Result<KeyringChange> preparePassphraseChange(std::string_view login, const Secret& oldPassphrase,
        const Secret& newPassphrase, const Environment& environment) const;
    /// Seals the CA key to a further administrator, or takes it from one.
    [[nodiscard]] Result<KeyringChange> prepareAuthorityGrant(
        const UnlockedPerson& by, std::string_view login, const Environment& environment) const;
    [[nodiscard]] Result<KeyringChange> prepareAuthorityRevocation(std::string_view login) const;

    /// Step 1 of a rotation: old and new data key sealed. With `removed`, that person is left out.
    [[nodiscard]] Result<RotationChange> prepareRotation(
        const UnlockedPerson& by, std::string_view removed, const Environment& environment) const;
    /// "The passphrase may be known": wholly new keys for `by` (a new certificate is needed), and step 1 of a rotation.
    [[nodiscard]] Result<NewKeysChange> prepareNewKeys(
        const UnlockedPerson& by, const Secret& newPassphrase, const Environment& environment) const;
    /// After unlockByRecovery: new keys for the person, a new recovery code, and step 1 of a rotation.
    /// `administrator` with nobody else holding the CA key gets a new workspace CA; the former one stays listed.
    [[nodiscard]] Result<RecoveryChange> prepareRecovery(const UnlockedPerson& recovering, const Secret& newPassphrase,
        bool administrator, const std::string& company, const Environment& environment) const;
    /// Step 3, after the database was rekeyed: the new data key only.
    [[nodiscard]] Result<KeyringChange> prepareRotationEnd() const;

    /// Writes the file and adopts it. kKeyringStale when the change was prepared from other bytes.
    [[nodiscard]] Status commitChange(const KeyringChange& change);
    /// First writing into the folder of a new workspace.
    [[nodiscard]] Status commitCreation(const std::filesystem::path& folder, FileLayer* files = nullptr);

private:
    struct State;
    Keyring();
    std::unique_ptr<State> state_;
};

struct CreatedKeyring
{
    Keyring keyring;
    UnlockedPerson administrator;
    Secret recoveryCode; ///< shown once
    std::string authorityCertificate; ///< DER
    std::string bootstrapCertificate; ///< DER, of the administrator, issued by himself alone
};

struct InvitationChange
{
    KeyringChange change;
    PersonKeys keys;
    Secret code; ///< told to the invited person by another channel
};

/// The person's new public keys, and the session under them: put it into Workspace::keys() after the commit.
struct KeysChange
{
    KeyringChange change;
    PersonKeys keys;
    UnlockedPerson person;
};

struct RotationChange
{
    KeyringChange change;
    Secret newDataKey; ///< for step 2, rekeying the database
};

struct NewKeysChange
{
    KeyringChange change;
    PersonKeys keys;
    UnlockedPerson person;
    Secret newDataKey;
};

struct RecoveryChange
{
    KeyringChange change;
    PersonKeys keys;
    UnlockedPerson person;
    Secret newDataKey;
    Secret newCode;
    /// True when nobody else held the CA key: a new workspace CA was made, sealed to this administrator.
    bool newAuthority = false;
};

/// First day of certificates by this clock: 2020-01-01 for the demo's, else today.
[[nodiscard]] Day certificateStart(const Environment& environment);

/// What a signing key certifies about its session key: canonical JSON of workspace, person, generation and both publics.
[[nodiscard]] std::string sessionStatement(const std::string& workspaceId, const PersonKeys& keys);

} // namespace oxseal
