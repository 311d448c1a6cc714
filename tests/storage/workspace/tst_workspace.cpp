// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/workspace.h"

#include "storage/actions/people_actions.h"
#include "storage/crypto/keyring.h"
#include "storage/ledger/ledger_verifier.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <fstream>

using namespace oxseal;

namespace {

Status note(Workspace& workspace, const std::string& object)
{
    return workspace.writeStatus(Permission::ManageCompany, "because", [&](UnitOfWork& unit) -> Status {
        unit.record({"test.note", object, "test", {}, Json().set("object", object), {}});
        return {};
    });
}

void copyFolder(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

} // namespace

class TstWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createWriteCloseOpen()
    {
        test::TempWorld world;
        {
            auto created = world.create();
            VERIFY_OK(created);
            QVERIFY(!created->recoveryCode.empty());
            Workspace& workspace = *created->workspace;
            QVERIFY(workspace.writable());
            COMPARE_STR(workspace.actor().name, "Ada Admin");
            QVERIFY(workspace.actor().roles == std::set<Role>{Role::Administrator});
            VERIFY_OK(note(workspace, "a:1"));
            COMPARE_STR(test::ledgerProblems(workspace), "");
            VERIFY_OK(workspace.close());
        }
        QVERIFY(!std::filesystem::exists(world.path("acme.oxseal/workspace.db-wal")));
        for (const auto& entry : std::filesystem::directory_iterator(world.dir.path().toStdString()))
            QVERIFY2(entry.path().string().find(".part") == std::string::npos, entry.path().c_str());
        auto again = world.open();
        VERIFY_OK(again);
        QVERIFY((*again)->writable());
        const auto result = verifyWorkspaceLedger(**again);
        VERIFY_OK(result);
        COMPARE_STR(test::ledgerProblems(**again), "");
        QCOMPARE(result->checkpoints, std::uint64_t{2}); // creation's close and ours
        QVERIFY(result->entries >= 3);
    }

    void aDemoGoesOnInItsOwnTime()
    {
        // Written at the demo's 2026-10-01; opened by a machine whose clock says 2031: the last entry's time goes on.
        test::TempWorld world;
        Environment demo = world.environment();
        demo.clock.source = ClockSource::Demo;
        demo.clock.zone = "America/New_York";
        auto created = createWorkspace(
            {world.path("acme.oxseal"), "Acme Corp", "ada", "Ada Admin", {}}, test::TempWorld::secret(test::TempWorld::kPassphrase), demo);
        VERIFY_OK(created);
        VERIFY_OK(created->workspace->close());
        Environment outside = world.environment();
        Instant machine = *Instant::fromIso("2031-01-01T00:00:00Z");
        outside.clock.now = [&machine] { return machine; };
        outside.clock.source = ClockSource::System;
        auto again = openWorkspace({world.path("acme.oxseal"), "ada"}, test::TempWorld::secret(test::TempWorld::kPassphrase), outside);
        VERIFY_OK(again);
        const Clock& clock = (*again)->environment().clock;
        QCOMPARE(int(clock.source), int(ClockSource::Demo));
        COMPARE_STR(clock.zone, "America/New_York");
        const Instant opened = clock.now();
        COMPARE_STR(opened.day().iso(), "2026-10-01");
        machine.micros += 3'600'000'000;
        QCOMPARE(clock.now().micros - opened.micros, std::int64_t{3'600'000'000});
    }

    void aWrongPassphraseChangesNothing()
    {
        test::TempWorld world;
        VERIFY_OK(world.create()->workspace->close());
        const std::string keyring = test::readFile(world.path("acme.oxseal/keyring.json"));
        const std::string database = test::readFile(world.path("acme.oxseal/workspace.db"));
        const auto refused = openWorkspace(
            {world.path("acme.oxseal"), "ada"}, test::TempWorld::secret("wrong words altogether here now six"), world.environment());
        QVERIFY(!refused && refused.error().kind() == ErrorClass::Denied);
        const auto stranger = openWorkspace(
            {world.path("acme.oxseal"), "eve"}, test::TempWorld::secret(test::TempWorld::kPassphrase), world.environment());
        QVERIFY(!stranger && stranger.error().kind() == ErrorClass::Denied);
        QVERIFY(test::readFile(world.path("acme.oxseal/keyring.json")) == keyring);
        QVERIFY(test::readFile(world.path("acme.oxseal/workspace.db")) == database);
    }

    void refusedWritesLeaveNothing()
    {
        test::TempWorld world;
        auto created = world.create();
        VERIFY_OK(created);
        Workspace& workspace = *created->workspace;
        const auto before = *workspace.ledgerHead();
        const auto create = [](UnitOfWork& unit) -> Status {
            OXSEAL_CHECK(unit.db().script("CREATE TABLE leftover (x INTEGER) STRICT"));
            return {};
        };
        // Without an event, without a reason, without the permission, inside another write, with an error of the work.
        QVERIFY(workspace.writeStatus(Permission::ManageCompany, "r", create).error().is(kWorkspaceSilentWrite));
        QVERIFY(workspace.writeStatus(Permission::ManageCompany, "  ", create).error().is(kWorkspaceNoReason));
        const auto denied = workspace.writeStatus(Permission::SignCertificate, "r", create);
        QVERIFY(denied.error().is(kWorkspaceNotPermitted) && denied.error().kind() == ErrorClass::Denied);
        QVERIFY(workspace.writeStatus(Permission::ManageCompany, "r", [&](UnitOfWork& unit) -> Status {
            OXSEAL_CHECK(create(unit));
            unit.record({"x", "y", "z", {}, {}, {}});
            return note(workspace, "inner");
        }).error().is(kWorkspaceNestedWrite));
        QVERIFY(!workspace.write(Permission::ManageCompany, "r", [&](UnitOfWork& unit) -> Result<int> {
            OXSEAL_CHECK(create(unit));
            unit.record({"x", "y", "z", {}, {}, {}});
            return fail(kWorkspaceCannotWrite);
        }));
        QVERIFY(*workspace.ledgerHead() == before);
        const auto count = workspace.db().integer(R"sql(SELECT count(*) FROM sqlite_schema WHERE name = 'leftover')sql");
        QCOMPARE(count->value_or(-1), 0);
        VERIFY_OK(note(workspace, "works"));
        QCOMPARE(workspace.ledgerHead()->size, before.size + 1);
    }

    void rolesTakenInTheSameSessionCount()
    {
        test::TempWorld world;
        auto created = world.create();
        Workspace& workspace = *created->workspace;
        VERIFY_OK(note(workspace, "a"));
        VERIFY_OK(workspace.db().script("DELETE FROM person_role"));
        QVERIFY(note(workspace, "b").error().is(kWorkspaceNotPermitted));
        VERIFY_OK(workspace.db().script("UPDATE person SET state = 'removed'"));
        QVERIFY(note(workspace, "c").error().is(kWorkspaceRemoved));
    }

    void theSecondOpenerReads()
    {
        test::TempWorld world;
        auto created = world.create();
        VERIFY_OK(note(*created->workspace, "a"));
        auto second = world.open();
        VERIFY_OK(second);
        QVERIFY(!(*second)->writable());
        QVERIFY((*second)->hindrance()->is(kWorkspaceBusy));
        QVERIFY((*second)->hindrance()->arguments().at(0).find("ada on testhost") == 0);
        QVERIFY(note(**second, "b").error().kind() == ErrorClass::Busy);
        QVERIFY(*(*second)->ledgerHead() == *created->workspace->ledgerHead());
        VERIFY_OK(note(*created->workspace, "c")); // the writer is not disturbed
        QVERIFY(*(*second)->ledgerHead() == *created->workspace->ledgerHead());
        VERIFY_OK(created->workspace->close());
        VERIFY_OK((*second)->close());
        auto third = world.open();
        QVERIFY((*third)->writable());
        auto reader = world.open(true);
        QVERIFY((*reader)->hindrance()->is(kWorkspaceReadOnly));
    }

    void evidenceReadByASecondOpenerReachesTheLedger()
    {
        test::TempWorld world;
        auto created = world.create();
        Workspace& writer = *created->workspace;
        const auto info = writer.write(Permission::AttachEvidence, "r", [](UnitOfWork& unit) -> Result<ObjectInfo> {
            unit.record({"evidence.attach", "object:1", "test", {}, {}, {}});
            return unit.objects().put(asBytes("minutes of the meeting"), "evidence");
        });
        VERIFY_OK(info);
        COMPARE_STR(writer.openEvidence(info->id, "to check").value_or("refused"), "minutes of the meeting");
        const auto size = writer.ledgerHead()->size;
        {
            auto reader = world.open(true);
            COMPARE_STR((*reader)->openEvidence(info->id, "to read").value_or("refused"), "minutes of the meeting");
            QCOMPARE(writer.ledgerHead()->size, size);
        }
        VERIFY_OK(writer.close());
        // A forged spool file is not taken for a read; a copied one counts once.
        const auto spool = world.path("acme.oxseal/spool");
        std::filesystem::path file;
        for (const auto& entry : std::filesystem::directory_iterator(spool))
            file = entry.path();
        std::string forged = test::readFile(file);
        forged.replace(forged.find("to read"), 7, "to copy");
        std::ofstream(spool / "00.json", std::ios::binary) << forged;
        std::filesystem::copy_file(file, spool / "zz.json");
        auto next = world.open();
        VERIFY_OK(next);
        QCOMPARE((*next)->ledgerHead()->size, size + 2);
        LedgerStore store((*next)->db(), world.random);
        const auto rejected = store.entry(size);
        const auto merged = store.entry(size + 1);
        COMPARE_STR(rejected->header.verb, "evidence.spool_rejected");
        COMPARE_STR(merged->header.verb, "evidence.open");
        QVERIFY(merged->header.object.find("object:1/person:1/spool:") == 0);
        QVERIFY(merged->body->find("to read") != std::string::npos);
        COMPARE_STR(test::ledgerProblems(**next), "");
        QVERIFY(!std::filesystem::exists(file));
    }

    void withoutASpoolEvidenceStaysClosed()
    {
        test::TempWorld world;
        auto created = world.create();
        const auto info = created->workspace->write(Permission::AttachEvidence, "r", [](UnitOfWork& unit) -> Result<ObjectInfo> {
            unit.record({"evidence.attach", "object:1", "test", {}, {}, {}});
            return unit.objects().put(asBytes("x"), "evidence");
        });
        VERIFY_OK(created->workspace->close());
        std::ofstream(world.path("acme.oxseal/spool")) << "a file where the folder should be";
        auto reader = world.open(true);
        QVERIFY((*reader)->openEvidence(info->id, "to read").error().is(kWorkspaceNoSpool));
    }

    void anOlderCopyPutBackMustBeExplained()
    {
        test::TempWorld world;
        VERIFY_OK(world.create()->workspace->close());
        copyFolder(world.path("acme.oxseal"), world.path("old"));
        {
            auto workspace = world.open();
            VERIFY_OK(note(**workspace, "later"));
            VERIFY_OK((*workspace)->close());
        }
        copyFolder(world.path("old"), world.path("acme.oxseal"));
        {
            auto workspace = world.open();
            VERIFY_OK(workspace);
            QVERIFY(!(*workspace)->writable());
            const auto refused = note(**workspace, "now");
            QVERIFY(refused.error().is(kWorkspaceRolledBack) && refused.error().kind() == ErrorClass::Integrity);
            QVERIFY(test::ledgerProblems(**workspace).find("ledger.shorter @ size") != std::string::npos);
            VERIFY_OK((*workspace)->explainDiscontinuity("The backup of last night was restored"));
            VERIFY_OK(note(**workspace, "now"));
            VERIFY_OK((*workspace)->close());
        }
        auto workspace = world.open();
        QVERIFY((*workspace)->writable());
        COMPARE_STR(test::ledgerProblems(**workspace), "");
    }

    void anotherHistoryOfTheSameLengthIsNoticed()
    {
        test::TempWorld world;
        VERIFY_OK(world.create()->workspace->close());
        copyFolder(world.path("acme.oxseal"), world.path("old"));
        const auto append = [&](const char* object) {
            auto workspace = world.open();
            VERIFY_OK(note(**workspace, object));
            VERIFY_OK((*workspace)->close());
        };
        append("first history");
        const std::string seen = test::readFile(std::filesystem::directory_iterator(world.path("state"))->path());
        copyFolder(world.path("old"), world.path("acme.oxseal"));
        std::filesystem::remove_all(world.path("state"));
        append("second history");
        std::filesystem::path state = std::filesystem::directory_iterator(world.path("state"))->path();
        std::ofstream(state, std::ios::binary | std::ios::trunc) << seen;
        auto workspace = world.open();
        QVERIFY((*workspace)->hindrance()->is(kWorkspaceRolledBack));
        QVERIFY(test::ledgerProblems(**workspace).find("ledger.rewritten @ size") != std::string::npos);
    }

    void aForeignKeyringIsNoticed()
    {
        test::TempWorld world;
        VERIFY_OK(world.create()->workspace->close());
        const auto file = world.path("acme.oxseal/keyring.json");
        auto keyring = Keyring::load(world.path("acme.oxseal"));
        const auto change = keyring->preparePassphraseChange("ada", test::TempWorld::secret(test::TempWorld::kPassphrase),
            test::TempWorld::secret("another six words that nobody knows"), world.environment());
        VERIFY_OK(change);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << change->bytes; // behind the ledger's back
        auto workspace = openWorkspace({world.path("acme.oxseal"), "ada"},
            test::TempWorld::secret("another six words that nobody knows"), world.environment());
        VERIFY_OK(workspace);
        QVERIFY(!(*workspace)->writable());
        QVERIFY((*workspace)->hindrance()->is(kWorkspaceKeyring));
        COMPARE_STR(test::ledgerProblems(**workspace), "ledger.keyring_unexpected @ keyring.json; ");
    }

    /// The machine stops between the ledger's commit and the keyring's rename: the commit decides.
    void aKeyringChangeWhoseRenameIsMissingIsFinished()
    {
        const auto old = test::TempWorld::secret(test::TempWorld::kPassphrase);
        const auto next = test::TempWorld::secret("another six words that nobody knows");
        test::TempWorld world;
        auto created = world.create();
        Workspace& workspace = *created->workspace;
        const auto change = workspace.keyring().preparePassphraseChange("ada", old, next, world.environment());
        VERIFY_OK(change);
        VERIFY_OK(workspace.writeStatus(Permission::ReadWorkspace, "r", [&](UnitOfWork& unit) -> Status {
            unit.record(keyringEvent(*change));
            return {};
        }));
        created->workspace.reset();
        // A reader leaves it as it is, and that is no finding; a writer finishes it, after which only the new one opens.
        auto reader = world.open(true);
        VERIFY_OK(reader);
        COMPARE_STR(test::ledgerProblems(**reader), "");
        reader->reset();
        const auto refused = world.open();
        QVERIFY(!refused && refused.error().is(kKeyringWrongPassphrase));
        auto again = openWorkspace({world.path("acme.oxseal"), "ada"}, next, world.environment());
        VERIFY_OK(again);
        QVERIFY((*again)->writable());
        COMPARE_STR(test::ledgerProblems(**again), "");
    }

    void aRotationEndsAtTheNextOpening_data()
    {
        QTest::addColumn<bool>("rekeyed");
        QTest::newRow("before the database was rekeyed") << false;
        QTest::newRow("after the database was rekeyed") << true;
    }
    void aRotationEndsAtTheNextOpening()
    {
        QFETCH(bool, rekeyed);
        test::TempWorld world;
        auto created = world.create();
        {
            Workspace& workspace = *created->workspace;
            const auto rotation = workspace.keyring().prepareRotation(workspace.keys(), "", world.environment());
            VERIFY_OK(rotation);
            VERIFY_OK(workspace.writeStatus(Permission::ManagePeople, "r", [&](UnitOfWork& unit) -> Status {
                unit.record(keyringEvent(rotation->change));
                return {};
            }));
            VERIFY_OK(workspace.keyring().commitChange(rotation->change));
            if (rekeyed)
                VERIFY_OK(workspace.rekey(rotation->newDataKey));
            created->workspace.reset();
        }
        {
            auto workspace = world.open();
            VERIFY_OK(workspace);
            QVERIFY(!(*workspace)->keyring().rotationPending());
            VERIFY_OK(note(**workspace, "after"));
            COMPARE_STR(test::ledgerProblems(**workspace), "");
            VERIFY_OK((*workspace)->close());
        }
        auto workspace = world.open();
        VERIFY_OK(workspace);
        QCOMPARE((*workspace)->keys().dataKeys().size(), std::size_t{1});
        COMPARE_STR(test::ledgerProblems(**workspace), "");
    }

    void aRemovalWhoseRenameIsMissingIsFinished()
    {
        test::TempWorld world;
        {
            auto created = world.create();
            Workspace& workspace = *created->workspace;
            VERIFY_OK(invitePerson(workspace, {"ben", "Ben Reader", "", {Role::Preparer}}, "r"));
            const auto rotation = workspace.keyring().prepareRotation(workspace.keys(), "ben", world.environment());
            VERIFY_OK(rotation);
            VERIFY_OK(workspace.writeStatus(Permission::ManagePeople, "r", [&](UnitOfWork& unit) -> Status {
                OXSEAL_CHECK(unit.db().script("UPDATE person SET state = 'removed' WHERE login = 'ben'"));
                unit.record(keyringEvent(rotation->change));
                return {};
            }));
            created->workspace.reset();
        }
        {
            auto workspace = world.open();
            VERIFY_OK(workspace);
            QCOMPARE((*workspace)->keyring().logins(), (std::vector<std::string>{"ada"}));
            QVERIFY(!(*workspace)->keyring().rotationPending());
            COMPARE_STR(test::ledgerProblems(**workspace), "");
            VERIFY_OK((*workspace)->close());
        }
        auto again = world.open();
        VERIFY_OK(again);
        QCOMPARE((*again)->keys().dataKeys().size(), std::size_t{1});
        COMPARE_STR(test::ledgerProblems(**again), "");
    }

    void rekeyWaitsForReaders()
    {
        test::TempWorld world;
        auto created = world.create();
        auto reader = world.open(true);
        QVERIFY(created->workspace->rekey(Secret(Botan::secure_vector<std::uint8_t>(32, 7))).error().is(kWorkspaceInUse));
    }

    void creationNeedsAnEmptyPlace()
    {
        test::TempWorld world;
        std::filesystem::create_directories(world.path("acme.oxseal"));
        std::ofstream(world.path("acme.oxseal/thing")) << "x";
        QVERIFY(world.create().error().is(kWorkspaceExists));
        std::filesystem::remove(world.path("acme.oxseal/thing"));
        VERIFY_OK(world.create());
        QVERIFY(openWorkspace({world.path("nowhere"), "ada"}, test::TempWorld::secret("x"), world.environment())
                    .error().is(kWorkspaceMissing));
    }

    void checkpointsBySigningKey()
    {
        test::TempWorld world;
        auto created = world.create();
        Workspace& workspace = *created->workspace;
        const auto key = workspace.keyring().openSigningKey("ada", test::TempWorld::secret(test::TempWorld::kPassphrase), world.environment());
        VERIFY_OK(key);
        const auto signedNote = workspace.checkpoint("packet", &*key);
        VERIFY_OK(signedNote);
        QCOMPARE(signedNote->checkpoint.size, workspace.ledgerHead()->size);
        COMPARE_STR(test::ledgerProblems(workspace), "");
    }
};

OXSEAL_TEST_CLASS(TstWorkspace);
#include "tst_workspace.moc"
