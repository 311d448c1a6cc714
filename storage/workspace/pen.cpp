// SPDX-License-Identifier: GPL-3.0-or-later
// The pen of an open workspace: giving it up, asking for it and taking it up without opening anew.
#include "storage/db/migrator.h"
#include "storage/files/fault_point.h"
#include "storage/repos/workspace_repo.h"
#include "storage/workspace/local_workspace.h"
#include "storage/workspace/opening.h"

namespace oxseal {
namespace {

using namespace opening;

/// A clock of the demo company never falls behind what its holder has written meanwhile.
Status keepUp(Clock& clock, Database& db, Random& random)
{
    if (clock.source != ClockSource::Demo)
        return {};
    LedgerStore ledger(db, random);
    OXSEAL_TRY(const LedgerHead head, ledger.head());
    if (head.size == 0)
        return {};
    OXSEAL_TRY(const StoredEntry last, ledger.entry(head.size - 1));
    const std::int64_t behind = last.header.time.micros - clock.now().micros;
    if (behind > 0)
        clock.now = [behind, now = clock.now] { return Instant{now().micros + behind}; };
    return {};
}

} // namespace

void LocalWorkspace::adopt(std::unique_ptr<Database> db)
{
    objects_.reset();
    parts_.db = std::move(db);
    objects_ = std::make_unique<ObjectStore>(parts_.folder / "objects", *parts_.db, *parts_.environment.random);
}

Status LocalWorkspace::becomeReader(const Error& why)
{
    OXSEAL_TRY(OpenedDatabase opened, openDatabase(parts_.folder, parts_.person, false, false));
    adopt(std::move(opened.db));
    parts_.hindrance = why;
    return {};
}

Status LocalWorkspace::givePen()
{
    if (parts_.db == nullptr)
        return fail(kWorkspaceClosed);
    if (writing_)
        return fail(kWorkspaceNestedWrite);
    if (!parts_.lock.holdsPen())
        return {};
    if (onNetworkFileSystem(parts_.folder))
        return fail(kWorkspaceOneOpener);
    if (writable()) {
        LedgerStore ledger(*parts_.db, *parts_.environment.random);
        OXSEAL_TRY(const LedgerHead head, ledger.head());
        OXSEAL_TRY(const std::uint64_t covered, ledger.lastCheckpointSize());
        if (head.size > covered) {
            OXSEAL_TRY([[maybe_unused]] const SignedNote note, checkpoint("pen", nullptr));
        }
        OXSEAL_CHECK(parts_.db->emptyLog());
        faultPoint("pen.checkpointed");
    }
    // A rotation in this session has changed the data key.
    OXSEAL_CHECK(parts_.keyring.renew(parts_.person));
    OXSEAL_CHECK(becomeReader(Error(kWorkspacePenGiven)));
    parts_.lock.dropPen();
    faultPoint("pen.given");
    return {};
}

Status LocalWorkspace::takePen()
{
    if (parts_.db == nullptr)
        return fail(kWorkspaceClosed);
    if (writing_)
        return fail(kWorkspaceNestedWrite);
    if (parts_.lock.holdsPen())
        return parts_.hindrance ? Status(tl::unexpected<Error>(*parts_.hindrance)) : Status{};
    if (!parts_.lock.takePen(holderText(parts_.person.login(), parts_.environment)))
        return fail(kWorkspaceBusy, {}, {PenHolder::parse(parts_.lock.holder()).words()});
    faultPoint("pen.locked");
    const Status begun = beginWriting();
    if (begun) {
        ticket_.withdraw();
        faultPoint("pen.taken");
        return {};
    }
    const Status back = becomeReader(begun.error());
    parts_.lock.dropPen();
    OXSEAL_CHECK(back);
    return begun;
}

/// With the lock in hand everything is looked at again: others have written since this opening.
Status LocalWorkspace::beginWriting()
{
    Random& random = *parts_.environment.random;
    OXSEAL_TRY(Keyring keyring, Keyring::load(parts_.folder));
    OXSEAL_CHECK(keyring.renew(parts_.person));
    OXSEAL_TRY(OpenedDatabase opened, openDatabase(parts_.folder, parts_.person, true, onNetworkFileSystem(parts_.folder)));
    OXSEAL_TRY(const auto steps, compiledSchema());
    OXSEAL_TRY(const auto report, migrate(*opened.db, steps, true, parts_.environment.clock.now()));
    OXSEAL_CHECK(requireUsable(report));
    if (report.outcome == MigrationOutcome::ReadOnly)
        return fail(kSchemaTooNew, {}, {std::to_string(report.from)});
    OXSEAL_TRY(const std::string id, repo::workspaceId(*opened.db));
    if (id != parts_.id || keyring.workspaceId() != parts_.id)
        return fail(kWorkspaceDatabase, "workspace id");
    OXSEAL_TRY(const bool renamed, finishRename(*opened.db, keyring, random));
    if (renamed)
        OXSEAL_CHECK(keyring.renew(parts_.person));
    OXSEAL_TRY(const bool expected, keyringExpected(*opened.db, keyring, random));
    if (!expected)
        return fail(kWorkspaceKeyring, Keyring::kFileName);
    OXSEAL_TRY(parts_.actor, actorOf(*opened.db, parts_.person));
    OXSEAL_CHECK(keepUp(parts_.environment.clock, *opened.db, random));
    parts_.keyring = std::move(keyring);
    adopt(std::move(opened.db));
    parts_.hindrance.reset();
    OXSEAL_CHECK(compareWithLastSeen());
    if (parts_.hindrance)
        return tl::unexpected<Error>(*parts_.hindrance);
    return takeOver(opened.withNewestOf(parts_.person));
}

Status LocalWorkspace::askForPen()
{
    if (parts_.db == nullptr)
        return fail(kWorkspaceClosed);
    if (parts_.lock.holdsPen())
        return {};
    const Environment& around = parts_.environment;
    PenRequest request{parts_.actor.person, parts_.person.login(), around.clock.now(), around.clock.source, around.host,
        around.osUser, WorkspaceLock::look(parts_.folder).text, {}};
    const SessionKey& key = parts_.person.session();
    OXSEAL_TRY(ticket_,
        PenTicket::write(parts_.folder, parts_.id, std::move(request), asBytes(key.publicKey()),
            [&](ByteView text) { return key.sign(text); }, *around.random));
    return {};
}

} // namespace oxseal
