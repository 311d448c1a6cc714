// SPDX-License-Identifier: GPL-3.0-or-later
// Offices, certificates and enrolment (declared in people_actions.h).
#include "storage/actions/people_actions.h"

#include "storage/crypto/hash.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/people_repo.h"
#include "storage/signing/certificate.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

std::string certificateObject(std::int64_t id) { return "certificate:" + std::to_string(id); }

Json jsonOf(const OfficeHolding& holding)
{
    Json json;
    json.set("office", name(holding.office));
    json.set("capacity", name(holding.capacity));
    json.set("title", holding.title);
    json.set("from", holding.from.iso());
    json.set("to", holding.to ? Json(holding.to->iso()) : Json());
    return json;
}

/// The office's words in certificates and on sheets.
std::string officeTitle(const std::string& offices)
{
    if (offices.empty())
        return {};
    return texts::sentence(offices == "peo" ? "people.office.peo"
            : offices == "pfo"              ? "people.office.pfo"
                                            : "people.office.both");
}

Result<std::vector<Office>> heldOffices(Database& db, PersonId person, Day today)
{
    OXSEAL_TRY(const std::vector<OfficeHolding> holdings, officeHoldings(db));
    std::vector<Office> out;
    for (const auto& holding : holdings) {
        if (holding.person == person && (!holding.to || today <= *holding.to))
            out.push_back(holding.office);
    }
    return out;
}

/// Everybody cares for the own keys; for others' an administrator does.
Permission forKeysOf(const std::string& login, const Workspace& workspace)
{
    return login == workspace.actor().login ? Permission::ManageOwnKeys : Permission::ManagePeople;
}

/// The present keys of somebody who has a signing key.
Result<PersonKeys> signerKeys(Workspace& workspace, const std::string& login)
{
    OXSEAL_TRY(PersonKeys keys, workspace.keyring().keysOf(login));
    if (keys.signing.empty())
        return fail(kKeyringNoSigningKey, login, {login});
    return keys;
}

Json requestStatement(const Workspace& workspace, const Person& person, const std::string& offices,
    const Digest& fingerprint, const Actor& actor, Instant at)
{
    Json json;
    json.set("at", at.iso());
    json.set("fingerprint", fingerprint.hex());
    json.set("offices", offices);
    json.set("person", person.id.value);
    json.set("purpose", "oxseal-certificate-request");
    json.set("requested_by", actor.person.value);
    json.set("workspace", workspace.id());
    return json;
}

/// The request is what its author signed, about the key the person has now.
Status checkRequest(Workspace& workspace, const CertificateRow& row)
{
    const auto statement = parseJson(row.requestStatement);
    if (!statement || (*statement)["fingerprint"].toString() != row.fingerprint.hex()
        || (*statement)["offices"].toString() != row.offices || (*statement)["person"].toInteger() != row.person.id.value
        || (*statement)["requested_by"].toInteger() != row.requestedBy.value
        || (*statement)["workspace"].toString() != workspace.id())
        return fail(kPeopleRequestInvalid, certificateObject(row.id), {"statement"});
    const std::vector<PersonKeys> all = workspace.keyring().allKeys();
    const bool authentic = std::any_of(all.begin(), all.end(), [&row](const PersonKeys& keys) {
        return keys.person == row.requestedBy
            && verifySession(asBytes(keys.session), asBytes(row.requestStatement), asBytes(row.requestSignature));
    });
    if (!authentic)
        return fail(kPeopleRequestInvalid, certificateObject(row.id), {"signature"});
    OXSEAL_TRY(const PersonKeys keys, workspace.keyring().keysOf(row.person.login));
    if (keys.signing != row.publicKey || keyFingerprint(asBytes(keys.signing)) != row.fingerprint)
        return fail(kPeopleRequestInvalid, certificateObject(row.id), {"key"});
    return {};
}

Result<std::string> certificateFor(Workspace& workspace, const CertificateRow& row)
{
    if (row.state == "bootstrap")
        return row.der;
    OXSEAL_TRY(const SigningKey authority, workspace.keyring().openAuthorityKey(workspace.keys()));
    OXSEAL_TRY(const CompanyFacts company, companyFacts(workspace.db()));
    return issueCertificate(authority, asBytes(workspace.keyring().authorities().back()), asBytes(row.publicKey),
        {row.person.name, company.name, officeTitle(row.offices)}, row.start, *workspace.environment().random);
}

} // namespace

Result<std::int64_t> holdOffice(
    Workspace& workspace, const std::string& login, OfficeHolding holding, const std::string& reason)
{
    return workspace.write(Permission::ManagePeople, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const Person person, personByLogin(unit.db(), login));
        OXSEAL_TRY(const std::vector<OfficeHolding> existing, officeHoldings(unit.db()));
        holding.person = person.id;
        OXSEAL_CHECK(checkHolding(existing, holding));
        OXSEAL_TRY(const std::int64_t id, repo::insertHolding(unit.db(), holding));
        unit.record({"office.hold", "person:" + std::to_string(person.id.value) + "/office:" + name(holding.office),
            "people", {}, jsonOf(holding), {}});
        return id;
    });
}

Status endOffice(
    Workspace& workspace, const std::string& login, Office office, Day last, const std::string& reason)
{
    return workspace.write(Permission::ManagePeople, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Person person, personByLogin(unit.db(), login));
        OXSEAL_TRY(const std::vector<OfficeHolding> existing, officeHoldings(unit.db()));
        for (const auto& holding : existing) {
            if (holding.person != person.id || holding.office != office || holding.to)
                continue;
            OfficeHolding after = holding;
            after.to = last;
            OXSEAL_CHECK(checkHolding(existing, after));
            OXSEAL_CHECK(repo::updateHoldingEnd(unit.db(), holding.id, last));
            unit.record({"office.end", "person:" + std::to_string(person.id.value) + "/office:" + name(office), "people",
                jsonOf(holding), jsonOf(after), {}});
            return {};
        }
        return fail(kPeopleOfficeNotHeld, login, {login, name(office)});
    });
}

Result<std::int64_t> requestCertificate(
    Workspace& workspace, const std::string& login, const std::string& offices, const std::string& reason)
{
    return workspace.write(forKeysOf(login, workspace), reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const Person person, personByLogin(unit.db(), login));
        OXSEAL_TRY(const PersonKeys keys, signerKeys(workspace, login));
        const auto wanted = officesFromText(offices);
        if (!wanted)
            return fail(kPeopleOfficeNotHeld, login, {login, offices});
        OXSEAL_TRY(const std::vector<Office> held, heldOffices(unit.db(), person.id, unit.now().day()));
        for (const Office office : *wanted) {
            if (std::find(held.begin(), held.end(), office) == held.end())
                return fail(kPeopleOfficeNotHeld, login, {login, name(office)});
        }
        const Digest fingerprint = keyFingerprint(asBytes(keys.signing));
        const Json statement = requestStatement(workspace, person, offices, fingerprint, unit.actor(), unit.now());
        repo::CertificateRequest request{person.id, offices, keys.signing, certificateStart(workspace.environment()),
            unit.actor().person, unit.now(), canonicalJson(statement), {}, {}};
        OXSEAL_TRY(request.signature, workspace.keys().session().sign(asBytes(request.statement)));
        OXSEAL_TRY(const std::int64_t id, repo::insertCertificate(unit.db(), request));
        Json after = statement;
        after.set("signature", toHex(asBytes(request.signature)));
        unit.record({"certificate.request", certificateObject(id), "people", {}, after, {}});
        return id;
    });
}

Status confirmCertificate(
    Workspace& workspace, std::int64_t request, const Digest& fingerprint, const std::string& reason)
{
    return workspace.write(Permission::ManageOwnKeys, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const CertificateRow row, certificateById(unit.db(), request));
        if (row.state == "issued")
            return fail(kPeopleCertificateState, certificateObject(request), {std::to_string(request)});
        const PersonId actor = unit.actor().person;
        if (actor == row.requestedBy || actor == row.person.id)
            return fail(kPeopleSamePerson, certificateObject(request), {std::to_string(request)});
        if (fingerprint != row.fingerprint)
            return fail(kPeopleFingerprint, certificateObject(request), {row.fingerprint.hex(), fingerprint.hex()});
        OXSEAL_CHECK(checkRequest(workspace, row));
        repo::CertificateConfirmation confirmation{row.id, actor, unit.now(), {}, {}, {}};
        OXSEAL_TRY(confirmation.der, certificateFor(workspace, row));
        Json statement;
        statement.set("at", unit.now().iso());
        statement.set("certificate", sha256(confirmation.der).hex());
        statement.set("confirmed_by", actor.value);
        statement.set("fingerprint", fingerprint.hex());
        statement.set("purpose", "oxseal-certificate-confirmation");
        statement.set("request", sha256(row.requestStatement).hex());
        statement.set("workspace", workspace.id());
        confirmation.statement = canonicalJson(statement);
        OXSEAL_TRY(confirmation.signature, workspace.keys().session().sign(asBytes(confirmation.statement)));
        OXSEAL_CHECK(repo::confirmCertificate(unit.db(), confirmation));
        Json after = statement;
        after.set("signature", toHex(asBytes(confirmation.signature)));
        unit.record({"certificate.issue", certificateObject(row.id), "people", {}, after, {}});
        return {};
    });
}

Result<Document> enrolmentSheet(Workspace& workspace, const std::string& login)
{
    OXSEAL_TRY(const Person person, personByLogin(workspace.db(), login));
    OXSEAL_TRY(const PersonKeys keys, workspace.keyring().keysOf(login));
    if (keys.signing.empty())
        return fail(kKeyringNoSigningKey, login, {login});
    OXSEAL_TRY(const CompanyFacts company, companyFacts(workspace.db()));
    const Instant now = workspace.environment().clock.now();
    OXSEAL_TRY(const std::vector<Office> held, heldOffices(workspace.db(), person.id, now.day()));
    const std::string title = officeTitle(officesText(held));
    const std::string fingerprint = keyFingerprint(asBytes(keys.signing)).hex();
    std::string grouped;
    for (std::size_t at = 0; at < fingerprint.size(); at += 4)
        grouped += fingerprint.substr(at, 4) + (at % 32 == 28 ? "\n" : " ");
    while (!grouped.empty() && (grouped.back() == ' ' || grouped.back() == '\n'))
        grouped.pop_back();

    Document sheet;
    sheet.title = texts::sentence("people.sheet.title");
    sheet.subtitle = company.name;
    if (workspace.environment().clock.source == ClockSource::Demo)
        sheet.marks.emplace_back("DEMO");
    sheet.footer = workspace.id();
    sheet.created = now;
    sheet.blocks.emplace_back(doc::KeyValues{{{texts::sentence("people.sheet.name"), person.name},
        {texts::sentence("people.sheet.login"), person.login},
        {texts::sentence("people.sheet.office"), title.empty() ? texts::sentence("people.sheet.no_office") : title},
        {texts::sentence("people.sheet.made"), now.day().iso()}}});
    sheet.blocks.emplace_back(doc::Heading{texts::sentence("people.sheet.fingerprint"), 1});
    sheet.blocks.emplace_back(doc::Paragraph{grouped, doc::Style::Mono, 0});
    sheet.blocks.emplace_back(doc::Paragraph{texts::sentence("people.sheet.compare"), doc::Style::Body, 0});
    sheet.blocks.emplace_back(doc::Heading{texts::sentence("people.sheet.attestation"), 1});
    sheet.blocks.emplace_back(doc::Paragraph{
        texts::sentence(held.empty() ? "people.sheet.attest_person" : "people.sheet.attest_officer"), doc::Style::Body, 0});
    sheet.blocks.emplace_back(doc::Paragraph{texts::sentence("people.sheet.keep"), doc::Style::Small, 0});
    sheet.blocks.emplace_back(doc::SignatureLines{{{person.name, title, texts::sentence("people.sheet.date")},
        {texts::sentence("people.sheet.second"), {}, texts::sentence("people.sheet.date")}}});
    return sheet;
}

Result<std::int64_t> recordEnrolmentSheet(
    Workspace& workspace, const std::string& login, std::string_view pdf, const std::string& reason)
{
    return workspace.write(forKeysOf(login, workspace), reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const Person person, personByLogin(unit.db(), login));
        OXSEAL_TRY(const PersonKeys keys, signerKeys(workspace, login));
        OXSEAL_TRY(const std::vector<Office> held, heldOffices(unit.db(), person.id, unit.now().day()));
        const Digest fingerprint = keyFingerprint(asBytes(keys.signing));
        const Digest sheet = sha256(pdf);
        OXSEAL_TRY(const std::int64_t id,
            repo::insertEnrolment(unit.db(), person.id, fingerprint, officesText(held), sheet, unit.now()));
        Json after;
        after.set("fingerprint", fingerprint.hex()).set("offices", officesText(held)).set("sheet", sheet.hex());
        unit.record({"enrolment.sheet", "enrolment:" + std::to_string(id), "people", {}, after, {}});
        return id;
    });
}

Status attachEnrolment(
    Workspace& workspace, const std::string& login, std::string_view scan, const std::string& reason)
{
    return workspace.write(Permission::ManagePeople, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Person person, personByLogin(unit.db(), login));
        // An officer is enrolled by two people: whoever confirms that the sheet is on file is not the signer.
        if (person.id == unit.actor().person)
            return fail(kPeopleOneself, login, {login});
        OXSEAL_TRY(const PersonKeys keys, workspace.keyring().keysOf(login));
        const Digest fingerprint = keyFingerprint(asBytes(keys.signing));
        OXSEAL_TRY(const std::vector<EnrolmentRow> all, enrolments(unit.db()));
        const EnrolmentRow* sheet = nullptr;
        for (const auto& row : all) {
            if (row.person == person.id && row.fingerprint == fingerprint && !row.scan)
                sheet = &row;
        }
        if (sheet == nullptr)
            return fail(kPeopleNoSheet, login, {login});
        OXSEAL_TRY(const ObjectInfo object, unit.objects().put(asBytes(scan), "enrolment"));
        OXSEAL_CHECK(
            repo::attachScan(unit.db(), sheet->id, object.id, object.sha256, unit.now(), unit.actor().person));
        Json after;
        after.set("fingerprint", fingerprint.hex()).set("scan", object.sha256.hex());
        unit.record({"enrolment.attach", "enrolment:" + std::to_string(sheet->id), "people", {}, after, {}});
        return {};
    });
}

} // namespace oxseal
