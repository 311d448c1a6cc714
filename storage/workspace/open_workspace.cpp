// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/people_actions.h"
#include "storage/crypto/keyring.h"
#include "storage/db/migrator.h"
#include "storage/db/transaction.h"
#include "storage/files/fault_point.h"
#include "storage/repos/workspace_repo.h"
#include "storage/texts/texts.h"
#include "storage/workspace/local_workspace.h"
#include "storage/workspace/opening.h"

#include <array>
#include <functional>

namespace oxseal {
namespace {

using namespace opening;

Result<UnlockedPerson> unlock(
    const Keyring& keyring, const OpenOptions& options, const Secret& secret, const Environment& environment)
{
    return options.recovery ? keyring.unlockByRecovery(options.login, secret, environment)
                            : keyring.unlock(options.login, secret, environment);
}

using Login = std::function<Result<UnlockedPerson>(const Keyring&)>;

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
        hindrance = Error(kWorkspaceBusy, {}, {PenHolder::parse(lock.holder()).words()});
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
    OXSEAL_TRY(const bool expected, keyringExpected(*opened.db, keyring, *environment.random));
    if (!expected && (!hindrance || write))
        hindrance = Error(kWorkspaceKeyring, Keyring::kFileName);
    const bool withNewest = opened.withNewestOf(person);
    OXSEAL_TRY(Actor actor, actorOf(*opened.db, person));
    OXSEAL_TRY(Environment ownTime, withDemoClock(environment, *opened.db));
    auto workspace = std::make_unique<LocalWorkspace>(LocalWorkspace::Parts{folder, id, std::move(ownTime), std::move(lock),
        std::move(keyring), std::move(person), std::move(opened.db), std::move(actor), std::move(hindrance)});
    OXSEAL_CHECK(workspace->compareWithLastSeen());
    if (workspace->writable()) {
        OXSEAL_CHECK(workspace->takeOver(withNewest));
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
