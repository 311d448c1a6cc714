// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "storage/db/database.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <fstream>
#include <sstream>

using namespace oxseal;

class TstLedgerVerbs : public QObject
{
    Q_OBJECT

    struct World : test::TempWorld
    {
        World() { std::ofstream(path("pass")) << kPassphrase << '\n'; }
        std::string out;
        std::string err;

        int run(std::vector<std::string> words)
        {
            words.push_back("--passphrase-file");
            words.push_back(path("pass").string());
            std::ostringstream o;
            std::ostringstream e;
            const int code = cli::run(words, o, e, environment());
            out = o.str();
            err = e.str();
            return code;
        }
        std::string place() const { return path("acme.oxseal").string(); }
        int create()
        {
            return run({"new", place(), "--company", "Acme Corp", "--user", "ada", "--name", "Ada Admin", "--recovery-file",
                path("recovery").string()});
        }
    };

private Q_SLOTS:
    void newVerifyShow()
    {
        World world;
        QVERIFY2(world.create() == cli::kDone, world.err.c_str());
        QVERIFY(test::readFile(world.path("recovery")).size() > 20);
        QCOMPARE(world.create(), static_cast<int>(cli::kUsage)); // the place is taken
        QCOMPARE(world.run({"ledger", "verify", world.place(), "--user", "ada", "--objects", "--json"}), static_cast<int>(cli::kDone));
        const auto json = parseJson(world.out);
        VERIFY_OK(json);
        QVERIFY((*json)["intact"].toBool() && (*json)["entries"].toInteger() >= 3 && (*json)["problems"].toArray().empty());
        QCOMPARE(world.run({"ledger", "show", world.place(), "--user", "ada", "--verb", "workspace.create", "--json"}), static_cast<int>(cli::kDone));
        const auto shown = parseJson(world.out);
        VERIFY_OK(shown);
        QCOMPARE((*shown)["entries"].toArray().size(), std::size_t{1});
        COMPARE_STR((*shown)["entries"].toArray()[0]["body"]["after"]["company"].toString(), "Acme Corp");
        QCOMPARE(world.run({"ledger", "checkpoint", world.place(), "--user", "ada", "--purpose", "test"}), static_cast<int>(cli::kDone));
        QVERIFY(world.out.find("\npurpose test\n\n\xE2\x80\x94 person-1 ") != std::string::npos);
        // What stands there already is replaced with --force only, and nothing is done before that is said.
        const std::string note = world.path("note.txt").string();
        const std::vector<std::string> asked{"ledger", "checkpoint", world.place(), "--user", "ada", "--out", note};
        QCOMPARE(world.run(asked), static_cast<int>(cli::kDone));
        QCOMPARE(world.run(asked), static_cast<int>(cli::kUsage));
        auto forced = asked;
        forced.emplace_back("--force");
        QCOMPARE(world.run(forced), static_cast<int>(cli::kDone));
        auto nowhere = asked;
        nowhere.back() = world.path("no such folder/note.txt").string();
        QCOMPARE(world.run(nowhere), static_cast<int>(cli::kBadInput));
        QCOMPARE(world.run({"ledger", "bench", world.place(), "--user", "ada", "--events", "20", "--json"}), static_cast<int>(cli::kDone));
        QCOMPARE((*parseJson(world.out))["events"].toInteger(), 20);
        const auto before = (*parseJson(world.out))["entries"].toInteger();
        QCOMPARE(world.run({"ledger", "bench", world.place(), "--user", "ada", "--events", "20", "--batch", "7", "--json"}), static_cast<int>(cli::kDone));
        QCOMPARE((*parseJson(world.out))["intact"].toBool(), true);
        QVERIFY((*parseJson(world.out))["entries"].toInteger() >= before + 20);
        QCOMPARE(world.run({"ledger", "bench", world.place(), "--user", "ada", "--batch", "0"}), static_cast<int>(cli::kUsage));
    }

    void exitCodes()
    {
        World world;
        QVERIFY(world.create() == cli::kDone);
        QCOMPARE(world.run({"ledger", "verify", world.place(), "--user", "eve"}), static_cast<int>(cli::kDenied));
        QCOMPARE(world.run({"ledger", "verify", world.path("none").string(), "--user", "ada"}), static_cast<int>(cli::kBadInput));
        QCOMPARE(world.run({"ledger", "verify", world.place()}), static_cast<int>(cli::kUsage));
        QCOMPARE(world.run({"ledger", "explain", world.place(), "--user", "ada", "--reason", "r"}), static_cast<int>(cli::kUsage));
        QCOMPARE(world.run({"backup", "make", world.place(), "--to", world.path("b").string(), "--user", "ada"}), static_cast<int>(cli::kUsage));
        {
            auto writer = world.open();
            QCOMPARE(world.run({"ledger", "checkpoint", world.place(), "--user", "ada"}), static_cast<int>(cli::kBusy));
            QCOMPARE(world.run({"ledger", "verify", world.place(), "--user", "ada"}), static_cast<int>(cli::kDone));
            // Somebody with the data key and another program alters an entry.
            VERIFY_OK((*writer)->db().script(
                "DROP TRIGGER ledger_entry_no_update; UPDATE ledger_entry SET object = 'company:2' WHERE seq = 2"));
        }
        QCOMPARE(world.run({"ledger", "verify", world.place(), "--user", "ada"}), static_cast<int>(cli::kNegative));
        QVERIFY(world.out.find("entry 2: ") != std::string::npos);
        // A database that does not open at all.
        std::string bytes = test::readFile(world.path("acme.oxseal/workspace.db"));
        bytes[100] = static_cast<char>(bytes[100] ^ 1);
        std::ofstream(world.path("acme.oxseal/workspace.db"), std::ios::binary | std::ios::trunc) << bytes;
        QCOMPARE(world.run({"ledger", "verify", world.place(), "--user", "ada", "--json"}), static_cast<int>(cli::kIntegrity));
        COMPARE_STR((*parseJson(world.out))["error"]["code"].toString(), "workspace.database");
    }

    void backupByCommands()
    {
        World world;
        QVERIFY(world.create() == cli::kDone);
        const std::string copy = world.path("copy").string();
        QCOMPARE(world.run({"backup", "make", world.place(), "--to", copy, "--user", "ada", "--reason", "monthly"}), static_cast<int>(cli::kDone));
        QCOMPARE(world.run({"backup", "verify", copy, "--user", "ada", "--json"}), static_cast<int>(cli::kDone));
        QVERIFY((*parseJson(world.out))["ledger_size"].toInteger() > 3);
        QCOMPARE(world.run({"backup", "restore", copy, "--to", world.path("back").string()}), static_cast<int>(cli::kDone));
        QCOMPARE(world.run({"ledger", "verify", world.path("back").string(), "--user", "ada"}), static_cast<int>(cli::kDone));
        std::string bytes = test::readFile(world.path("copy/keyring.json"));
        bytes[10] = static_cast<char>(bytes[10] ^ 1);
        std::ofstream(world.path("copy/keyring.json"), std::ios::binary | std::ios::trunc) << bytes;
        QCOMPARE(world.run({"backup", "verify", copy}), static_cast<int>(cli::kIntegrity));
        QVERIFY(world.err.find("keyring.json") != std::string::npos);
    }
};

OXSEAL_TEST_CLASS(TstLedgerVerbs);
#include "tst_ledger_verbs.moc"
