// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/people_repo.h"

#include "storage/db/done.h"

namespace oxseal::repo {
namespace {

SqlValue optional(const std::optional<std::int64_t>& value) { return value ? SqlValue(*value) : SqlValue(nullptr); }
SqlValue orNull(const std::string& text) { return text.empty() ? SqlValue(nullptr) : SqlValue(std::string_view(text)); }
SqlValue bytes(const std::string& blob) { return SqlValue(asBytes(blob)); }
SqlValue bytes(const Digest& digest) { return SqlValue(ByteView(digest.bytes)); }
SqlValue parentOf(const Entity& entity) { return entity.parent ? SqlValue(entity.parent.value) : SqlValue(nullptr); }

} // namespace

Status insertCompany(Database& db, const std::string& name)
{
    return done(db.run(R"sql(INSERT INTO company (id, name) VALUES (1, ?))sql", {name}));
}

Status updateCompany(Database& db, const CompanyFacts& facts)
{
    const std::string ipo = facts.ipoDate ? facts.ipoDate->iso() : std::string();
    return done(db.run(R"sql(
        UPDATE company SET name = ?, ipo_date = ?, fiscal_year_end = ?, public_float_minor = ?, revenue_minor = ?,
            prior_category = ?, reporting_currency = ? WHERE id = 1)sql",
        {facts.name, orNull(ipo), orNull(facts.fiscalYearEnd), optional(facts.publicFloatMinor),
            optional(facts.revenueMinor), orNull(facts.priorCategory), orNull(facts.reportingCurrency)}));
}

Result<EntityId> insertEntity(Database& db, const Entity& entity)
{
    const std::string currency = entity.currency.code();
    OXSEAL_TRY(const std::int64_t id,
        db.insert(R"sql(
        INSERT INTO entity (code, name, parent_id, ownership_bp, country, currency, fiscal_year_end, erp_code,
            scope_reason, finance_lead, shared_service) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
            {entity.code, entity.name, parentOf(entity), std::int64_t{entity.ownershipBasisPoints}, entity.country,
                currency, entity.fiscalYearEnd, entity.erpCode, entity.scopeReason, entity.financeLead,
                entity.sharedService}));
    return EntityId(id);
}

Status updateEntity(Database& db, const Entity& entity)
{
    const std::string currency = entity.currency.code();
    return done(db.run(R"sql(
        UPDATE entity SET name = ?, parent_id = ?, ownership_bp = ?, country = ?, currency = ?, fiscal_year_end = ?,
            erp_code = ?, scope_reason = ?, finance_lead = ?, shared_service = ? WHERE id = ?)sql",
        {entity.name, parentOf(entity), std::int64_t{entity.ownershipBasisPoints}, entity.country, currency,
            entity.fiscalYearEnd, entity.erpCode, entity.scopeReason, entity.financeLead, entity.sharedService,
            entity.id.value}));
}

Result<PeriodId> insertPeriod(Database& db, const Period& period)
{
    const std::string periodName = period.name();
    OXSEAL_TRY(const std::int64_t id,
        db.insert(R"sql(
        INSERT INTO period (name, fiscal_year, quarter, first_day, last_day) VALUES (?, ?, ?, ?, ?))sql",
            {periodName, std::int64_t{period.fiscalYear}, std::int64_t{period.quarter},
                std::int64_t{period.first.number}, std::int64_t{period.last.number}}));
    return PeriodId(id);
}

Result<PersonId> insertPerson(Database& db, const Person& person)
{
    const SqlValue id = person.id ? SqlValue(person.id.value) : SqlValue(nullptr);
    OXSEAL_TRY(const std::int64_t made,
        db.insert(R"sql(INSERT INTO person (id, login, name, state, employee_id) VALUES (?, ?, ?, ?, ?))sql",
            {id, person.login, person.name, std::string_view(name(person.state)), person.employeeId}));
    return PersonId(made);
}

Status updatePersonState(Database& db, PersonId id, PersonState state)
{
    return done(db.run(
        R"sql(UPDATE person SET state = ? WHERE id = ?)sql", {std::string_view(name(state)), id.value}));
}

Status replaceRoles(Database& db, PersonId id, const std::set<Role>& roles)
{
    OXSEAL_CHECK(db.run(R"sql(DELETE FROM person_role WHERE person_id = ?)sql", {id.value}));
    for (const Role role : roles)
        OXSEAL_CHECK(db.run(R"sql(INSERT INTO person_role (person_id, role) VALUES (?, ?))sql",
            {id.value, std::string_view(name(role))}));
    return {};
}

Status insertPersonKey(Database& db, const PersonKeys& keys, Instant at, const char* why)
{
    const Digest fingerprint = keyFingerprint(asBytes(keys.signing));
    return done(db.insert(R"sql(
        INSERT INTO person_key (person_id, generation, session_public, signing_public, fingerprint, made_at, why)
        VALUES (?, ?, ?, ?, ?, ?, ?))sql",
        {keys.person.value, std::int64_t{keys.generation}, bytes(keys.session), bytes(keys.signing),
            keys.signing.empty() ? SqlValue(nullptr) : bytes(fingerprint), at.micros, std::string_view(why)}));
}

Result<std::int64_t> nextPersonId(Database& db)
{
    OXSEAL_TRY(const auto highest, db.integer(R"sql(SELECT max(id) FROM person)sql"));
    return highest.value_or(0) + 1;
}

Result<std::int64_t> insertHolding(Database& db, const OfficeHolding& holding)
{
    const SqlValue last = holding.to ? SqlValue(std::int64_t{holding.to->number}) : SqlValue(nullptr);
    return db.insert(R"sql(
        INSERT INTO office_holding (person_id, office, capacity, title, from_day, to_day) VALUES (?, ?, ?, ?, ?, ?))sql",
        {holding.person.value, std::string_view(name(holding.office)), std::string_view(name(holding.capacity)),
            holding.title, std::int64_t{holding.from.number}, last});
}

Status updateHoldingEnd(Database& db, std::int64_t id, Day last)
{
    return done(db.run(
        R"sql(UPDATE office_holding SET to_day = ? WHERE id = ?)sql", {std::int64_t{last.number}, id}));
}

Result<std::int64_t> insertCertificate(Database& db, const CertificateRequest& request)
{
    const Digest fingerprint = keyFingerprint(asBytes(request.publicKey));
    const bool bootstrap = !request.bootstrapDer.empty();
    return db.insert(R"sql(
        INSERT INTO certificate (person_id, office, fingerprint, public_key, state, start_day, requested_by,
            requested_at, request_statement, request_signature, der) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {request.person.value, request.offices, bytes(fingerprint), bytes(request.publicKey),
            std::string_view(bootstrap ? "bootstrap" : "requested"), std::int64_t{request.start.number},
            request.requestedBy.value, request.at.micros, request.statement, bytes(request.signature),
            bootstrap ? bytes(request.bootstrapDer) : SqlValue(nullptr)});
}

Status confirmCertificate(Database& db, const CertificateConfirmation& confirmation)
{
    return done(db.run(R"sql(
        UPDATE certificate SET state = 'issued', confirmed_by = ?, confirmed_at = ?, confirm_statement = ?,
            confirm_signature = ?, der = ? WHERE id = ? AND state IN ('requested', 'bootstrap'))sql",
        {confirmation.by.value, confirmation.at.micros, confirmation.statement, bytes(confirmation.signature),
            bytes(confirmation.der), confirmation.id}));
}

Result<std::int64_t> insertEnrolment(Database& db, PersonId person, const Digest& fingerprint,
    const std::string& offices, const Digest& sheet, Instant at)
{
    return db.insert(R"sql(
        INSERT INTO enrolment (person_id, fingerprint, offices, sheet_digest, made_at) VALUES (?, ?, ?, ?, ?))sql",
        {person.value, bytes(fingerprint), offices, bytes(sheet), at.micros});
}

Status attachScan(Database& db, std::int64_t enrolment, ObjectId object, const Digest& digest, Instant at, PersonId by)
{
    return done(db.run(R"sql(
        UPDATE enrolment SET scan_object = ?, scan_digest = ?, attached_at = ?, attached_by = ? WHERE id = ?)sql",
        {object.value, bytes(digest), at.micros, by.value, enrolment}));
}

} // namespace oxseal::repo
