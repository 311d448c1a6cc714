// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/people_actions.h"

#include "storage/actions/key_rotation.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/people_repo.h"
#include "storage/signing/certificate.h"

namespace oxseal {
namespace {

std::string personObject(PersonId id) { return "person:" + std::to_string(id.value); }

Json jsonOf(const std::set<Role>& roles)
{
    Json::Array out;
    for (const Role role : roles)
        out.emplace_back(name(role));
    return out;
}

Json jsonOf(const Person& person)
{
    Json json;
    json.set("login", person.login);
    json.set("name", person.name);
    json.set("employee_id", person.employeeId);
    json.set("roles", jsonOf(person.roles));
    json.set("state", name(person.state));
    return json;
}

/// Public keys for the ledger's body; the fingerprint is what people compare.
Json jsonOf(const PersonKeys& keys)
{
    Json json;
    json.set("generation", keys.generation);
    json.set("session", toHex(asBytes(keys.session)));
    json.set("signing_fingerprint", keys.signing.empty() ? Json() : Json(keyFingerprint(asBytes(keys.signing)).hex()));
    return json;
}

Event keysEvent(const char* verb, const PersonKeys& keys)
{
    Event event;
    event.verb = verb;
    event.object = personObject(keys.person) + "/key:" + std::to_string(keys.generation);
    event.module = "people";
    event.after = jsonOf(keys);
    return event;
}

bool isAdministrator(const std::set<Role>& roles) { return roles.contains(Role::Administrator); }

} // namespace

Result<Secret> invitePerson(Workspace& workspace, const Invitation& invitation, const std::string& reason)
{
    if (invitation.roles.empty())
        return fail(kPeopleNoRoles);
    std::optional<KeyringChange> change;
    Secret code;
    const Status written = workspace.write(Permission::ManagePeople, reason, [&](UnitOfWork& unit) -> Status {
        Person person{{}, invitation.login, invitation.name, PersonState::Invited, invitation.employeeId, invitation.roles};
        // An invitation whose keyring was never written (power cut) is taken up again under its person.
        if (const auto known = personByLogin(unit.db(), invitation.login)) {
            if (workspace.keyring().keysOf(invitation.login) || known->state != PersonState::Invited)
                return fail(kKeyringLoginTaken, invitation.login, {invitation.login});
            person.id = known->id;
        } else {
            OXSEAL_TRY(const std::int64_t id, repo::nextPersonId(unit.db()));
            person.id = PersonId(id);
            OXSEAL_CHECK(repo::insertPerson(unit.db(), person));
        }
        OXSEAL_TRY(InvitationChange prepared,
            workspace.keyring().prepareInvitation(
                workspace.keys(), person.id, invitation.login, workspace.environment()));
        OXSEAL_CHECK(repo::replaceRoles(unit.db(), person.id, person.roles));
        OXSEAL_CHECK(repo::insertPersonKey(unit.db(), prepared.keys, unit.now(), "invitation"));
        unit.record({"person.invite", personObject(person.id), "people", {}, jsonOf(person), {}});
        unit.record(keyringEvent(prepared.change));
        change = std::move(prepared.change);
        code = std::move(prepared.code);
        return {};
    });
    OXSEAL_CHECK(written);
    OXSEAL_CHECK(workspace.keyring().commitChange(*change));
    if (isAdministrator(invitation.roles))
        OXSEAL_CHECK(shareAuthority(workspace, invitation.login, true, reason));
    return code;
}

Status firstLogin(Workspace& workspace, const Secret& passphrase, const std::string& reason)
{
    Keyring& keyring = workspace.keyring();
    OXSEAL_TRY(
        KeysChange prepared, keyring.prepareFirstLogin(workspace.keys(), passphrase, workspace.environment()));
    const Status written = workspace.write(Permission::ManageOwnKeys, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(repo::updatePersonState(unit.db(), prepared.keys.person, PersonState::Active));
        OXSEAL_CHECK(repo::insertPersonKey(unit.db(), prepared.keys, unit.now(), "first_login"));
        unit.record(keysEvent("person.first_login", prepared.keys));
        unit.record(keyringEvent(prepared.change));
        return {};
    });
    OXSEAL_CHECK(written);
    OXSEAL_CHECK(keyring.commitChange(prepared.change));
    workspace.keys() = std::move(prepared.person);
    return {};
}

Status changePassphrase(
    Workspace& workspace, const Secret& oldPassphrase, const Secret& newPassphrase, const std::string& reason)
{
    Keyring& keyring = workspace.keyring();
    OXSEAL_TRY(const KeyringChange change,
        keyring.preparePassphraseChange(
            workspace.actor().login, oldPassphrase, newPassphrase, workspace.environment()));
    const Status written = workspace.write(Permission::ManageOwnKeys, reason, [&](UnitOfWork& unit) -> Status {
        unit.record({"person.passphrase", personObject(unit.actor().person), "people", {}, {}, {}});
        unit.record(keyringEvent(change));
        return {};
    });
    OXSEAL_CHECK(written);
    return keyring.commitChange(change);
}

Status replaceKeys(Workspace& workspace, const Secret& newPassphrase, const std::string& reason)
{
    Keyring& keyring = workspace.keyring();
    OXSEAL_TRY(NewKeysChange prepared,
        keyring.prepareNewKeys(workspace.keys(), newPassphrase, workspace.environment()));
    const Status written = workspace.write(Permission::ManageOwnKeys, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(repo::insertPersonKey(unit.db(), prepared.keys, unit.now(), "may_be_known"));
        unit.record(keysEvent("person.new_keys", prepared.keys));
        unit.record(keyringEvent(prepared.change));
        return {};
    });
    OXSEAL_CHECK(written);
    OXSEAL_CHECK(keyring.commitChange(prepared.change));
    workspace.keys() = std::move(prepared.person);
    return completeRotation(workspace, prepared.newDataKey, reason);
}

Result<Secret> recoverPerson(Workspace& workspace, const Secret& newPassphrase, const std::string& reason)
{
    Keyring& keyring = workspace.keyring();
    OXSEAL_TRY(const CompanyFacts company, companyFacts(workspace.db()));
    OXSEAL_TRY(const Person person, personByLogin(workspace.db(), workspace.keys().login()));
    OXSEAL_TRY(RecoveryChange prepared,
        keyring.prepareRecovery(workspace.keys(), newPassphrase, isAdministrator(person.roles), company.name,
            workspace.environment()));
    const Status written = workspace.write(Permission::ManageOwnKeys, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(repo::updatePersonState(unit.db(), person.id, PersonState::Active));
        OXSEAL_CHECK(repo::insertPersonKey(unit.db(), prepared.keys, unit.now(), "recovery"));
        Event event = keysEvent("person.recover", prepared.keys);
        event.after.set("new_authority", prepared.newAuthority);
        unit.record(std::move(event));
        unit.record(keyringEvent(prepared.change));
        return {};
    });
    OXSEAL_CHECK(written);
    OXSEAL_CHECK(keyring.commitChange(prepared.change));
    workspace.keys() = std::move(prepared.person);
    OXSEAL_CHECK(completeRotation(workspace, prepared.newDataKey, reason));
    return std::move(prepared.newCode);
}

Status setRoles(Workspace& workspace, const std::string& login, const std::set<Role>& roles, const std::string& reason)
{
    if (roles.empty())
        return fail(kPeopleNoRoles);
    bool was = false;
    const Status written = workspace.write(Permission::ManagePeople, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Person before, personByLogin(unit.db(), login));
        if (before.id == unit.actor().person)
            return fail(kPeopleOneself, login, {login});
        was = isAdministrator(before.roles);
        OXSEAL_CHECK(repo::replaceRoles(unit.db(), before.id, roles));
        Person after = before;
        after.roles = roles;
        unit.record({"person.roles", personObject(before.id), "people", jsonOf(before), jsonOf(after), {}});
        return {};
    });
    OXSEAL_CHECK(written);
    if (was != isAdministrator(roles))
        OXSEAL_CHECK(shareAuthority(workspace, login, !was, reason));
    return {};
}

Status removePerson(Workspace& workspace, const std::string& login, const std::string& reason)
{
    Keyring& keyring = workspace.keyring();
    std::optional<RotationChange> prepared;
    const Status written = workspace.write(Permission::ManagePeople, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Person before, personByLogin(unit.db(), login));
        if (before.id == unit.actor().person)
            return fail(kPeopleOneself, login, {login});
        OXSEAL_TRY(RotationChange rotation,
            keyring.prepareRotation(workspace.keys(), login, workspace.environment()));
        OXSEAL_CHECK(repo::updatePersonState(unit.db(), before.id, PersonState::Removed));
        Person after = before;
        after.state = PersonState::Removed;
        unit.record({"person.remove", personObject(before.id), "people", jsonOf(before), jsonOf(after), {}});
        unit.record(keyringEvent(rotation.change));
        prepared = std::move(rotation);
        return {};
    });
    OXSEAL_CHECK(written);
    OXSEAL_CHECK(keyring.commitChange(prepared->change));
    return completeRotation(workspace, prepared->newDataKey, reason);
}

Status recordCreation(UnitOfWork& unit, const CreateOptions& options, const Keyring& keyring,
    const UnlockedPerson& administrator, const std::string& bootstrapCertificate)
{
    OXSEAL_TRY(const CertificateInfo certificate, readCertificate(asBytes(bootstrapCertificate)));
    Database& db = unit.db();
    OXSEAL_CHECK(repo::insertCompany(db, options.company));
    Person person{PersonId(1), options.login, options.name, PersonState::Active, {}, {Role::Administrator}};
    OXSEAL_CHECK(repo::insertPerson(db, person));
    OXSEAL_CHECK(repo::replaceRoles(db, person.id, person.roles));
    OXSEAL_TRY(const PersonKeys keys, keyring.keysOf(options.login));
    OXSEAL_CHECK(repo::insertPersonKey(db, keys, unit.now(), "creation"));

    Json statement;
    statement.set("at", unit.now().iso());
    statement.set("fingerprint", keyFingerprint(asBytes(keys.signing)).hex());
    statement.set("offices", "");
    statement.set("person", person.id.value);
    statement.set("purpose", "oxseal-certificate-bootstrap");
    statement.set("requested_by", person.id.value);
    statement.set("workspace", keyring.workspaceId());
    repo::CertificateRequest request{person.id, {}, keys.signing, certificate.notBefore, person.id, unit.now(),
        canonicalJson(statement), {}, bootstrapCertificate};
    OXSEAL_TRY(request.signature, administrator.session().sign(asBytes(request.statement)));
    OXSEAL_TRY(const std::int64_t id, repo::insertCertificate(db, request));

    unit.record({"company.create", "company:1", "people", {}, Json().set("name", options.company), {}});
    unit.record({"person.create", personObject(person.id), "people", {}, jsonOf(person), {}});
    unit.record(keysEvent("person.keys", keys));
    unit.record({"certificate.bootstrap", "certificate:" + std::to_string(id), "people", {}, statement, {}});
    return {};
}

} // namespace oxseal
