// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/people_reads.h"

#include "storage/crypto/hash.h"

#include <algorithm>

namespace oxseal {
namespace {

PersonState stateFromName(std::string_view text)
{
    if (text == "active")
        return PersonState::Active;
    return text == "invited" ? PersonState::Invited : PersonState::Removed;
}

std::string blobText(const SqlRow& row, int column) { return std::string(asText(row.blob(column))); }

Digest latestFingerprint(Database& db, PersonId person, Status& status)
{
    Digest out;
    const auto found = db.one(R"sql(
        SELECT fingerprint FROM person_key WHERE person_id = ? AND fingerprint IS NOT NULL
        ORDER BY generation DESC LIMIT 1)sql",
        {person.value}, [&out](const SqlRow& row) { out = row.digest(0); });
    if (!found)
        status = failWith(found);
    return out;
}

} // namespace

Result<std::vector<Person>> persons(Database& db)
{
    std::vector<Person> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT id, login, name, state, employee_id FROM person ORDER BY id)sql", {},
        [&out](const SqlRow& row) {
            out.push_back({PersonId(row.integer(0)), row.string(1), row.string(2), stateFromName(row.text(3)),
                row.string(4), {}});
            return true;
        }));
    OXSEAL_CHECK(db.each(R"sql(SELECT person_id, role FROM person_role)sql", {}, [&out](const SqlRow& row) {
        const auto role = roleFromName(row.text(1));
        for (auto& person : out) {
            if (role && person.id.value == row.integer(0))
                person.roles.insert(*role);
        }
        return true;
    }));
    return out;
}

Result<Person> personByLogin(Database& db, std::string_view login)
{
    OXSEAL_TRY(const std::vector<Person> all, persons(db));
    for (const auto& person : all) {
        if (person.login == login && person.state != PersonState::Removed)
            return person;
    }
    return fail(kNoSuchPerson, std::string(login), {std::string(login)});
}

Result<Person> personById(Database& db, PersonId id)
{
    OXSEAL_TRY(const std::vector<Person> all, persons(db));
    for (const auto& person : all) {
        if (person.id == id)
            return person;
    }
    return fail(kNoSuchPerson, std::to_string(id.value), {std::to_string(id.value)});
}

Result<std::vector<OfficeHolding>> officeHoldings(Database& db)
{
    std::vector<OfficeHolding> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, person_id, office, capacity, title, from_day, to_day FROM office_holding
        ORDER BY office, from_day, id)sql",
        {}, [&out](const SqlRow& row) {
            OfficeHolding holding;
            holding.id = row.integer(0);
            holding.person = PersonId(row.integer(1));
            holding.office = officeFromName(row.text(2)).value_or(Office::Peo);
            holding.capacity = capacityFromName(row.text(3)).value_or(Capacity::Regular);
            holding.title = row.string(4);
            holding.from = Day{static_cast<std::int32_t>(row.integer(5))};
            if (!row.isNull(6))
                holding.to = Day{static_cast<std::int32_t>(row.integer(6))};
            out.push_back(std::move(holding));
            return true;
        }));
    return out;
}

Result<std::vector<OfficeHolder>> officeHolders(Database& db, Office office, Day day)
{
    OXSEAL_TRY(const auto holdings, officeHoldings(db));
    std::vector<OfficeHolder> out;
    for (const auto& holding : holdersOn(holdings, office, day)) {
        OXSEAL_TRY(Person person, personById(db, holding.person));
        out.push_back({holding, std::move(person)});
    }
    return out;
}

Result<std::vector<CertificateRow>> certificates(Database& db)
{
    std::vector<CertificateRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, person_id, office, fingerprint, public_key, state, start_day, requested_by, requested_at,
            request_statement, request_signature, coalesce(confirmed_by, 0), der FROM certificate ORDER BY id)sql",
        {}, [&out](const SqlRow& row) {
            CertificateRow item;
            item.id = row.integer(0);
            item.person.id = PersonId(row.integer(1));
            item.offices = row.string(2);
            item.fingerprint = row.digest(3);
            item.publicKey = blobText(row, 4);
            item.state = row.string(5);
            item.start = Day{static_cast<std::int32_t>(row.integer(6))};
            item.requestedBy = PersonId(row.integer(7));
            item.requestedAt = Instant{row.integer(8)};
            item.requestStatement = row.string(9);
            item.requestSignature = blobText(row, 10);
            item.confirmedBy = PersonId(row.integer(11));
            item.der = blobText(row, 12);
            out.push_back(std::move(item));
            return true;
        }));
    OXSEAL_TRY(const std::vector<Person> all, persons(db));
    for (auto& item : out) {
        for (const auto& person : all) {
            if (person.id == item.person.id)
                item.person = person;
        }
    }
    return out;
}

Result<CertificateRow> certificateById(Database& db, std::int64_t id)
{
    OXSEAL_TRY(std::vector<CertificateRow> all, certificates(db));
    for (auto& item : all) {
        if (item.id == id)
            return std::move(item);
    }
    return fail(kNoSuchCertificate, std::to_string(id), {std::to_string(id)});
}

Result<std::optional<CertificateRow>> certificateOfKey(Database& db, const Digest& fingerprint)
{
    OXSEAL_TRY(std::vector<CertificateRow> all, certificates(db));
    std::optional<CertificateRow> out;
    for (auto& item : all) {
        if (item.fingerprint == fingerprint && item.state != "requested")
            out = std::move(item);
    }
    return out;
}

Result<std::vector<IssuedCertificate>> issuedCertificates(Database& db)
{
    OXSEAL_TRY(const std::vector<CertificateRow> all, certificates(db));
    std::vector<IssuedCertificate> out;
    for (const auto& item : all) {
        if (item.state != "requested")
            out.push_back({item.id, item.person.id, item.person.name, item.offices, item.fingerprint, item.start,
                item.state == "bootstrap"});
    }
    return out;
}

Result<std::vector<Finding>> certificateFindings(Database& db)
{
    OXSEAL_TRY(const std::vector<IssuedCertificate> issued, issuedCertificates(db));
    Sha256 hasher;
    return certificateFindings(issued, hasher);
}

Result<std::vector<EnrolmentRow>> enrolments(Database& db)
{
    std::vector<EnrolmentRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, person_id, fingerprint, offices, sheet_digest, made_at, coalesce(scan_object, 0), scan_digest
        FROM enrolment ORDER BY id)sql",
        {}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), PersonId(row.integer(1)), row.digest(2), row.string(3), row.digest(4),
                Instant{row.integer(5)}, ObjectId(row.integer(6)), row.digest(7)});
            return true;
        }));
    return out;
}

Result<Enrolment> enrolmentFor(Database& db, PersonId person, const std::vector<Office>& offices)
{
    Status status;
    const Digest fingerprint = latestFingerprint(db, person, status);
    OXSEAL_CHECK(status);
    OXSEAL_TRY(const std::vector<EnrolmentRow> all, enrolments(db));
    auto enrolment = Enrolment::Missing;
    for (const EnrolmentRow& row : all) {
        if (row.person != person || fingerprint == Digest{} || row.fingerprint != fingerprint || !row.scan)
            continue;
        const auto named = officesFromText(row.offices).value_or(std::vector<Office>{});
        const bool covers = std::all_of(offices.begin(), offices.end(),
            [&](Office office) { return std::find(named.begin(), named.end(), office) != named.end(); });
        if (covers)
            return Enrolment::OnFile;
        enrolment = Enrolment::OtherOffices;
    }
    return enrolment;
}

Result<bool> signingEnabled(Database& db, PersonId person, Day day)
{
    OXSEAL_TRY(const std::vector<OfficeHolding> holdings, officeHoldings(db));
    std::vector<Office> offices;
    for (const OfficeHolding& holding : holdings) {
        if (holding.person == person && holding.holdsOn(day))
            offices.push_back(holding.office);
    }
    OXSEAL_TRY(const Enrolment enrolment, enrolmentFor(db, person, offices));
    return enrolment == Enrolment::OnFile;
}

} // namespace oxseal
