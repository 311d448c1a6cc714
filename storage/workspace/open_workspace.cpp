// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "storage/actions/people_actions.h"
#include "storage/crypto/keyring.h"
#include "storage/db/errors.h"
#include "storage/db/migrator.h"
#include "storage/db/transaction.h"
#include "storage/files/fault_point.h"
#include "storage/ledger/ledger_store.h"
#include "storage/repos/workspace_repo.h"
#include "storage/texts/texts.h"
#include "storage/workspace/local_workspace.h"

#include <algorithm>
#include <array>
#include <functional>

namespace oxseal {
namespace {

constexpr const char* kDatabaseFile = "workspace.db";

std::string holderText(const std::string& login, const Environment& environment)
{
    return login + " on " + environment.host + " since " + environment.clock.now().iso();
}

struct OpenedDatabase
{
    std::unique_ptr<Database> db;
    Secret key; ///< that opened it
};

Result<OpenedDatabase> openDatabase(
    const std::filesystem::path& folder, const UnlockedPerson& person, bool write, bool network)
{
    const auto file = folder / kDatabaseFile;
    std::error_code status;
    if (!std::filesystem::exists(file, status))
        return fail(kWorkspaceDatabase, kDatabaseFile);
    for (const Secret& key : person.dataKeys()) {
        auto db = Database::open(file, key, write ? Database::Mode::ReadWrite : Database::Mode::ReadOnly, network);
        if (db)
            return OpenedDatabase{std::move(*db), key.clone()};
        if (!db.error().is(kDbWrongKey))
            return tl::unexpected<Error>(db.error());
    }
    // The data key was authentic (it came out of a sealed box), so it is the file that is not what it must be.
    return fail(kWorkspaceDatabase, kDatabaseFile);
}

/// On open the keyring's digest must be the last event's new one, or its old one when the rename is missing.
Result<bool> keyringExpected(Database& db, const Keyring& keyring, Random& random)
{
    OXSEAL_TRY(const std::string object, LedgerStore(db, random).lastKeyringEvent());
    const auto parts = split(object, ':');
    const std::string actual = keyring.digest().hex();
    return parts.size() == 3 && (parts[2] == actual || parts[1] == actual);
}

Result<Actor> actorOf(Database& db, const UnlockedPerson& person)
{
    OXSEAL_TRY(const auto standing, repo::standingOf(db, person.person()));
    if (standing.state.empty() || standing.state == "removed")
        return fail(kWorkspaceRemoved, {}, {person.login()});
    return Actor{person.person(), person.login(), standing.name, standing.roles, person.authMethod()};
}

Result<UnlockedPerson> unlock(
    const Keyring& keyring, const OpenOptions& options, const Secret& secret, const Environment& environment)
{
    return options.recovery ? keyring.unlockByRecovery(options.login, secret, environment)
                            : keyring.unlock(options.login, secret, environment);
}

/// The ledger's commit decides: a change of the keyring that was announced and not renamed is finished here. True when the
/// keyring is another one now.
Result<bool> finishRename(Database& db, Keyring& keyring, Random& random)
{
    OXSEAL_TRY(const std::string object, LedgerStore(db, random).lastKeyringEvent());
    const auto parts = split(object, ':');
    if (parts.size() != 3 || parts[1] != keyring.digest().hex() || parts[2] == parts[1])
        return false;
    OXSEAL_TRY(const std::string bytes, repo::announcedKeyring(db));
    const Digest announced = sha256(bytes);
    if (announced.hex() != parts[2])
        return false;
    OXSEAL_CHECK(keyring.commitChange({bytes, keyring.digest(), announced}));
    return true;
}

using Login = std::function<Result<UnlockedPerson>(const Keyring&)>;

/// The demo company lives in its own time (2026): whoever opens it goes on from its last entry, so that days to a deadline
/// and the order of the ledger stay true. The last entry says `demo` only where the demo's own clock wrote it.
Result<Environment> withDemoClock(Environment environment, Database& db)
{
    if (environment.clock.source != ClockSource::System)
        return environment;
    LedgerStore ledger(db, *environment.random);
    OXSEAL_TRY(const LedgerHead head, ledger.head());
    if (head.size == 0)
        return environment;
    OXSEAL_TRY(const StoredEntry last, ledger.entry(head.size - 1));
    if (last.header.clock != ClockSource::Demo)
        return environment;
    const std::int64_t behind = environment.clock.now().micros - last.header.time.micros;
    environment.clock.now = [behind, now = environment.clock.now] { return Instant{now().micros - behind}; };
    environment.clock.source = ClockSource::Demo;
    environment.clock.zone = last.header.zone;
    return environment;
}

/// Everything after the person is known; `login` is asked again when the keyring had to be finished.
Result<std::unique_ptr<LocalWorkspace>> openUnlocked(const std::filesystem::path& folder, bool readOnly, Keyring keyring,
    UnlockedPerson person, const Login& login, const Environment& environment)
{
    const bool network = onNetworkFileSystem(folder);
    std::optional<Error> hindrance;
    WorkspaceLock lock = WorkspaceLock::join(folder, !readOnly, holderText(person.login(), environment));
    if (readOnly)
        hindrance = Error(kWorkspaceReadOnly);
    else if (!lock.holdsPen())
        hindrance = Error(kWorkspaceBusy, {}, {lock.holder().empty() ? "another session" : lock.holder()});
    if (network && !lock.holdsPen()) // a rollback journal lets nobody read beside the writer
        return tl::unexpected<Error>(hindrance.value_or(Error(kWorkspaceBusy)));
    const bool write = !hindrance;

    // Only with the lock in hand is it certain that the file read before is still the one.
    OXSEAL_TRY(const Keyring again, Keyring::load(folder));
    if (again.digest() != keyring.digest())
        return fail(kWorkspaceBusy, {}, {"a change of the keyring"});
    OXSEAL_TRY(OpenedDatabase opened, openDatabase(folder, person, write, network));
    OXSEAL_TRY(const auto steps, compiledSchema());
    OXSEAL_TRY(const auto report, migrate(*opened.db, steps, write, environment.clock.now()));
    OXSEAL_CHECK(requireUsable(report));
    if (report.outcome == MigrationOutcome::ReadOnly && !hindrance)
        hindrance = Error(kSchemaTooNew, {}, {std::to_string(report.from)});
    OXSEAL_TRY(const std::string id, repo::workspaceId(*opened.db));
    if (id != keyring.workspaceId())
        return fail(kWorkspaceDatabase, "workspace id");
    if (write) {
        OXSEAL_TRY(const bool renamed, finishRename(*opened.db, keyring, *environment.random));
        if (renamed) {
            OXSEAL_TRY(person, login(keyring));
        }
    }
    const ByteView newest = person.dataKeys().front().view();
    const bool withNewest = std::equal(newest.begin(), newest.end(), opened.key.view().begin(), opened.key.view().end());
    OXSEAL_TRY(const bool expected, keyringExpected(*opened.db, keyring, *environment.random));
    if (!expected && (!hindrance || write))
        hindrance = Error(kWorkspaceKeyring, Keyring::kFileName);
    OXSEAL_TRY(Actor actor, actorOf(*opened.db, person));
    OXSEAL_TRY(Environment ownTime, withDemoClock(environment, *opened.db));
    auto workspace = std::make_unique<LocalWorkspace>(LocalWorkspace::Parts{folder, id, std::move(ownTime), std::move(lock),
        std::move(keyring), std::move(person), std::move(opened.db), std::move(actor), std::move(hindrance)});
    OXSEAL_CHECK(workspace->compareWithLastSeen());
    if (workspace->writable()) {
        OXSEAL_TRY([[maybe_unused]] const int removed, workspace->objects().sweepOrphans());
        OXSEAL_CHECK(workspace->finishRotation(withNewest));
        OXSEAL_CHECK(workspace->mergeSpool());
    }
    return workspace;
}

Status requireFree(const std::filesystem::path& folder)
{
    std::error_code status;
    if (std::filesystem::exists(folder, status)
        && (!std::filesystem::is_directory(folder, status) || !std::filesystem::is_empty(folder, status)))
        return fail(kWorkspaceExists, folder.string());
    return {};
}

/// Tables and the first rows; the workspace is whole when its first ledger entries are committed and the keyring lies there.
Status fill(LocalWorkspace& workspace, const CreateOptions& options, const std::string& bootstrapCertificate)
{
    return workspace.writeUnchecked(
        name(Role::Administrator), texts::sentence("workspace.reason_created"), [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(repo::insertWorkspace(unit.db(), workspace.id(), options.company, unit.now()));
        Event event{"workspace.create", "workspace:" + workspace.id(), "workspace", {}, {}, {}};
        event.after.set("company", options.company).set("administrator", options.login).set("name", options.name);
        unit.record(std::move(event));
        OXSEAL_CHECK(
            recordCreation(unit, options, workspace.keyring(), workspace.keys(), bootstrapCertificate));
        unit.record(keyringEvent({workspace.keyring().bytes(), Digest{}, workspace.keyring().digest()}));
        return {};
    });
}

} // namespace

Result<std::unique_ptr<Workspace>> openWorkspace(
    const OpenOptions& options, const Secret& passphrase, const Environment& environment)
{
    std::error_code status;
    if (!std::filesystem::is_directory(options.folder, status))
        return fail(kWorkspaceMissing, options.folder.string());
    OXSEAL_TRY(Keyring keyring, Keyring::load(options.folder));
    const Login login = [&](const Keyring& now) { return unlock(now, options, passphrase, environment); };
    OXSEAL_TRY(UnlockedPerson person, login(keyring));
    OXSEAL_TRY(std::unique_ptr<Workspace> workspace,
        openUnlocked(options.folder, options.readOnly, std::move(keyring), std::move(person), login, environment));
    return workspace;
}

Result<CreatedWorkspace> createWorkspace(
    const CreateOptions& options, const Secret& passphrase, const Environment& environment)
{
    OXSEAL_CHECK(requireFree(options.folder));
    std::array<std::uint8_t, 16> idBytes{};
    environment.random->fill(idBytes);
    const std::string id = toHex(idBytes);
    const Day start = certificateStart(environment);
    OXSEAL_TRY(CreatedKeyring created,
        Keyring::create({id, options.company, options.login, options.name, options.certificateStart.value_or(start)},
            passphrase, environment));

    // Built beside its place and renamed when whole: a workspace that was interrupted half-way is never seen as one.
    auto part = options.folder.lexically_normal();
    if (!part.has_filename())
        part = part.parent_path();
    const auto place = part;
    part += ".part-" + id.substr(0, 8);
    std::error_code status;
    std::filesystem::create_directories(part / "objects", status);
    if (status)
        return fail(kWorkspaceCannotWrite, part.string(), {status.message()});
    std::filesystem::permissions(part, std::filesystem::perms::owner_all, status);
    {
        OXSEAL_TRY(auto db,
            Database::open(part / kDatabaseFile, created.administrator.dataKeys().front(), Database::Mode::Create,
                onNetworkFileSystem(part)));
        OXSEAL_TRY(const auto steps, compiledSchema());
        OXSEAL_TRY(const auto report, migrate(*db, steps, true, environment.clock.now()));
        OXSEAL_CHECK(requireUsable(report));
        faultPoint("create.migrated");
        OXSEAL_CHECK(created.keyring.commitCreation(part));
        Actor actor{PersonId(1), options.login, options.name, {Role::Administrator}, "passphrase"};
        Environment unseen = environment;
        unseen.stateFolder.clear();
        LocalWorkspace first(LocalWorkspace::Parts{part, id, unseen,
            WorkspaceLock::join(part, true, holderText(options.login, environment)), std::move(created.keyring),
            std::move(created.administrator), std::move(db), std::move(actor), std::nullopt});
        OXSEAL_CHECK(fill(first, options, created.bootstrapCertificate));
        faultPoint("create.filled");
        OXSEAL_CHECK(first.close());
        created.administrator = std::move(first.keys());
    }
    std::filesystem::rename(part, place, status);
    if (status)
        return fail(kWorkspaceCannotWrite, place.string(), {status.message()});
    faultPoint("create.renamed");
    OXSEAL_TRY(Keyring keyring, Keyring::load(place));
    CreatedWorkspace out;
    OXSEAL_TRY(out.workspace,
        openUnlocked(place, false, std::move(keyring), std::move(created.administrator),
            [&](const Keyring& now) { return now.unlock(options.login, passphrase, environment); }, environment));
    out.recoveryCode = std::move(created.recoveryCode);
    return out;
}

} // namespace oxseal
