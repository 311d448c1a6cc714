// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "storage/crypto/keyring.h"
#include "storage/reads/people_reads.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

inline constexpr ErrorCode kPeopleOneself{"people.oneself", ErrorClass::Denied};
inline constexpr ErrorCode kPeopleSamePerson{"people.same_person", ErrorClass::Denied};
inline constexpr ErrorCode kPeopleOfficeNotHeld{"people.office_not_held", ErrorClass::Refused};
inline constexpr ErrorCode kPeopleFingerprint{"people.fingerprint_differs", ErrorClass::Refused};
inline constexpr ErrorCode kPeopleRequestInvalid{"people.request_invalid", ErrorClass::Integrity};
inline constexpr ErrorCode kPeopleCertificateState{"people.certificate_state", ErrorClass::Refused};
inline constexpr ErrorCode kPeopleNoRoles{"people.no_roles", ErrorClass::Usage};
inline constexpr ErrorCode kPeopleNoSheet{"people.no_sheet", ErrorClass::Refused};

/// Rows and events of the first person: company, person 1 (administrator), his public keys, the bootstrap certificate.
/// For createWorkspace, inside its first transaction; the last three are what Keyring::create gave.
[[nodiscard]] Status recordCreation(UnitOfWork& unit, const CreateOptions& options, const Keyring& keyring,
    const UnlockedPerson& administrator, const std::string& bootstrapCertificate);

struct Invitation
{
    std::string login;
    std::string name;
    std::string employeeId;
    std::set<Role> roles;
};
/// Permission::ManagePeople, ledger "person.invite". Gives the one-time code, told by another channel.
[[nodiscard]] Result<Secret> invitePerson(Workspace& workspace, const Invitation& invitation, const std::string& reason);
/// By the invited person, in a workspace opened with the code: makes box, session and signing keys under `passphrase`.
/// Permission::ManageOwnKeys, ledger "person.first_login". The session continues as a full one after reopening.
[[nodiscard]] Status firstLogin(Workspace& workspace, const Secret& passphrase, const std::string& reason);
/// Own passphrase; keys stay. Old copies of the keyring still open with the old passphrase.
[[nodiscard]] Status changePassphrase(
    Workspace& workspace, const Secret& oldPassphrase, const Secret& newPassphrase, const std::string& reason);
/// "The passphrase may be known": new keys, rotated data key; a new certificate must be requested.
[[nodiscard]] Status replaceKeys(Workspace& workspace, const Secret& newPassphrase, const std::string& reason);
/// In a workspace opened by the recovery code: new keys for its person, rotated data key. Gives the next recovery code.
[[nodiscard]] Result<Secret> recoverPerson(Workspace& workspace, const Secret& newPassphrase, const std::string& reason);
/// Permission::ManagePeople. Nobody changes his own roles. An administrator gets the CA key, a former one loses it.
[[nodiscard]] Status setRoles(
    Workspace& workspace, const std::string& login, const std::set<Role>& roles, const std::string& reason);
/// Permission::ManagePeople. Rotates the data key. Nobody removes himself.
[[nodiscard]] Status removePerson(Workspace& workspace, const std::string& login, const std::string& reason);

/// Permission::ManagePeople, ledger "office.hold". `holding.id` 0 adds; the same id again changes its end.
[[nodiscard]] Result<std::int64_t> holdOffice(
    Workspace& workspace, const std::string& login, OfficeHolding holding, const std::string& reason);
/// Ends the person's present holding of the office on `last`.
[[nodiscard]] Status endOffice(
    Workspace& workspace, const std::string& login, Office office, Day last, const std::string& reason);

/// Step one of issuance, signed with the requester's session key: by the person (Permission::ManageOwnKeys) or for him by
/// an administrator. `offices`: officesText(); each must be held by the person now or later.
[[nodiscard]] Result<std::int64_t> requestCertificate(
    Workspace& workspace, const std::string& login, const std::string& offices, const std::string& reason);
/// Step two, by another person than the requester and the subject, who holds the CA key and was told the fingerprint by
/// the subject himself. A bootstrap certificate is confirmed by any second person. Permission::ManageOwnKeys; the CA key
/// decides who can.
[[nodiscard]] Status confirmCertificate(
    Workspace& workspace, std::int64_t request, const Digest& fingerprint, const std::string& reason);

/// E14 sheet of the person's present key; officers' sheets carry the Rule 302(b) attestation.
[[nodiscard]] Result<Document> enrolmentSheet(Workspace& workspace, const std::string& login);
/// Records that this sheet (its PDF) was handed out. Permission::ManageOwnKeys for oneself, else ManagePeople.
[[nodiscard]] Result<std::int64_t> recordEnrolmentSheet(
    Workspace& workspace, const std::string& login, std::string_view pdf, const std::string& reason);
/// The signed scan becomes an object; signing of certificates is enabled by it. Not by the person himself.
/// Permission::ManagePeople, ledger "enrolment.attach".
[[nodiscard]] Status attachEnrolment(
    Workspace& workspace, const std::string& login, std::string_view scan, const std::string& reason);

} // namespace oxseal
