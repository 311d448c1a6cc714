// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/local_workspace.h"

#include "models/core/text.h"
#include "storage/db/transaction.h"
#include "storage/files/fault_point.h"
#include "storage/repos/workspace_repo.h"
#include "storage/texts/texts.h"
#include "storage/workspace/spool.h"
#include "storage/workspace/unit_of_work.h"

#include <algorithm>

namespace oxseal {
namespace {

std::string commitOrigin(const std::string& id) { return "oxseal/" + id + "/commit"; }

/// Sets a flag for the length of a scope.
class Flagged
{
public:
    explicit Flagged(bool& flag) : flag_(flag) { flag_ = true; }
    ~Flagged() { flag_ = false; }
    Flagged(const Flagged&) = delete;
    Flagged& operator=(const Flagged&) = delete;

private:
    bool& flag_;
};

} // namespace

KeyringKeys knownKeys(const Keyring& keyring)
{
    KeyringKeys keys;
    for (const PersonKeys& person : keyring.allKeys()) {
        const bool certified = person.signing.empty()
            || verifySigning(asBytes(person.signing), asBytes(sessionStatement(keyring.workspaceId(), person)),
                asBytes(person.certification));
        if (certified)
            keys.session.push_back({person.person, person.session});
        if (!person.signing.empty())
            keys.signing.push_back({person.person, person.signing});
    }
    return keys;
}

LocalWorkspace::LocalWorkspace(Parts parts)
    : parts_(std::move(parts))
    , objects_(std::make_unique<ObjectStore>(parts_.folder / "objects", *parts_.db, *parts_.environment.random))
    , lastSeen_(parts_.environment.stateFolder, parts_.id)
{
}

LocalWorkspace::~LocalWorkspace() = default;

/// Roles are read inside the transaction: what was granted or taken a moment ago counts.
Status LocalWorkspace::permit(Permission permission, std::string& role)
{
    OXSEAL_TRY(const auto standing, repo::standingOf(*parts_.db, parts_.actor.person));
    if (standing.state.empty() || standing.state == "removed")
        return fail(kWorkspaceRemoved, {}, {parts_.actor.login});
    parts_.actor.roles = standing.roles;
    parts_.actor.name = standing.name;
    // By invitation or recovery code only one's own keys can be set up; after that one opens anew.
    const bool limited = parts_.actor.authMethod != "passphrase";
    if (limited && permission != Permission::ManageOwnKeys)
        return fail(kWorkspaceFirstLogin, {}, {parts_.actor.login});
    for (const Role held : parts_.actor.roles) {
        if (allowed({held}, permission)) {
            role = name(held);
            return {};
        }
    }
    // Everybody who can open it may read and manage the own keys.
    if (permission == Permission::ReadWorkspace || permission == Permission::ManageOwnKeys) {
        role = "none";
        return {};
    }
    return fail(kWorkspaceNotPermitted, {}, {parts_.actor.login, name(permission)});
}

Status LocalWorkspace::writeStatus(
    Permission permission, const std::string& reason, const std::function<Status(UnitOfWork&)>& work)
{
    if (parts_.hindrance)
        return tl::unexpected<Error>(*parts_.hindrance);
    if (parts_.db == nullptr)
        return fail(kWorkspaceClosed);
    std::string role;
    OXSEAL_CHECK(permit(permission, role));
    return writeUnchecked(role, reason, work);
}

Status LocalWorkspace::writeUnchecked(
    const std::string& role, const std::string& reason, const std::function<Status(UnitOfWork&)>& work)
{
    if (trimmed(reason).empty())
        return fail(kWorkspaceNoReason);
    if (writing_)
        return fail(kWorkspaceNestedWrite);
    const Flagged writing(writing_);
    OXSEAL_TRY(Transaction transaction, Transaction::begin(*parts_.db));
    faultPoint("write.begun");
    LocalUnitOfWork unit(*parts_.db, *objects_, parts_.actor, parts_.environment.clock.now(), reason);
    OXSEAL_CHECK(work(unit));
    faultPoint("write.worked");
    if (unit.events().empty())
        return fail(kWorkspaceSilentWrite);
    for (const Event& event : unit.events()) {
        if (!event.keyringFile.empty())
            OXSEAL_CHECK(repo::announceKeyring(*parts_.db, event.keyringFile));
    }
    LedgerStore ledger(*parts_.db, *parts_.environment.random);
    OXSEAL_TRY(const LedgerHead head, ledger.append(unit.entries(parts_.environment, role)));
    const std::string text = checkpointText({commitOrigin(parts_.id), head.size, head.root, {}});
    OXSEAL_TRY(const std::string signature, parts_.person.session().sign(asBytes(text)));
    OXSEAL_CHECK(ledger.addCommit(
        head, parts_.actor.person, asBytes(parts_.person.session().publicKey()), asBytes(signature)));
    faultPoint("write.signed");
    OXSEAL_CHECK(transaction.commit());
    faultPoint("write.committed");
    remember(head);
    return {};
}

Result<LedgerHead> LocalWorkspace::ledgerHead()
{
    if (parts_.db == nullptr)
        return fail(kWorkspaceClosed);
    return LedgerStore(*parts_.db, *parts_.environment.random).head();
}

Result<SignedNote> LocalWorkspace::checkpoint(const std::string& purpose, const SigningKey* signer)
{
    if (parts_.hindrance)
        return tl::unexpected<Error>(*parts_.hindrance);
    if (parts_.db == nullptr)
        return fail(kWorkspaceClosed);
    if (writing_)
        return fail(kWorkspaceNestedWrite);
    OXSEAL_TRY(Transaction transaction, Transaction::begin(*parts_.db));
    LedgerStore ledger(*parts_.db, *parts_.environment.random);
    OXSEAL_TRY(const LedgerHead head, ledger.head());
    SignedNote note{{"oxseal/" + parts_.id, head.size, head.root, {"purpose " + purpose}}, {}};
    const std::string text = checkpointText(note.checkpoint);
    NoteSignature line;
    line.name = "person-" + std::to_string(parts_.actor.person.value);
    Sha256 hasher;
    std::string publicKey;
    if (signer != nullptr) {
        publicKey = signer->publicKey();
        line.keyId = ecdsaKeyId(hasher, asBytes(publicKey));
        OXSEAL_TRY(line.signature, signer->sign(asBytes(text)));
    } else {
        publicKey = parts_.person.session().publicKey();
        line.keyId = ed25519KeyId(hasher, line.name, asBytes(publicKey));
        OXSEAL_TRY(line.signature, parts_.person.session().sign(asBytes(text)));
    }
    note.signatures.push_back(std::move(line));
    OXSEAL_CHECK(ledger.addCheckpoint(note, purpose, parts_.actor.person, asBytes(publicKey)));
    OXSEAL_CHECK(transaction.commit());
    return note;
}

Status LocalWorkspace::rekey(const Secret& newDataKey)
{
    if (parts_.hindrance)
        return tl::unexpected<Error>(*parts_.hindrance);
    if (parts_.db == nullptr)
        return fail(kWorkspaceClosed);
    if (!parts_.lock.beAlone())
        return fail(kWorkspaceInUse);
    OXSEAL_CHECK(parts_.db->emptyLog());
    faultPoint("rekey.begun");
    const Status done = parts_.db->rekey(newDataKey);
    // The write-ahead log still holds pages: with the checkpoint the main file is wholly under the new key.
    if (done)
        OXSEAL_CHECK(parts_.db->emptyLog());
    faultPoint("rekey.done");
    parts_.lock.shareAgain();
    return done;
}

Status LocalWorkspace::finishRotation(bool openedWithNewest)
{
    if (!parts_.keyring.rotationPending() || parts_.hindrance)
        return {};
    // A crash right after the rekeying leaves the pages under the new key in the write-ahead log only.
    OXSEAL_CHECK(parts_.db->emptyLog());
    if (!openedWithNewest) {
        const Status done = rekey(parts_.person.dataKeys().front());
        if (!done && done.error().is(kWorkspaceInUse))
            return {}; // somebody reads; the next opening tries again
        OXSEAL_CHECK(done);
    }
    OXSEAL_TRY(const KeyringChange change, parts_.keyring.prepareRotationEnd());
    OXSEAL_CHECK(writeUnchecked("none", texts::sentence("workspace.reason_rotation"), [&](UnitOfWork& unit) -> Status {
        unit.record(keyringEvent(change));
        return {};
    }));
    return parts_.keyring.commitChange(change);
}

void LocalWorkspace::remember(const LedgerHead& head)
{
    seen_ = head;
    lastSeen_.write(head);
}

Status LocalWorkspace::compareWithLastSeen()
{
    OXSEAL_TRY(const LedgerHead head, ledgerHead());
    LedgerStore ledger(*parts_.db, *parts_.environment.random);
    for (const auto& seen : {lastSeen_.read(), seen_}) {
        if (!seen || seen->size == 0)
            continue;
        OXSEAL_TRY(const auto then, ledger.rootAt(seen->size));
        if (!then || *then != seen->root) {
            if (!parts_.hindrance)
                parts_.hindrance = Error(kWorkspaceRolledBack, {}, {std::to_string(seen->size), std::to_string(head.size)});
            return {};
        }
    }
    remember(head);
    return {};
}

Status LocalWorkspace::takeOver(bool openedWithNewest)
{
    OXSEAL_TRY([[maybe_unused]] const int removed, objects_->sweepOrphans());
    OXSEAL_CHECK(finishRotation(openedWithNewest));
    OXSEAL_CHECK(mergeSpool());
    sweepPenRequests(parts_.folder);
    return {};
}

Status LocalWorkspace::explainDiscontinuity(const std::string& reason)
{
    if (!parts_.hindrance || !parts_.hindrance->is(kWorkspaceRolledBack))
        return fail(kWorkspaceReadOnly);
    std::string role;
    OXSEAL_CHECK(permit(Permission::MakeBackup, role));
    const auto seen = lastSeen_.read().value_or(LedgerHead{});
    OXSEAL_TRY(const LedgerHead head, ledgerHead());
    OXSEAL_CHECK(writeUnchecked(role, reason, [&](UnitOfWork& unit) -> Status {
        Event event{"ledger.discontinuity", "ledger:" + std::to_string(seen.size) + ":" + seen.root.hex(), "workspace",
            {}, {}, {}};
        event.before.set("size", static_cast<std::int64_t>(seen.size)).set("root", seen.root.hex());
        event.after.set("size", static_cast<std::int64_t>(head.size)).set("root", head.root.hex());
        unit.record(std::move(event));
        return {};
    }));
    parts_.hindrance.reset();
    return {};
}

Status LocalWorkspace::mergeSpool()
{
    if (parts_.hindrance)
        return {};
    const Spool spool(parts_.folder, parts_.id);
    for (const SpoolFile& file : spool.files(knownKeys(parts_.keyring).session)) {
        OXSEAL_TRY(const bool merged, repo::isSpooled(*parts_.db, file.sha256));
        if (!merged) {
            OXSEAL_CHECK(writeUnchecked("none", texts::sentence("workspace.reason_spool"), [&](UnitOfWork& unit) -> Status {
                LedgerStore ledger(unit.db(), *parts_.environment.random);
                OXSEAL_TRY(const LedgerHead head, ledger.head());
                Event event{file.authentic ? "evidence.open" : "evidence.spool_rejected",
                    "object:" + std::to_string(file.read.object.value) + "/person:"
                        + std::to_string(file.read.person.value) + "/spool:" + file.sha256.hex(),
                    "workspace", {}, {}, {}};
                event.after.set("time", file.read.time.iso()).set("reason", file.read.reason).set("host", file.read.host)
                    .set("os_user", file.read.osUser);
                unit.record(std::move(event));
                return repo::insertSpooled(unit.db(), file.sha256, head.size);
            }));
        }
        std::error_code status;
        if (file.authentic || merged) {
            std::filesystem::remove(file.path, status);
        } else {
            auto aside = file.path;
            aside.replace_extension(".rejected");
            std::filesystem::rename(file.path, aside, status);
        }
    }
    return {};
}

Result<std::string> LocalWorkspace::openEvidence(ObjectId object, const std::string& reason)
{
    if (parts_.db == nullptr)
        return fail(kWorkspaceClosed);
    if (trimmed(reason).empty())
        return fail(kWorkspaceNoReason);
    OXSEAL_TRY([[maybe_unused]] const ObjectInfo info, objects_->info(object));
    if (writable()) {
        OXSEAL_CHECK(writeStatus(Permission::ReadWorkspace, reason, [&](UnitOfWork& unit) -> Status {
            unit.record({"evidence.open", "object:" + std::to_string(object.value), "workspace", {}, {}, {}});
            return {};
        }));
    } else {
        const Environment& around = parts_.environment;
        const SpooledRead read{parts_.actor.person, object, around.clock.now(), around.clock.source, around.host,
            around.osUser, reason};
        const SessionKey& key = parts_.person.session();
        OXSEAL_CHECK(Spool(parts_.folder, parts_.id)
                         .add(read, asBytes(key.publicKey()), [&](ByteView text) { return key.sign(text); },
                             *around.random));
    }
    return objects_->get(object);
}

Status LocalWorkspace::close()
{
    if (parts_.db == nullptr)
        return {};
    if (writable()) {
        LedgerStore ledger(*parts_.db, *parts_.environment.random);
        OXSEAL_TRY(const LedgerHead head, ledger.head());
        OXSEAL_TRY(const std::uint64_t covered, ledger.lastCheckpointSize());
        if (head.size > covered) {
            OXSEAL_TRY([[maybe_unused]] const SignedNote note, checkpoint("close", nullptr));
        }
        OXSEAL_CHECK(parts_.db->emptyLog());
    }
    ticket_.withdraw();
    objects_.reset();
    parts_.db.reset();
    parts_.lock = WorkspaceLock();
    return {};
}

} // namespace oxseal
