// SPDX-License-Identifier: GPL-3.0-or-later
// Kills a working process at every fault point in turn and at random moments, then asks of what lies on the disk: is
// everything there that was acknowledged, does the ledger verify, can work go on? Number of kills: OXSEAL_KILLS (20).
#include "models/core/text.h"
#include "storage/crypto/keyring.h"
#include "storage/reads/people_reads.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/workspace/backup.h"
#include "tests/faults/kill_script.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <chrono>
#include <fstream>
#include <map>
#include <set>

using namespace oxseal;
using oxseal::test::Acknowledged;

namespace {

namespace fs = std::filesystem;

Secret secret(std::string_view text) { return Secret::copyOf(asBytes(text)); }

/// What a power cut leaves of an object file that was not fsynced: nothing, half, zeros or (with luck) all of it.
void cutPower(const fs::path& objects, const Acknowledged& done, std::uint64_t seed)
{
    if (!fs::exists(objects))
        return;
    const std::set<std::string> synced(done.synced.begin(), done.synced.end());
    test::SeededRandom random(seed);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(objects)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    for (const auto& file : files) {
        const bool whole = synced.count(file.string()) != 0 && synced.count(file.parent_path().string()) != 0;
        if (whole)
            continue;
        std::uint8_t dice = 0;
        random.fill({&dice, 1});
        const auto size = fs::file_size(file);
        if (dice % 4 == 0)
            fs::remove(file);
        else if (dice % 4 == 1)
            fs::resize_file(file, size / 2);
        else if (dice % 4 == 2)
            std::ofstream(file, std::ios::binary | std::ios::trunc) << std::string(size, '\0');
    }
}

std::string findingsOf(Workspace& workspace)
{
    const auto ledger = verifyWorkspaceLedger(workspace);
    const auto bytes = verifyStoredBytes(workspace);
    if (!ledger || !bytes)
        return "cannot verify: " + (ledger ? bytes.error() : ledger.error()).debugString();
    return test::textOf(ledger->problems) + test::textOf(*bytes);
}

/// "" when all that was acknowledged is there; else what is not.
std::string lost(Workspace& workspace, const Acknowledged& done, const fs::path& folder)
{
    const auto entries = listLedger(workspace.db(), {});
    if (!entries)
        return entries.error().debugString();
    std::set<std::string> notes;
    for (const StoredEntry& entry : *entries) {
        if (entry.header.verb == "test.note")
            notes.insert("note " + entry.header.object);
    }
    for (const std::string& line : done.lines) {
        const auto words = split(line, ' ');
        if (words[0] == "note" && notes.count(line) == 0)
            return line;
        if (words[0] == "object") {
            const auto bytes = workspace.objects().get(ObjectId(std::stoll(words[1])));
            if (!bytes || sha256(*bytes).hex() != words[2])
                return line;
        }
        if (line == "invited" && !done.has("removed")) {
            // Ben may already be on his way out, but then the ledger says so.
            const bool leaving = std::any_of(entries->begin(), entries->end(),
                [](const StoredEntry& entry) { return entry.header.verb == "person.remove"; });
            if (!workspace.keyring().isInvited("ben") && !leaving)
                return line;
        }
        const auto logins = workspace.keyring().logins();
        if (line == "removed" && std::find(logins.begin(), logins.end(), "ben") != logins.end())
            return line;
        if (line == "backup" && !verifyBackup(folder / "backup"))
            return line;
    }
    return {};
}

} // namespace

class TstKill : public QObject
{
    Q_OBJECT

    static int kills()
    {
        const char* wanted = std::getenv("OXSEAL_KILLS");
        return wanted == nullptr ? 20 : std::max(1, std::atoi(wanted));
    }

    static Result<std::unique_ptr<Workspace>> reopen(const fs::path& folder, const Acknowledged& done, const Environment& environment)
    {
        const fs::path place = folder / "acme.oxseal";
        auto workspace = openWorkspace({place, "ada"}, secret(test::kSecondPassphrase), environment);
        if (!workspace && !done.has("passphrase"))
            workspace = openWorkspace({place, "ada"}, secret(test::kFirstPassphrase), environment);
        // The first one may just have finished the change to the second.
        if (!workspace && !done.has("passphrase"))
            workspace = openWorkspace({place, "ada"}, secret(test::kSecondPassphrase), environment);
        return workspace;
    }

    /// After one kill: everything acknowledged, everything verified, and work goes on.
    void inspect(const fs::path& folder, const Acknowledged& done, Environment environment)
    {
        environment.stateFolder = folder / "state";
        if (!fs::exists(folder / "acme.oxseal")) {
            QVERIFY2(!done.has("created"), "the workspace was acknowledged and is gone");
            return;
        }
        {
            auto workspace = reopen(folder, done, environment);
            VERIFY_OK(workspace);
            QVERIFY2((*workspace)->writable(), (*workspace)->writable() ? "" : (*workspace)->hindrance()->debugString().c_str());
            COMPARE_STR(findingsOf(**workspace), "");
            COMPARE_STR(lost(**workspace, done, folder), "");
            QVERIFY(!(*workspace)->keyring().rotationPending());
            // Rows and keyring agree on who may open it.
            const auto people = (*workspace)->db().integer(R"sql(SELECT count(*) FROM person WHERE state <> 'removed')sql");
            QCOMPARE(people->value_or(-1), static_cast<std::int64_t>((*workspace)->keyring().logins().size()));
            VERIFY_OK((*workspace)->writeStatus(Permission::ManageCompany, "after", [](UnitOfWork& unit) -> Status {
                unit.record({"test.note", "after", "test", {}, {}, {}});
                return {};
            }));
            VERIFY_OK((*workspace)->close());
        }
        auto again = reopen(folder, done, environment);
        VERIFY_OK(again);
        QVERIFY((*again)->writable());
        COMPARE_STR(findingsOf(**again), "");
    }

private Q_SLOTS:
    void nothingAcknowledgedIsLost()
    {
        int points = 0;
        std::int64_t micros = 0;
        {
            test::TempWorld world;
            const auto begun = std::chrono::steady_clock::now();
            const Acknowledged whole = test::runAndKill(world.dir.path().toStdString(), 1, 0, 0);
            micros = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
            points = whole.points;
            QVERIFY2(points > 40, whole.lines.empty() ? "nothing" : whole.lines.back().c_str());
            QVERIFY(whole.has("closed") && whole.has("note a:5"));
            inspect(world.dir.path().toStdString(), whole, world.environment());
            if (QTest::currentTestFailed())
                return;
        }
        const int count = kills();
        std::map<std::string, int> places;
        for (int i = 0; i < count; ++i) {
            test::TempWorld world;
            world.random = test::SeededRandom(static_cast<std::uint64_t>(i) + 1000);
            const fs::path folder = world.dir.path().toStdString();
            const bool atPoint = i % 2 == 0;
            // Half of them spread evenly over the fault points, half at evenly spread moments.
            const int killAt = atPoint ? 1 + static_cast<int>((static_cast<std::int64_t>(i) * points) / count) : 0;
            const std::int64_t after = atPoint ? 0 : 1 + micros * i / count;
            const Acknowledged done = test::runAndKill(folder, static_cast<std::uint64_t>(i), killAt, after);
            ++places[done.place.empty() ? "(any moment)" : done.place];
            if (atPoint)
                QVERIFY2(!done.place.empty(), ("point " + std::to_string(killAt) + " was never reached").c_str());
            cutPower(folder / "acme.oxseal/objects", done, static_cast<std::uint64_t>(i));
            inspect(folder, done, world.environment());
            if (QTest::currentTestFailed()) {
                qWarning("kill %d at %s, after %lld us", i, done.place.c_str(), static_cast<long long>(after));
                for (const auto& line : done.lines)
                    qWarning("  acknowledged: %s", line.c_str());
                return;
            }
        }
        for (const auto& [place, number] : places)
            qInfo("%4d kills at %s", number, place.c_str());
    }
};

OXSEAL_TEST_CLASS(TstKill);
#include "tst_kill.moc"
