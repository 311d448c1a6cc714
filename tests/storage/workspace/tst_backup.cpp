// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/backup.h"

#include "storage/workspace/verify_workspace.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <fstream>

using namespace oxseal;

namespace fs = std::filesystem;

class TstBackup : public QObject
{
    Q_OBJECT

    struct World : test::TempWorld
    {
        std::unique_ptr<Workspace> workspace;
        ObjectId object;

        World()
        {
            auto created = create();
            if (!created)
                qFatal("create: %s", created.error().debugString().c_str());
            workspace = std::move(created->workspace);
            const auto info = workspace->write(Permission::AttachEvidence, "r", [](UnitOfWork& unit) -> Result<ObjectInfo> {
                unit.record({"evidence.attach", "object", "test", {}, {}, {}});
                return unit.objects().put(asBytes("kept bytes"), "evidence");
            });
            object = info->id;
        }
    };

private Q_SLOTS:
    void roundTrip()
    {
        World world;
        const auto made = makeBackup(*world.workspace, world.path("copy"), "monthly");
        VERIFY_OK(made);
        QVERIFY(made->head == *world.workspace->ledgerHead());
        QCOMPARE(made->files, std::uint64_t{3});
        VERIFY_OK(verifyBackup(world.path("copy")));
        // Work goes on after it; the copy does not move.
        VERIFY_OK(world.workspace->openEvidence(world.object, "later"));
        VERIFY_OK(world.workspace->close());
        const auto ledger = verifyBackupLedger(
            world.path("copy"), "ada", test::TempWorld::secret(test::TempWorld::kPassphrase), world.environment());
        VERIFY_OK(ledger);
        QVERIFY(ledger->intact() && ledger->head == made->head);
        VERIFY_OK(verifyBackup(world.path("copy"))); // looking into it left nothing behind
        VERIFY_OK(restoreBackup(world.path("copy"), world.path("restored")));

        auto opened = openWorkspace({world.path("restored"), "ada"},
            test::TempWorld::secret(test::TempWorld::kPassphrase), world.environment());
        VERIFY_OK(opened);
        COMPARE_STR((*opened)->objects().get(world.object).value_or("gone"), "kept bytes");
        QVERIFY((*opened)->hindrance()->is(kWorkspaceRolledBack)); // a longer ledger was seen since
        VERIFY_OK((*opened)->explainDiscontinuity("the disk died"));
        VERIFY_OK((*opened)->close());
    }

    void sqlAndBytesOfTheCopyStayEncrypted()
    {
        World world;
        VERIFY_OK(makeBackup(*world.workspace, world.path("copy"), "monthly"));
        const std::string database = test::readFile(world.path("copy/workspace.db"));
        QVERIFY(database.substr(0, 15) != "SQLite format 3");
        QVERIFY(database.find("Ada Admin") == std::string::npos && database.find("ledger_entry") == std::string::npos);
    }

    void everyDamageIsNamed()
    {
        World world;
        VERIFY_OK(makeBackup(*world.workspace, world.path("copy"), "monthly"));
        std::vector<std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(world.path("copy"))) {
            if (entry.is_regular_file() && entry.path().filename() != "backup.json")
                files.push_back(entry.path().lexically_relative(world.path("copy")).generic_string());
        }
        QCOMPARE(files.size(), std::size_t{3});
        for (const std::string& file : files) {
            const std::string good = test::readFile(world.path("copy") / file);
            for (std::string bad : {good.substr(0, good.size() - 1), good + "x", std::string()}) {
                std::ofstream(world.path("copy") / file, std::ios::binary | std::ios::trunc) << bad;
                const auto result = verifyBackup(world.path("copy"));
                QVERIFY(!result && result.error().is(kBackupDamaged));
                COMPARE_STR(result.error().place(), file);
                QVERIFY(!restoreBackup(world.path("copy"), world.path("never")));
                QVERIFY(!fs::exists(world.path("never")));
            }
            std::string flipped = good;
            flipped[good.size() / 2] = static_cast<char>(flipped[good.size() / 2] ^ 1);
            std::ofstream(world.path("copy") / file, std::ios::binary | std::ios::trunc) << flipped;
            COMPARE_STR(verifyBackup(world.path("copy")).error().place(), file);
            fs::remove(world.path("copy") / file);
            COMPARE_STR(verifyBackup(world.path("copy")).error().place(), file);
            std::ofstream(world.path("copy") / file, std::ios::binary | std::ios::trunc) << good;
        }
        VERIFY_OK(verifyBackup(world.path("copy")));
        std::ofstream(world.path("copy") / "extra") << "x";
        COMPARE_STR(verifyBackup(world.path("copy")).error().place(), "extra");
    }

    void listsCannotPointOutside()
    {
        World world;
        fs::create_directories(world.path("evil"));
        std::ofstream(world.path("secret")) << "x";
        for (const char* path : {"../secret", "/etc/passwd", "objects/../../secret", ""}) {
            const std::string digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"; // of "x"
            const Json file = Json().set("path", path).set("sha256", digest).set("size", 1);
            const Json list = Json()
                                  .set("files", Json(Json::Array{file}))
                                  .set("format", "oxseal-backup")
                                  .set("ledger_root", digest)
                                  .set("ledger_size", 1)
                                  .set("made", "2026-10-01T08:00:00Z")
                                  .set("v", 1)
                                  .set("workspace", "00");
            std::ofstream(world.path("evil/backup.json"), std::ios::binary | std::ios::trunc) << canonicalJson(list);
            QVERIFY(restoreBackup(world.path("evil"), world.path("out")).error().is(kBackupNotOne));
        }
        QVERIFY(verifyBackup(world.path("nowhere")).error().is(kBackupNotOne));
    }

    void placesAreNotOverwritten()
    {
        World world;
        fs::create_directories(world.path("there"));
        QVERIFY(makeBackup(*world.workspace, world.path("there"), "r").error().is(kBackupExists));
        VERIFY_OK(makeBackup(*world.workspace, world.path("copy"), "r"));
        QVERIFY(restoreBackup(world.path("copy"), world.path("there")).error().is(kBackupExists));
    }
};

OXSEAL_TEST_CLASS(TstBackup);
#include "tst_backup.moc"
