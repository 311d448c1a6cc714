// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/people/entity.h"
#include "models/people/office.h"
#include "models/people/user.h"
#include "storage/crypto/keyring.h"
#include "storage/db/database.h"
#include "storage/reads/company_reads.h"

namespace oxseal::repo {

// Writes of the people module; called by actions inside a unit of work only.

[[nodiscard]] Status insertCompany(Database& db, const std::string& name);
[[nodiscard]] Status updateCompany(Database& db, const CompanyFacts& facts);
[[nodiscard]] Result<EntityId> insertEntity(Database& db, const Entity& entity);
[[nodiscard]] Status updateEntity(Database& db, const Entity& entity);
[[nodiscard]] Result<PeriodId> insertPeriod(Database& db, const Period& period);

/// id 0 lets the database number it.
[[nodiscard]] Result<PersonId> insertPerson(Database& db, const Person& person);
[[nodiscard]] Status updatePersonState(Database& db, PersonId id, PersonState state);
[[nodiscard]] Status replaceRoles(Database& db, PersonId id, const std::set<Role>& roles);
/// `why`: creation, invitation, first_login, may_be_known, recovery.
[[nodiscard]] Status insertPersonKey(Database& db, const PersonKeys& keys, Instant at, const char* why);
[[nodiscard]] Result<std::int64_t> nextPersonId(Database& db);

[[nodiscard]] Result<std::int64_t> insertHolding(Database& db, const OfficeHolding& holding);
[[nodiscard]] Status updateHoldingEnd(Database& db, std::int64_t id, Day last);

struct CertificateRequest
{
    PersonId person;
    std::string offices;
    std::string publicKey;
    Day start;
    PersonId requestedBy;
    Instant at;
    std::string statement;
    std::string signature;
    std::string bootstrapDer; ///< set only for the first administrator's own
};
[[nodiscard]] Result<std::int64_t> insertCertificate(Database& db, const CertificateRequest& request);
struct CertificateConfirmation
{
    std::int64_t id = 0;
    PersonId by;
    Instant at;
    std::string statement;
    std::string signature;
    std::string der;
};
[[nodiscard]] Status confirmCertificate(Database& db, const CertificateConfirmation& confirmation);

[[nodiscard]] Result<std::int64_t> insertEnrolment(Database& db, PersonId person, const Digest& fingerprint,
    const std::string& offices, const Digest& sheet, Instant at);
[[nodiscard]] Status attachScan(
    Database& db, std::int64_t enrolment, ObjectId object, const Digest& digest, Instant at, PersonId by);

} // namespace oxseal::repo
