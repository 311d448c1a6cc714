// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/people/office.h"
#include "models/people/user.h"
#include "storage/db/database.h"
#include "storage/objects/object_store.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchPerson{"people.no_such_person", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchCertificate{"people.no_such_certificate", ErrorClass::Usage};

[[nodiscard]] Result<std::vector<Person>> persons(Database& db); ///< by id, removed ones included
/// Among those not removed; kNoSuchPerson.
[[nodiscard]] Result<Person> personByLogin(Database& db, std::string_view login);
[[nodiscard]] Result<Person> personById(Database& db, PersonId id);

[[nodiscard]] Result<std::vector<OfficeHolding>> officeHoldings(Database& db); ///< by office and first day
/// Who holds the office on that day, with the person.
struct OfficeHolder
{
    OfficeHolding holding;
    Person person;
};
[[nodiscard]] Result<std::vector<OfficeHolder>> officeHolders(Database& db, Office office, Day day);

/// A certificate request or certificate; requests have no DER.
struct CertificateRow
{
    std::int64_t id = 0;
    Person person;
    std::string offices; ///< "", peo, pfo, peo+pfo
    Digest fingerprint;
    std::string publicKey; ///< SubjectPublicKeyInfo
    std::string state; ///< requested, issued, bootstrap
    Day start;
    PersonId requestedBy;
    Instant requestedAt;
    std::string requestStatement;
    std::string requestSignature;
    PersonId confirmedBy; ///< 0 while nobody has
    std::string der; ///< "" for a request
};
[[nodiscard]] Result<std::vector<CertificateRow>> certificates(Database& db); ///< by id
[[nodiscard]] Result<CertificateRow> certificateById(Database& db, std::int64_t id);
/// The newest issued (or bootstrap) certificate over this key; nullopt when there is none.
[[nodiscard]] Result<std::optional<CertificateRow>> certificateOfKey(Database& db, const Digest& fingerprint);
/// Every certificate ever issued, oldest first: what the manifest lists per office.
[[nodiscard]] Result<std::vector<IssuedCertificate>> issuedCertificates(Database& db);
/// Second certificates per office and unconfirmed bootstrap certificates.
[[nodiscard]] Result<std::vector<Finding>> certificateFindings(Database& db);

struct EnrolmentRow
{
    std::int64_t id = 0;
    PersonId person;
    Digest fingerprint; ///< of the signing key the sheet names
    std::string offices;
    Digest sheetDigest; ///< of the PDF handed out for signing by hand
    Instant madeAt;
    ObjectId scan; ///< 0 until the signed scan is attached
    Digest scanDigest;
};
[[nodiscard]] Result<std::vector<EnrolmentRow>> enrolments(Database& db);
/// Whether a signed enrolment sheet of the person's present key is on file (E14).
enum class Enrolment {
    Missing,
    OtherOffices, ///< on file, but made before one of the offices was recorded: it lacks the officer's attestation
    OnFile,
};
/// The enrolment for signing in these offices (Rule 302(b) of Regulation S-T: the attestation is part of the sheet that
/// names the office). A person without an office needs no more than a sheet.
[[nodiscard]] Result<Enrolment> enrolmentFor(Database& db, PersonId person, const std::vector<Office>& offices);
/// The same for the offices that the person holds on that day.
[[nodiscard]] Result<bool> signingEnabled(Database& db, PersonId person, Day day);

} // namespace oxseal
